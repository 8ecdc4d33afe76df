/** A stand-in for Slack's Web API and its response addresses: keeps what is posted, and refuses what Slack refuses. */

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StubCall {
  /** `chat.postMessage`, or the path of a response address. */
  readonly method: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into any call
  readonly args: any;
}

/** What the next call is answered with, before anything is done. */
export type Fault =
  | { readonly status: number; readonly retryAfter?: number; readonly body?: string }
  | { readonly error: string }
  /** Done, and the answer is lost. */
  | 'lost';

export interface SlackStub {
  readonly apiUrl: string;
  readonly calls: StubCall[];
  /** Messages that stand in Slack, in order: posted, ephemeral and through response addresses. */
  readonly posted: StubCall[];
  /** Faults for the next calls of a method, in order. */
  failNext(method: string, ...faults: Fault[]): void;
  close(): Promise<void>;
}

const posting = new Set(['chat.postMessage', 'chat.postEphemeral']);

export async function openSlackStub(): Promise<SlackStub> {
  const calls: StubCall[] = [];
  const posted: StubCall[] = [];
  const faults = new Map<string, Fault[]>();
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = (request.url ?? '').replace(/^\/(api\/)?/, '').split('?')[0] ?? '';
    const args = readArgs(await bodyOf(request));
    calls.push({ method, args });
    const fault = faults.get(method)?.shift();
    if (fault && fault !== 'lost') return send(response, fault);
    const { status = 200, ...result } = act(method, args);
    if (fault === 'lost') {
      request.socket.destroy();
      return;
    }
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(method.startsWith('hooks/') ? 'ok' : JSON.stringify(result));
  }

  function act(
    method: string,
    args: StubCall['args'],
  ): { status?: number; ok: boolean; [field: string]: unknown } {
    if (method.startsWith('hooks/') || posting.has(method)) {
      const refusal = refusalOf(args.blocks ?? []);
      if (refusal) return { ok: false, error: refusal };
      posted.push({ method, args });
      return { ok: true, ts: `1767226000.${String(posted.length).padStart(6, '0')}`, channel: args.channel };
    }
    if (method === 'conversations.replies' || method === 'conversations.history') {
      const own = posted.filter(
        (call) =>
          call.args.channel === args.channel && (args.ts === undefined || call.args.thread_ts === args.ts),
      );
      return { ok: true, messages: own.map((call) => ({ type: 'message', ...call.args })) };
    }
    return { ok: true, view: { id: 'V1' } };
  }

  return {
    ...{ apiUrl, calls, posted },
    failNext: (method, ...next) => {
      faults.set(method, [...(faults.get(method) ?? []), ...next]);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function send(response: ServerResponse, fault: Exclude<Fault, 'lost'>): void {
  if ('error' in fault) {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ok: false, error: fault.error }));
    return;
  }
  const { status, retryAfter, body = '' } = fault;
  response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) });
  response.end(body);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  return body;
}

/** Forms carry objects as JSON in a field; response addresses take JSON. */
function readArgs(body: string): StubCall['args'] {
  if (body.startsWith('{')) return JSON.parse(body);
  const fields = [...new URLSearchParams(body)].map(([name, value]) => [name, readField(value)]);
  return Object.fromEntries(fields);
}

function readField(value: string): unknown {
  return /^[[{]|^(true|false|\d{1,9})$/.test(value) ? JSON.parse(value) : value;
}

/** Slack's limits on blocks, the undocumented total among them. */
// biome-ignore lint/suspicious/noExplicitAny: any block
export function refusalOf(blocks: readonly any[]): string | undefined {
  if (blocks.length > 50) return 'invalid_blocks';
  let total = 0;
  for (const block of blocks) {
    const texts = [
      block.text,
      ...(block.elements ?? []).map((element: { text?: unknown }) => element.text ?? element),
    ];
    const lengths = texts.map((text) => (typeof text?.text === 'string' ? text.text.length : 0));
    total += lengths.reduce((sum: number, length: number) => sum + length, 0);
    const isTooLong =
      (block.type === 'section' && (lengths[0] > 3000 || lengths[0] === 0)) ||
      (block.type === 'actions' && (block.elements.length > 25 || lengths.some((length) => length > 75))) ||
      (block.type === 'context' && block.elements.length > 10);
    const names = (block.elements ?? []).flatMap(
      (element: { action_id?: string }) => element.action_id ?? [],
    );
    if (isTooLong || new Set(names).size < names.length) return 'invalid_blocks';
  }
  return total > 13_200 ? 'msg_blocks_too_long' : undefined;
}
