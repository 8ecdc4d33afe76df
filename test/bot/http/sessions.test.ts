import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type House, openHouse } from '../house.ts';
import { keys, now, signToken } from './identity-tokens.ts';

let house: House;

beforeEach(async () => {
  house = await openHouse({ identity: { keys, audience: 'dawen', issuer: 'https://shop.example' } });
});
afterEach(() => house.close());

const say = (token: string, text = '你好', conversationId?: string) =>
  house.call('POST', '/api/v1/messages', {
    token,
    body: { text, ...(conversationId && { conversationId }) },
  });

const signIn = async (sub: string) =>
  house.openSession({
    identityToken: signToken({
      claims: { sub, exp: house.clock().epochMilliseconds / 1000 + 300, iat: undefined },
    }),
  });

describe('anonymous sessions', () => {
  test('are opened without a body, and live 30 days', async () => {
    const { status, json } = await house.call('POST', '/api/v1/sessions');
    expect(status).toBe(201);
    expect(json).toEqual({
      token: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
      expiresAt: '2026-12-23T05:00:00.000Z',
      signedIn: false,
    });
  });

  test('are renewed by use, and end 30 days after the last', async () => {
    const token = await house.openSession();
    house.clock.move({ hours: 29 * 24 });
    expect((await say(token)).status).toBe(200);
    house.clock.move({ hours: 29 * 24 });
    expect((await say(token)).status).toBe(200);
    house.clock.move({ hours: 30 * 24 });
    expect((await say(token)).status).toBe(401);
  });

  test('end when they are deleted', async () => {
    const token = await house.openSession();
    expect((await house.call('DELETE', '/api/v1/sessions', { token })).status).toBe(204);
    expect((await say(token)).status).toBe(401);
    expect((await house.call('DELETE', '/api/v1/sessions', { token })).status).toBe(401);
  });

  test('are kept without their token', async () => {
    const token = await house.openSession();
    expect(await house.store.sessions.findByToken(token)).toBeUndefined();
  });
});

describe('signed-in sessions', () => {
  test('live 30 minutes from their last use', async () => {
    const { json } = await house.call('POST', '/api/v1/sessions', { body: { identityToken: signToken() } });
    expect(json).toMatchObject({ signedIn: true, expiresAt: '2026-11-23T05:30:00.000Z' });
    house.clock.move({ minutes: 29 });
    expect((await say(json.token)).status).toBe(200);
    house.clock.move({ minutes: 29 });
    expect((await say(json.token)).status).toBe(200);
    house.clock.move({ minutes: 30 });
    expect((await say(json.token)).status).toBe(401);
  });

  test('live 12 hours at most, however often they are used', async () => {
    const token = await signIn('cust_42');
    for (let minutes = 20; minutes < 12 * 60; minutes += 20) {
      house.clock.move({ minutes: 20 });
      expect((await say(token)).status).toBe(200);
    }
    house.clock.move({ minutes: 20 });
    expect((await say(token)).status).toBe(401);
  });

  test('are refused with one answer, whatever is wrong with the token', async () => {
    const tokens = ['x', signToken({ claims: { exp: now - 100 } }), signToken({ secret: 'x'.repeat(40) })];
    const answers = await Promise.all(
      tokens.map((identityToken) => house.call('POST', '/api/v1/sessions', { body: { identityToken } })),
    );
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(new Set(answers.map(({ json }) => JSON.stringify(json))).size).toBe(1);
    expect(answers[0]?.json).toMatchObject({ code: 'identity_refused' });
    expect(answers[0]?.headers.get('www-authenticate')).toBe('Bearer');
  });

  test('take a token with an id once', async () => {
    const identityToken = signToken({ claims: { jti: 'j-1' } });
    expect((await house.call('POST', '/api/v1/sessions', { body: { identityToken } })).status).toBe(201);
    expect((await house.call('POST', '/api/v1/sessions', { body: { identityToken } })).status).toBe(401);
  });
});

describe('a token that comes again', () => {
  const open = (identityToken: string, token?: string) =>
    house.call('POST', '/api/v1/sessions', { body: { identityToken }, ...(token && { token }) });

  test('is refused to another visitor and to the same one, whose session goes on', async () => {
    const identityToken = signToken({ claims: { jti: 'j-1' } });
    const { token } = (await open(identityToken)).json;
    expect((await open(identityToken)).status).toBe(401);
    expect((await open(identityToken, token)).status).toBe(401);
    expect((await say(token)).status).toBe(200);
  });
});

describe('another person at the same screen', () => {
  test('gets a new session and sees nothing of the old', async () => {
    const first = await signIn('cust_42');
    const { json } = await say(first, '我的事');
    const second = await signIn('cust_43');
    expect(second).not.toBe(first);
    const path = `/api/v1/conversations/${json.conversationId}`;
    const messageId = json.replies[0].messageId;
    const feedback = { messageId, rating: 'up' };
    const answers = await Promise.all([
      house.call('GET', path, { token: second }),
      house.call('GET', `${path}/events`, { token: second }),
      say(second, '你好', json.conversationId),
      house.call('POST', '/api/v1/feedback', { token: second, body: feedback }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(JSON.stringify(answers.map((answer) => answer.json))).not.toContain('我的事');
    expect((await house.call('GET', path, { token: first })).status).toBe(200);
  });

  test('does not reach a conversation of before by signing in', async () => {
    const anonymous = await house.openSession();
    const { json } = await say(anonymous);
    const signedIn = await signIn('cust_42');
    expect((await say(signedIn, '你好', json.conversationId)).status).toBe(404);
    expect((await say(anonymous, '你好', json.conversationId)).status).toBe(200);
  });
});

describe('conversations', () => {
  const read = (token: string, id: string) => house.call('GET', `/api/v1/conversations/${id}`, { token });

  test('are shown to their own session with everything that was said', async () => {
    const token = await house.openSession();
    const first = await house.call('POST', '/api/v1/messages', {
      token,
      body: { text: '一', clientMessageId: 'm1' },
    });
    const id = first.json.conversationId;
    await say(token, '二', id);
    const { status, json } = await read(token, id);
    expect(status).toBe(200);
    expect(json.conversationId).toBe(id);
    expect(json.messages.map(({ from, text }: { from: string; text: string }) => `${from}: ${text}`)).toEqual(
      ['person: 一', 'assistant: echo: 一', 'person: 二', 'assistant: echo: 二'],
    );
    expect(json.messages[0]).toMatchObject({ clientMessageId: 'm1', at: '2026-11-23T05:00:00.000Z' });
    expect(json.messages[1].reply).toEqual(first.json.replies[0]);
  });

  test('do not exist for anybody else', async () => {
    const { json } = await say(await house.openSession());
    const stranger = await house.openSession();
    expect((await read(stranger, json.conversationId)).json).toMatchObject({
      code: 'conversation_not_found',
    });
    expect((await say(stranger, '你好', json.conversationId)).status).toBe(404);
  });

  test('are shared by the sessions of one account, and by no other', async () => {
    const { json } = await say(await signIn('cust_42'));
    expect((await read(await signIn('cust_42'), json.conversationId)).status).toBe(200);
    expect((await read(await signIn('cust_43'), json.conversationId)).status).toBe(404);
    expect((await read(await house.openSession(), json.conversationId)).status).toBe(404);
  });

  test('have the same id when their first message is sent twice', async () => {
    const ids: string[] = [];
    const turn = async ({ conversation }: { conversation: string }) => {
      ids.push(conversation);
      return { conversationId: conversation, replies: [] };
    };
    await house.close();
    house = await openHouse({ assistant: () => ({ turn }) });
    const token = await house.openSession();
    const body = { text: '你好', clientMessageId: 'first' };
    await house.call('POST', '/api/v1/messages', { token, body });
    await house.call('POST', '/api/v1/messages', { token, body });
    await house.call('POST', '/api/v1/messages', { token: await house.openSession(), body });
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });
});
