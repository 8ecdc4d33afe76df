import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultLimits } from '../../../bot/http/rate-limit.ts';
import { type House, type HouseOptions, openHouse } from '../house.ts';

let house: House;
const reopen = async (options: HouseOptions) => {
  await house.close();
  house = await openHouse(options);
};

beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const message = (token: string, body: object = { text: '你好' }) =>
  house.call('POST', '/api/v1/messages', { token, body });

describe('messages', () => {
  test('give the turn of the assistant', async () => {
    const { status, json } = await message(await house.openSession());
    expect(status).toBe(200);
    expect(json).toMatchObject({
      conversationId: expect.any(String),
      replies: [{ act: 'answer', text: 'echo: 你好' }],
    });
  });

  test('reach the assistant whole: sender, locale, choice and time', async () => {
    const heard: unknown[] = [];
    const turn = async (given: { conversation: string }) => {
      heard.push(given);
      return { conversationId: given.conversation, replies: [] };
    };
    await reopen({ assistant: () => ({ turn }) });
    const token = await house.openSession({ locale: 'zh-TW' });
    await message(token, { choice: 2, clientMessageId: 'm1' });
    await message(token, { text: 'a\ud800b', clientMessageId: 'm2' });
    const sender = { key: expect.any(String) };
    expect(heard).toMatchObject([
      {
        channel: 'web',
        sender,
        id: 'm1',
        text: '2',
        choice: 2,
        locale: 'zh-Hant',
        at: '2026-11-23T05:00:00.000Z',
      },
      { channel: 'web', sender, id: 'm2', text: 'a\ufffdb', locale: 'zh-Hant' },
    ]);
  });

  test('answer a conflict with 409', async () => {
    const conflict = Object.assign(new Error('another text'), { code: 'MESSAGE_CONFLICT' });
    await reopen({ assistant: () => ({ turn: () => Promise.reject(conflict) }) });
    const answer = await message(await house.openSession());
    expect(answer).toMatchObject({ status: 409, json: { code: 'message_conflict' } });
  });

  test('keep what a fault says to themselves, and log where it was', async () => {
    const fault = new Error('the ID number 11010519491231002X was wrong');
    await reopen({ assistant: () => ({ turn: () => Promise.reject(fault) }) });
    const answer = await message(await house.openSession());
    expect(answer).toMatchObject({ status: 500, json: { code: 'internal' } });
    const errors = house.log.lines.filter(({ level }) => level === 'error');
    expect(errors).toHaveLength(1);
    expect(JSON.stringify([answer.json, errors])).not.toContain('11010519491231002X');
  });

  test('say when the store is away', async () => {
    const away = Object.assign(new Error('disk'), { code: 'STORE_FULL' });
    await reopen({ assistant: () => ({ turn: () => Promise.reject(away) }) });
    const answer = await message(await house.openSession());
    expect(answer).toMatchObject({ status: 503, json: { code: 'store_unavailable' } });
    expect(answer.headers.get('retry-after')).toBe('5');
  });
});

describe('feedback', () => {
  test("is taken for one's own messages, without personal numbers", async () => {
    const token = await house.openSession();
    const { json } = await message(token);
    const body = {
      messageId: json.replies[0].messageId,
      rating: 'down',
      reason: 'wrong',
      comment: '我的手机号是13800138000',
    };
    expect((await house.call('POST', '/api/v1/feedback', { token, body })).status).toBe(204);
    expect(
      (await house.call('POST', '/api/v1/feedback', { token: await house.openSession(), body })).status,
    ).toBe(404);
  });
});

describe('routing and rules', () => {
  test('match gives the ranking up to the limit', async () => {
    const token = await house.openSession();
    const answer = await house.call('POST', '/api/v1/match', {
      token,
      body: { text: '认证要多久', limit: 2 },
    });
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      text: '认证要多久',
      decision: 'answer',
      ranking: [expect.anything(), expect.anything()],
    });
    const five = await house.call('POST', '/api/v1/match', { token, body: { text: '认证要多久' } });
    expect(five.json.ranking).toHaveLength(5);
  });

  test('a rule computes as of the day asked for', async () => {
    const token = await house.openSession();
    const body = { facts: { lastModifiedAt: '2026-08-05' }, asOf: '2026-08-20' };
    const answer = await house.call('POST', '/api/v1/rules/modify_interval', { token, body });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      rule: 'modify_interval',
      status: 'ok',
      values: { nextAllowedDate: '2026-09-04' },
    });
  });

  test('a rule that lacks facts is no error', async () => {
    const token = await house.openSession();
    const answer = await house.call('POST', '/api/v1/rules/modify_interval', { token, body: { facts: {} } });
    expect(answer).toMatchObject({
      status: 200,
      json: { status: 'needs_facts', missing: ['lastModifiedAt'] },
    });
  });

  test('invalid facts are named', async () => {
    const token = await house.openSession();
    const body = { facts: { lastModifiedAt: '2026-02-30' } };
    const answer = await house.call('POST', '/api/v1/rules/modify_interval', { token, body });
    expect(answer).toMatchObject({
      status: 422,
      json: { code: 'facts_invalid', fields: [{ fact: 'lastModifiedAt' }] },
    });
  });

  test('suggestions open with the questions of the knowledge base, and follow what is typed', async () => {
    const opening = await house.call('GET', '/api/v1/suggestions');
    expect(opening.json.suggestions.length).toBeGreaterThanOrEqual(3);
    expect(opening.json.suggestions[0]).toEqual({
      entry: expect.any(String),
      question: expect.any(String),
      label: expect.any(String),
    });
    const typed = await house.call('GET', `/api/v1/suggestions?q=${encodeURIComponent('充值')}`);
    expect(typed.json.suggestions[0].question).toContain('充值');
    const english = await house.call('GET', '/api/v1/suggestions?q=refund&locale=en-GB');
    expect(english.json.suggestions[0].question).toMatch(/^[\x20-\x7e]+/);
  });
});

describe('rate limits', () => {
  const limits = { ...defaultLimits, messagesPerSession: 3, sessionsPerAddress: 2 };

  test('stop a session that hammers, and say for how long', async () => {
    await reopen({ limits });
    const token = await house.openSession();
    for (let i = 0; i < 3; i++) expect((await message(token)).status).toBe(200);
    const refused = await message(token);
    expect(refused).toMatchObject({ status: 429, json: { code: 'rate_limited' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await message(await house.openSession())).status).toBe(200);
  });

  test('stop an address that opens sessions, told apart behind a trusted proxy', async () => {
    await reopen({ limits, config: { trustProxy: 1 } });
    const open = (address: string) =>
      house.call('POST', '/api/v1/sessions', { headers: { 'x-forwarded-for': address } });
    const from = ['203.0.113.7', '203.0.113.7', '203.0.113.7', '203.0.113.8'];
    const statuses: number[] = [];
    for (const address of from) statuses.push((await open(address)).status);
    expect(statuses).toEqual([201, 201, 429, 201]);
    const network: number[] = [];
    for (const host of ['1', '2', '3']) network.push((await open(`2001:db8::${host}`)).status);
    expect(network).toEqual([201, 201, 429]);
  });

  test('do not believe a header where no proxy is trusted', async () => {
    await reopen({ limits });
    const open = () =>
      house.call('POST', '/api/v1/sessions', { headers: { 'x-forwarded-for': '203.0.113.7' } });
    for (let i = 0; i < 4; i++) expect((await open()).status).toBe(201);
  });
});

describe('what runs the server', () => {
  test('sees that it is alive', async () => {
    expect(await house.call('GET', '/healthz')).toMatchObject({ status: 200, json: { status: 'ok' } });
  });

  test('sees that it is ready, and that the calendar ends soon', async () => {
    const { status, json } = await house.call('GET', '/readyz');
    expect(status).toBe(200);
    expect(json).toMatchObject({ status: 'ready', parts: { store: 'ok', knowledge: 'ok', model: 'ok' } });
    expect(json.warnings).toEqual([expect.stringContaining('2026-12-31')]);
  });

  test('sees that it is not ready without its store', async () => {
    const { ping } = house.store;
    Object.assign(house.store, { ping: () => Promise.reject(new Error('away')) });
    expect(await house.call('GET', '/readyz')).toMatchObject({
      status: 503,
      json: { parts: { store: 'failed' } },
    });
    Object.assign(house.store, { ping });
  });

  test('reads version, knowledge and dates', async () => {
    const { json } = await house.call('GET', '/version');
    expect(json).toMatchObject({
      version: '0.0.0',
      knowledge: expect.stringMatching(/^[0-9a-f]{64}$/),
      calendarUntil: '2026-12-31',
    });
    expect(json.parameters).toContainEqual({ id: expect.any(String), checked: '2026-11-23' });
  });

  test('reads metrics that name no one', async () => {
    const token = await house.openSession();
    const { json } = await message(token);
    await house.call('GET', `/api/v1/conversations/${json.conversationId}`, { token });
    const text = String((await house.call('GET', '/metrics')).json);
    expect(text).toContain('dawen_replies_total{act="answer",channel="web"} 1');
    expect(text).toContain('route="/api/v1/conversations/:id"');
    expect(text).toContain('nodejs_eventloop_lag_seconds');
    expect(text).not.toContain(json.conversationId);
  });

  test('finds a line for every request, without what was asked', async () => {
    await house.call('GET', `/api/v1/suggestions?q=${encodeURIComponent('我的身份证')}`);
    const line = house.log.lines.find(({ message: text }) => text === 'request');
    expect(line?.fields).toMatchObject({
      method: 'GET',
      route: '/api/v1/suggestions',
      status: 200,
      requestId: expect.any(String),
    });
    expect(JSON.stringify(house.log.lines)).not.toContain(encodeURIComponent('我的身份证'));
  });
});

describe('pages', () => {
  let folder: string;
  const pages = {
    'index.html': '<!doctype html><title>Dawen</title>',
    'widget.js': 'let a = 1;'.repeat(500),
    'assets/a.css': 'p{}',
    'secret.txt': 'no',
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dawen-web-'));
    mkdirSync(join(folder, 'assets'));
    for (const [name, text] of Object.entries(pages)) writeFileSync(join(folder, name), text);
    await reopen({ webDir: folder });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('come with a strict policy', async () => {
    const answer = await house.call('GET', '/');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = answer.headers.get('content-security-policy')?.split(';');
    expect(policy).toEqual([
      "default-src 'self'",
      "script-src 'self'",
      "style-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'self'",
      "require-trusted-types-for 'script'",
    ]);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('x-powered-by')).toBeNull();
  });

  test('are compressed, and not sent twice', async () => {
    const first = await house.call('GET', '/widget.js');
    expect(first.headers.get('content-encoding')).toBe('gzip');
    expect(first.json).toBe(pages['widget.js']);
    expect(first.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    const again = await house.call('GET', '/widget.js', {
      headers: { 'if-none-match': String(first.headers.get('etag')) },
    });
    expect(again.status).toBe(304);
  });

  test('come from the built files alone', async () => {
    expect((await house.call('GET', '/assets/a.css')).json).toBe('p{}');
    expect((await house.call('GET', '/secret.txt')).status).toBe(404);
    expect((await house.call('GET', '/assets/../index.html')).status).toBe(404);
    expect(await rawStatus(house.url, '/assets/../../package.json')).toBe(404);
  });

  test('say how to build them when they are not there', async () => {
    await reopen({ webDir: join(folder, 'nothing') });
    const answer = await house.call('GET', '/');
    expect(answer).toMatchObject({ status: 404, json: { detail: expect.stringContaining('npm run build') } });
  });
});

/** The status of a path that is sent as it is written, dots and all. */
function rawStatus(url: string, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const sent = request({ hostname, port, path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject).end();
  });
}
