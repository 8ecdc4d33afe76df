/** Callers who send their requests drop by drop are cut off, and keep nobody from being answered; nor from stopping. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../e2e/server.ts';
import { meet } from './person.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.remove());

interface Dripping {
  readonly socket: Socket;
  readonly closed: Promise<unknown>;
}

/** Begins a request and goes on with a character every 100 ms, for ever. */
async function drip(head: string): Promise<Dripping> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined).resume();
  await once(socket, 'connect');
  socket.write(head);
  const dripping = setInterval(() => socket.write('x'), 100);
  const closed = once(socket, 'close').finally(() => clearInterval(dripping));
  return { socket, closed };
}

const headers = 'POST /api/v1/messages HTTP/1.1\r\nHost: here\r\nX-Slow: ';
const body =
  'POST /api/v1/messages HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Length: 30000\r\n\r\n"';

test('ten callers that never finish are cut off within half a minute, and nobody waits for them', async () => {
  const slow = await Promise.all([...Array(5).fill(headers), ...Array(5).fill(body)].map(drip));
  const ended = Promise.all(slow.map(({ closed }) => closed)).then(() => 'cut off');
  const person = await meet(server.url);
  const times: number[] = [];
  let isOver = false;
  ended.then(() => {
    isOver = true;
  });
  while (!isOver) {
    const started = performance.now();
    const clientMessageId = `m${times.length}`;
    const answered = await person.say({ text: '打款金额输错了怎么办', clientMessageId });
    expect(answered?.status).toBe(200);
    times.push(performance.now() - started);
    await new Promise((wait) => setTimeout(wait, 500));
  }
  expect(await ended).toBe('cut off');
  expect(Math.max(...times)).toBeLessThan(5000);
}, 60_000);

test('told to stop, the server ends within ten seconds all the same', async () => {
  const slow = await Promise.all([headers, body].map(drip));
  const started = performance.now();
  await server.stop();
  expect(performance.now() - started).toBeLessThan(10_500);
  await Promise.all(slow.map(({ closed }) => closed));
});
