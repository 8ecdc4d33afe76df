/** Agents whose console is closed hear of a waiting customer once, however often the platform fails, from one of two processes. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Alerts, alertBody, alertFor } from '../../../bot/desk/alert.ts';
import { readAlertAnswer } from '../../../bot/desk/alert-answer.ts';
import { type AlertSender, createAlertSender } from '../../../bot/desk/alert-sender.ts';
import { type OpenedStore, openStore } from '../../../bot/store/open.ts';
import { createTestLog, plainExpertise } from '../house.ts';
import { lastingEngines, noteSkipped, type TestPlace } from '../store/engines.ts';
import { sampleTurn } from '../store/samples.ts';

noteSkipped();

const { knowledge } = plainExpertise;
const [entry] = knowledge.entries;

describe('what an alert says', () => {
  const words = { handoff: 'h 1', channel: 'web', question: '怎么 <改> & 认证？' };
  const of = (kind: 'slack' | 'wecom', publicUrl?: string): Alerts => ({
    webhook: { url: 'https://x.example/', kind },
    ...(publicUrl !== undefined && { publicUrl }),
  });

  test('to Slack', () => {
    expect(alertBody(of('slack', 'https://help.example.com/'), words)).toEqual({
      text: '有客户在等人工（网页）\n刚才问到：怎么 &lt;改&gt; &amp; 认证？\n<https://help.example.com/console#/desk/h%201|打开对话>',
    });
  });

  test('to a group of WeCom', () => {
    expect(alertBody(of('wecom', 'https://help.example.com'), words)).toEqual({
      msgtype: 'markdown',
      markdown: {
        content:
          '**有客户在等人工（网页）**\n> 刚才问到：怎么 <改> & 认证？\n[打开对话](https://help.example.com/console#/desk/h%201)',
      },
    });
  });

  test('without PUBLIC_URL there is no link', () => {
    expect(alertBody(of('slack'), { handoff: 'h', channel: 'web' })).toEqual({
      text: '有客户在等人工（网页）',
    });
  });

  test('nothing of the customer is in it', () => {
    const letter = alertFor({ id: 'h', conversation: 'c', channel: 'web', topic: 'review-time' });
    expect(letter).toEqual({
      ...{ id: 'desk-alert:h', channel: 'desk-alert', conversation: 'c' },
      payload: { handoff: 'h', channel: 'web', topic: 'review-time' },
    });
  });
});

test.each([
  ['slack', { http: 200, body: 'ok' }, { status: 'taken' }],
  ['slack', { http: 404, body: 'no_service' }, { status: 'refused', reason: 'status_404' }],
  [
    'slack',
    { http: 429, retryAfter: '30', body: '' },
    { status: 'again', reason: 'status_429', after: 30_000 },
  ],
  ['slack', { http: 302, body: '' }, { status: 'refused', reason: 'status_302' }],
  ['slack', { http: 503, body: '' }, { status: 'again', reason: 'status_503' }],
  ['wecom', { http: 200, body: '{"errcode":0,"errmsg":"ok"}' }, { status: 'taken' }],
  ['wecom', { http: 200, body: '{"errcode":93000}' }, { status: 'refused', reason: 'errcode_93000' }],
  [
    'wecom',
    { http: 200, body: '{"errcode": 45009}' },
    { status: 'again', reason: 'errcode_45009', after: 60_000 },
  ],
  ['wecom', { http: 200, body: '{"errcode":-1}' }, { status: 'again', reason: 'errcode_-1' }],
  ['wecom', { http: 200, body: '<html>' }, { status: 'again', reason: 'errcode_none' }],
] as const)('%s: %o is %o', (kind, answered, expected) => {
  expect(readAlertAnswer(kind, answered)).toEqual(expected);
});

describe.each(lastingEngines)('on $name', (engine) => {
  let where: TestPlace;
  let stores: OpenedStore[];
  let platform: Server;
  let heard: string[];
  let answers: number[];
  let senders: AlertSender[];

  beforeEach(async () => {
    where = await engine.make();
    stores = [await openStore(where.place), await openStore(where.place)];
    [heard, answers, senders] = [[], [], []];
    platform = createServer((request, response) => {
      let body = '';
      request.on('data', (part) => {
        body += part;
      });
      request.on('end', () => {
        heard.push(body);
        response.writeHead(answers.shift() ?? 200).end('ok');
      });
    }).listen(0, '127.0.0.1');
    await once(platform, 'listening');
  });
  afterEach(async () => {
    await Promise.all(senders.map((sender) => sender.stop()));
    for (const store of stores) await store.close();
    platform.close();
    await where.remove();
  });

  function start(): void {
    const url = `http://127.0.0.1:${(platform.address() as AddressInfo).port}/secret`;
    const alerts: Alerts = { webhook: { url, kind: 'slack' } };
    const common = { alerts, knowledge: () => knowledge, log: createTestLog(), interval: 20, backoff: 20 };
    senders = stores.map((store) => createAlertSender({ ...common, store }));
  }
  async function request(name: string, n = 1, id = `h-${name}`): Promise<void> {
    const alert = alertFor({ id, conversation: name, channel: 'web', ...(entry && { topic: entry.id }) });
    await stores[0]?.conversations.saveTurn(sampleTurn(name, n, { handoff: { id, about: {}, alert } }));
  }
  const settle = () => new Promise((resolve) => setTimeout(resolve, 300));

  test('each request is told once, however many look', async () => {
    for (const name of ['a', 'b', 'c', 'd']) await request(name);
    // who waits already and asks again is not told again
    await request('a', 2, 'h-again');
    start();
    await expect.poll(() => heard.length, { timeout: 5000 }).toBe(4);
    await settle();
    expect(heard).toHaveLength(4);
    expect(heard[0]).toContain(entry?.question);
  });

  test('what fails is tried again until it is taken', async () => {
    answers = [503, 503, 200];
    await request('a');
    start();
    await expect.poll(() => heard.length, { timeout: 5000 }).toBe(3);
    await settle();
    expect(heard).toHaveLength(3);
  });

  test('what the platform refuses for good is left', async () => {
    answers = [404];
    await request('a');
    start();
    await expect.poll(() => heard.length, { timeout: 5000 }).toBe(1);
    await settle();
    expect(heard).toHaveLength(1);
  });

  test('who is answered already needs no alert', async () => {
    await request('a');
    await stores[1]?.handoffs.claim('h-a', 'mei', 60_000);
    start();
    await settle();
    expect(heard).toEqual([]);
  });
});
