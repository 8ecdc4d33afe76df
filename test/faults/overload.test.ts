/** Far more calls than can be answered: the rest is refused at once, and two seconds later all is as before. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { admissionLimits } from '../../bot/http/admission.ts';
import { type RunningServer, startServer } from '../e2e/server.ts';
import { call } from './person.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.remove());

const crowd = 1600;
/** Fewer messages each than a session may send in a minute. */
const sessions = 16;

async function openSession(): Promise<string> {
  const given = { method: 'POST', body: '{}' };
  const opened = await call<{ token: string }>(`${server.url}/api/v1/sessions`, given);
  return opened?.body.token ?? expect.unreachable();
}

async function openSocket(): Promise<Socket> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  return socket;
}

/** Sends a message on a connection that is there already; gives the whole answer as it comes over the line. */
async function say(socket: Socket, token: string): Promise<string> {
  const body = JSON.stringify({ text: '打款金额输错了怎么办，我8月3号提交的' });
  const head = [
    ...['POST /api/v1/messages HTTP/1.1', 'Host: here', 'Connection: close'],
    ...['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`],
    `Authorization: Bearer ${token}`,
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  return text(socket);
}

test('what is too much gets 503 with Retry-After, the rest is answered, and health is told meanwhile', async () => {
  const tokens = await Promise.all(Array.from({ length: sessions }, openSession));
  const sockets = await Promise.all(Array.from({ length: crowd }, openSocket));
  const calls = sockets.map((socket, at) => say(socket, tokens[at % sessions] ?? ''));
  let left = crowd;
  for (const one of calls) one.then(() => left--);
  expect((await call(`${server.url}/healthz`))?.status).toBe(200);
  expect(left).toBeGreaterThan(0);
  const answers = await Promise.all(calls);
  const ended = performance.now();
  const answered = answers.filter((answer) => answer.startsWith('HTTP/1.1 200'));
  const shed = answers.filter((answer) => answer.startsWith('HTTP/1.1 503'));
  expect(answered.length + shed.length).toBe(crowd);
  expect(answered.length).toBeGreaterThanOrEqual(admissionLimits.open);
  expect(shed.length).toBeGreaterThan(0);
  expect(shed.filter((answer) => !/^retry-after: 1\r$/im.test(answer))).toEqual([]);
  const after = await say(await openSocket(), tokens[0] ?? '');
  expect(after).toMatch(/^HTTP\/1\.1 200/);
  expect(performance.now() - ended).toBeLessThan(2000);
}, 60_000);
