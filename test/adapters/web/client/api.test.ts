/** Calls to the server: sessions, and what each answer of the server comes to. */
import { beforeEach, describe, expect, test } from 'vitest';
import { createApi } from '../../../../adapters/web/client/api.ts';
import type { Memory } from '../../../../adapters/web/client/memory.ts';
import { fakeMemory } from './fakes.ts';

interface Call {
  readonly url: string;
  readonly token: string | null;
  readonly body: unknown;
}

let memory: Memory;
let calls: Call[];
let answers: (Response | Error)[];

beforeEach(() => {
  memory = fakeMemory();
  calls = [];
  answers = [];
});

const json = (body: unknown, status = 200, headers = {}) => Response.json(body, { status, headers });

const create = (identityToken?: () => Promise<string | undefined>) =>
  createApi({
    server: 'https://help.example',
    memory,
    identityToken,
    fetch: async (url, request) => {
      const headers = new Headers(request?.headers);
      const body = request?.body ? JSON.parse(String(request.body)) : undefined;
      calls.push({ url: String(url), token: headers.get('authorization'), body });
      const answer = answers.shift() ?? json({});
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });

const message = { text: 'hello', clientMessageId: 'm1' };

describe('sessions', () => {
  test('one is opened before the first message and kept for the next', async () => {
    const api = create();
    answers = [json({ token: 't1' }, 201), json({ conversationId: 'c' }), json({ conversationId: 'c' })];
    await api.say(message);
    await api.say(message);
    expect(calls.map(({ url, token }) => [url.replace('https://help.example/api/v1/', ''), token])).toEqual([
      ['sessions', null],
      ['messages', 'Bearer t1'],
      ['messages', 'Bearer t1'],
    ]);
  });

  test('two calls at once share one new session', async () => {
    const api = create();
    answers = [json({ token: 't1' }, 201)];
    await Promise.all([api.say(message), api.history('c')]);
    expect(calls.filter(({ url }) => url.endsWith('/sessions'))).toHaveLength(1);
  });

  test('a session that is refused is forgotten, unless another tab has opened a new one', async () => {
    const api = create();
    memory.write('token', 'old');
    answers = [json({}, 401)];
    expect(await api.say(message)).toEqual({ status: 'expired' });
    expect(memory.read('token')).toBeUndefined();
    memory.write('token', 'old');
    const second = create();
    answers = [json({}, 401)];
    const saying = second.say(message);
    memory.write('token', 'of the other tab');
    await saying;
    expect(memory.read('token')).toBe('of the other tab');
  });

  test('without a session there is no message either', async () => {
    const api = create();
    answers = [new TypeError('Failed to fetch')];
    expect(await api.say(message)).toEqual({ status: 'lost' });
    expect(calls).toHaveLength(1);
  });
});

describe('answers of the server', () => {
  test.each([
    ['no connection', new TypeError('Failed to fetch'), { status: 'lost' }],
    ['a proxy without a server', json({}, 502), { status: 'lost' }],
    ['a page of a captive portal', new Response('<html>'), { status: 'lost' }],
    ['a fault of the server', json({ code: 'internal' }, 500), { status: 'refused', code: 'internal' }],
    ['too many requests', json({}, 429, { 'retry-after': '7' }), { status: 'limited', seconds: 7 }],
    ['too many requests, no hint', json({}, 429), { status: 'limited', seconds: 10 }],
    ['a problem', json({ code: 'text_too_long' }, 422), { status: 'refused', code: 'text_too_long' }],
    ['a refusal without words', new Response('', { status: 403 }), { status: 'refused', code: '403' }],
    ['nothing to say', new Response(null, { status: 204 }), { status: 'ok', value: undefined }],
  ])('%s', async (_name, answer, outcome) => {
    memory.write('token', 't1');
    const api = create();
    answers = [answer];
    expect(await api.rate({ messageId: 'm', rating: 'up' })).toEqual(outcome);
  });

  test('suggestions need no session, and carry the text and the language', async () => {
    const api = create();
    answers = [json({ suggestions: [] })];
    await api.suggest('充值 & 打款', 'zh-Hant');
    const [call] = calls;
    expect(call?.token).toBeNull();
    expect(Object.fromEntries(new URL(call?.url ?? '').searchParams)).toEqual({
      q: '充值 & 打款',
      locale: 'zh-Hant',
    });
  });
});

describe('a signed-in person', () => {
  test('opens the session with the token of the page', async () => {
    const api = create(async () => 'signed');
    answers = [json({ token: 't1' }, 201)];
    await api.say(message);
    expect(calls[0]?.body).toEqual({ identityToken: 'signed' });
  });

  test.each([
    ['no token comes', undefined],
    ['the server refuses it', 'forged'],
  ])('is not made an anonymous one when %s', async (_name, token) => {
    const api = create(async () => token);
    answers = [json({ code: 'identity_refused' }, 401)];
    expect(await api.say(message)).toEqual({ status: 'refused', code: 'identity_refused' });
    expect(calls.filter(({ url }) => url.endsWith('/messages'))).toEqual([]);
  });
});

describe('the line to the desk', () => {
  const lines =
    'event: holder\ndata: {"holder":"human","name":"Wang"}\n\n: beat\n\nevent: message\ndata: {"id":7,"text":"Hi"}\n\n';

  test('gives every event it understands, and is lost when it ends', async () => {
    memory.write('token', 't1');
    const api = create();
    answers = [new Response(`${lines}event: new\ndata: {}\n\nevent: message\ndata: {"cut`)];
    const heard: unknown[] = [];
    const listening = { signal: new AbortController().signal, onOpen: () => heard.push('open') };
    const outcome = await api.listen('c 1', { ...listening, onEvent: (event) => heard.push(event) });
    expect(outcome).toEqual({ status: 'lost' });
    expect(calls[0]).toMatchObject({
      url: 'https://help.example/api/v1/conversations/c%201/events',
      token: 'Bearer t1',
    });
    expect(heard).toEqual([
      'open',
      { type: 'holder', holder: 'human', name: 'Wang' },
      { type: 'message', message: { id: '7', text: 'Hi' } },
    ]);
  });

  test('is refused where there is no desk', async () => {
    memory.write('token', 't1');
    answers = [json({ code: 'not_found' }, 404)];
    const never = () => {
      throw new Error('nothing can be heard');
    };
    const listening = { signal: new AbortController().signal, onOpen: never, onEvent: never };
    expect(await create().listen('c1', listening)).toEqual({ status: 'refused', code: 'not_found' });
  });
});
