/** The company's account service is slow, wrong or gone: a signed-in person still gets the general answer, in time. */

import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { signToken } from '../bot/http/identity-tokens.ts';
import { type RunningServer, startServer } from '../e2e/server.ts';
import { meet } from './person.ts';

let server: RunningServer | undefined;
let service: Server | undefined;
afterEach(async () => {
  await server?.remove();
  service?.closeAllConnections();
  service?.close();
});

const secret = 'first-secret-of-the-shop-0123456789abcdef';

/** A server whose account service answers so; a signed-in person at it. */
async function meetSignedIn(answer: RequestListener) {
  service = createServer(answer).listen(0, '127.0.0.1');
  await once(service, 'listening');
  const { port } = service.address() as AddressInfo;
  const env = { ACCOUNTS_URL: `http://127.0.0.1:${port}/accounts`, IDENTITY_KEYS: `k1:${secret}` };
  server = await startServer({ env });
  const now = Math.floor(Date.now() / 1000);
  return meet(server.url, signToken({ secret, claims: { iat: now, exp: now + 300 } }));
}

const ask = { text: '我的账号什么时候可以再修改实名信息', clientMessageId: 'm1' };
const unavailable = '现在查不到您账号的记录';

test.each<[string, RequestListener]>([
  ['slow', () => undefined],
  ['wrong', (_request, response) => response.end('<html>it works</html>')],
  ['gone', (request) => request.socket.destroy()],
])('%s: the general answer comes within five seconds and says why', async (_what, answer) => {
  const person = await meetSignedIn(answer);
  const started = performance.now();
  const answered = await person.say(ask);
  expect(performance.now() - started).toBeLessThan(5000);
  expect(answered?.status).toBe(200);
  expect(answered?.body.replies.map(({ text }) => text).join('\n')).toContain(unavailable);
});

test('back again: the next case is worked out from the account', async () => {
  let isBack = false;
  const person = await meetSignedIn((request, response) => {
    if (!isBack) return request.socket.destroy();
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ accountId: 'cust_42', lastModifiedAt: '2026-01-05' }));
  });
  expect((await person.say(ask))?.body.replies[0]?.text).toContain(unavailable);
  isBack = true;
  const again = await person.say({ ...ask, clientMessageId: 'm2' });
  expect(again?.body.replies.map(({ act }) => act)).toContain('computed');
});
