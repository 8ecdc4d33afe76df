/** The company's directory: asked for one person at a time, believed only where it says an account, and never in the way. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLinking } from '../../../bot/linking/open-linking.ts';
import { type OpenedStore, openStore } from '../../../bot/store/open.ts';
import { createTestClock } from '../clock.ts';
import { createTestLog, plainExpertise } from '../house.ts';

let server: Server;
let store: OpenedStore;
let asked: string[];
let answer: { status: number; body: string };
const log = createTestLog();

beforeEach(async () => {
  store = await openStore(':memory:');
  asked = [];
  server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.authorization}`);
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await store.close();
});

async function open() {
  const clock = createTestClock();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/people/`;
  const bench = () => ({ expertise: plainExpertise, now: clock() });
  const linking = await openLinking({ directory: { url, token: 't' } }, { store, bench, clock, log });
  if (!linking) throw new Error('it is off');
  return linking;
}
const person = { channel: 'wecom-app', tenant: 'ww1', user: 'zhang/san' };

test('whoever it names has that account, which the chat cannot undo', async () => {
  answer = { status: 200, body: '{"accountId":"acc-7","name":"x"}' };
  const linking = await open();
  expect(await linking.accountOf(person)).toBe('acc-7');
  expect(asked).toEqual(['/people/wecom-app/ww1/zhang%2Fsan Bearer t']);
  expect(await linking.unlink(person)).toBe('kept');
  expect(await linking.offer({ person, conversation: 'c', address: {}, locale: 'en' })).toBeUndefined();
});

test('a link that the person made stands before it', async () => {
  answer = { status: 200, body: '{"accountId":"acc-7"}' };
  const linking = await open();
  await store.links.offer({ person: 'wecom-app:ww1:zhang%2Fsan', about: {}, tokenHash: 'x', ttl: 1000 });
  await store.links.accept({ tokenHash: 'x', account: 'acc-9', at: '2026-11-23', tell: () => [] });
  expect(await linking.accountOf(person)).toBe('acc-9');
  expect(asked).toEqual([]);
});

test.each([
  ['knows nobody of that name', 404, ''],
  ['gives no account', 200, '{"accountId":7}'],
  ['gives a page', 200, '<html>'],
  ['is not ours to ask', 401, '{}'],
  ['leads elsewhere', 302, ''],
])('nobody has an account where it %s', async (_, status, body) => {
  answer = { status, body };
  expect(await (await open()).accountOf(person)).toBeUndefined();
  expect(JSON.stringify(log.lines)).not.toContain('zhang');
});
