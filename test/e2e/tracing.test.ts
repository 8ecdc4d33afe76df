/** Traces, where a collector is named: every step of a call under one trace, and not a word of anybody. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, startServer } from './server.ts';

interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly parentSpanId?: string;
  readonly spanId: string;
}

let collector: Server;
let server: RunningServer;
const received: string[] = [];

beforeAll(async () => {
  collector = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push(`${request.url} ${Buffer.concat(chunks)}`);
    response.end('{}');
  });
  collector.listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const { port } = collector.address() as AddressInfo;
  server = await startServer({
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_BSP_SCHEDULE_DELAY: '100',
    },
  });
});
afterAll(async () => {
  await server.remove();
  collector.close();
});

const spans = (): Span[] =>
  received.flatMap((post) => {
    const { resourceSpans } = JSON.parse(post.slice(post.indexOf(' ')));
    return resourceSpans.flatMap(({ scopeSpans }: { scopeSpans: { spans: Span[] }[] }) =>
      scopeSpans.flatMap(({ spans: own }) => own),
    );
  });

test('a message is one trace: the call, the turn, routing and the store, without what was said', async () => {
  const post = async (path: string, body: object, token = '') => {
    const headers = {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    };
    const answer = await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    return answer.json();
  };
  const { token } = await post('/api/v1/sessions', {});
  await post('/api/v1/messages', { text: '我的身份证110101199003074514，充值失败怎么办' }, token);
  await expect.poll(() => spans().map(({ name }) => name)).toContain('POST /api/v1/messages');

  const all = spans();
  const call = all.find(({ name }) => name === 'POST /api/v1/messages');
  const within = all.filter(({ traceId }) => traceId === call?.traceId).map(({ name }) => name);
  expect(within).toEqual(
    expect.arrayContaining(['assistant.turn', 'router.route', 'store.recall', 'store.saveTurn']),
  );
  expect(all.find(({ name }) => name === 'assistant.turn')?.parentSpanId).toBe(call?.spanId);
  expect(received.every((one) => one.startsWith('/v1/traces '))).toBe(true);
  expect(received.join('\n')).not.toMatch(/充值|1101011990|command_args|process\.owner|host\.name/);
  expect(received.join('\n')).not.toContain(token);
});
