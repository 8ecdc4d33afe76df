/** The simulator against the real channels in this process, and against servers that lose and repeat: it must see it. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, expect, test } from 'vitest';
import { openSlack } from '../../../bot/channels/slack/open-slack.ts';
import { openWecomApp } from '../../../bot/channels/wecom-app.ts';
import { systemClock } from '../../../bot/clock.ts';
import { addSlackRoutes } from '../../../bot/http/routes/slack.ts';
import { addWecomRoutes } from '../../../bot/http/routes/wecom.ts';
import type { SimulatedPlatform } from '../../../bot/simulate/platform.ts';
import { simulateSlack } from '../../../bot/simulate/slack.ts';
import { runStorm } from '../../../bot/simulate/storm.ts';
import { simulateWecom } from '../../../bot/simulate/wecom.ts';
import { openStore } from '../../../bot/store/open.ts';
import { appSettings } from '../../channels/wecom-app-door.ts';
import { freePort } from '../../free-port.ts';
import { createEcho, createTestLog, plainExpertise } from '../house.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const signingSecret = '8f742231b10e8888abcd99ffffff85a5';
const storm = { questions: ['认证要多久'], size: { deliveries: 60, rate: 300 }, patience: 3000 };

async function listen(handler: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function openParts() {
  const store = await openStore(':memory:');
  closing.push(() => store.close());
  const log = createTestLog();
  return { assistant: createEcho(store), store, current: () => plainExpertise, clock: systemClock, log };
}

async function openSlackServer(port: number): Promise<string> {
  const parts = await openParts();
  const settings = { botToken: 'xoxb-1', signingSecret, apiUrl: `http://127.0.0.1:${port}/api/` };
  const slack = await openSlack(settings, parts);
  const app = express();
  addSlackRoutes(app, { ...parts, channels: { slack } });
  closing.push(() => slack.stop());
  return listen(app);
}

async function openWecomServer(port: number) {
  const parts = await openParts();
  const wecomApp = openWecomApp({ ...appSettings, WECOM_API_URL: `http://127.0.0.1:${port}` }, parts);
  if (!wecomApp) throw new Error('a setting is missing');
  const app = express().set('query parser', 'simple');
  addWecomRoutes(app, { ...parts, channels: { wecomApp } });
  closing.push(() => wecomApp.desk.stop());
  return { url: await listen(app), keys: wecomApp.keys };
}

test('Slack: every message is answered once', async () => {
  const port = await freePort();
  const servers = [await openSlackServer(port)];
  const platform = simulateSlack({ signingSecret, run: '100001' });
  const result = await runStorm({ ...storm, platform, servers, port });
  expect(result).toMatchObject({
    status: 'played',
    report: { deliveries: 60, messages: 42, answered: 42, lost: 0, twice: 0, refused: 0 },
  });
}, 15_000);

test('WeCom: every message is answered once, in the call or by one of ours', async () => {
  const port = await freePort();
  const { url, keys } = await openWecomServer(port);
  const platform = simulateWecom({ keys, agentId: keys.agentId, run: '100002' });
  const result = await runStorm({ ...storm, platform, servers: [url], port });
  expect(result).toMatchObject({
    status: 'played',
    report: { messages: 42, answered: 42, lost: 0, twice: 0 },
  });
}, 15_000);

test('a server that loses one message and says another twice is found out', async () => {
  const port = await freePort();
  const platform = simulateSlack({ signingSecret, run: '100003' });
  const servers = [await listen(careless(platform, port))];
  const result = await runStorm({ ...storm, platform, servers, port, patience: 1000 });
  expect(result).toMatchObject({ report: { messages: 42, answered: 41, lost: 1, twice: 1 } });
}, 15_000);

test.each([
  ['no server', async () => `http://127.0.0.1:${await freePort()}`, 'unreachable'],
  ['a server without Slack', () => listen((_, response) => response.writeHead(404).end()), 'off'],
  [
    'a server with other settings',
    () => listen((_, response) => response.writeHead(401).end()),
    'other_keys',
  ],
])('%s is told before anything is played', async (_, open, reason) => {
  const platform = simulateSlack({ signingSecret, run: '100004' });
  const result = await runStorm({ ...storm, platform, servers: [await open()], port: 0 });
  expect(result).toMatchObject({ status: 'unfit', reason });
});

/** Answers every message number but 7, once for each of its deliveries that is the first, and number 9 twice. */
function careless(platform: SimulatedPlatform, port: number) {
  const seen = new Set<number>();
  const post = (path: string, fields: Readonly<Record<string, string>>) =>
    fetch(`http://127.0.0.1:${port}/api/${path}`, { method: 'POST', body: new URLSearchParams(fields) });
  const answer = (channel: string, ts: string) => {
    const metadata = JSON.stringify({ event_payload: { key: ts } });
    return post('chat.postMessage', { channel, thread_ts: ts, metadata });
  };
  return async (request: IncomingMessage, response: import('node:http').ServerResponse) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const { challenge, event } = JSON.parse(text);
    if (challenge) return void response.end(platform.check(0).answer);
    response.end();
    if (event.type === 'app_home_opened') return void (await post('views.publish', {}));
    const number = Number(event.ts.split('.')[0]) - 1_700_000_000;
    if (number === 7 || seen.has(number)) return;
    seen.add(number);
    await answer(event.channel, event.ts);
    if (number === 9) await answer(event.channel, event.ts);
  };
}
