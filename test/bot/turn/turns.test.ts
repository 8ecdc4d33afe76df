import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAssistant } from '../../../bot/assistant.ts';
import { createTestClock } from '../clock.ts';
import { createTestLog, type House, openHouse, plainExpertise } from '../house.ts';

let house: House;
let token: string;

beforeEach(async () => {
  house = await openHouse({
    assistant: (store) =>
      createAssistant({
        ...{ store, accounts: store.accounts, current: () => plainExpertise },
        ...{ clock: createTestClock(), log: createTestLog() },
      }),
  });
  token = await house.openSession();
});
afterEach(() => house.close());

const say = (body: object) => house.call('POST', '/api/v1/messages', { token, body });
const history = async (id: string) =>
  (await house.call('GET', `/api/v1/conversations/${id}`, { token })).json.messages;

describe('a message that is sent again', () => {
  test('gives the same turn and does nothing twice', async () => {
    const first = await say({ text: '认证要多久', clientMessageId: 'm1' });
    const again = await say({ text: '认证要多久', clientMessageId: 'm1' });
    const inside = await say({
      text: '认证要多久',
      clientMessageId: 'm1',
      conversationId: first.json.conversationId,
    });
    expect(again.json).toEqual(first.json);
    expect(inside.json).toEqual(first.json);
    expect(
      (await history(first.json.conversationId)).filter(({ from }: { from: string }) => from === 'person'),
    ).toHaveLength(1);
  });

  test('at the same time, in a new conversation or a known one, gives the same turn', async () => {
    const { json } = await say({ text: '你好' });
    const bodies = [{}, {}, { conversationId: json.conversationId }, { conversationId: json.conversationId }];
    const answers = await Promise.all(
      bodies.map((place) => say({ text: '认证要多久', clientMessageId: 'm1', ...place })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer.json))).size).toBe(1);
  });

  test('with another text is a conflict, also at the same time', async () => {
    expect((await say({ text: '认证要多久', clientMessageId: 'm1' })).status).toBe(200);
    expect(await say({ text: '别的', clientMessageId: 'm1' })).toMatchObject({
      status: 409,
      json: { code: 'message_conflict' },
    });
    const both = await Promise.all([
      say({ text: '一', clientMessageId: 'm2' }),
      say({ text: '二', clientMessageId: 'm2' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('by another person is another message', async () => {
    const first = await say({ text: '认证要多久', clientMessageId: 'm1' });
    token = await house.openSession();
    const second = await say({ text: '别的', clientMessageId: 'm1' });
    expect(second.status).toBe(200);
    expect(second.json.conversationId).not.toBe(first.json.conversationId);
  });
});

describe('two messages at once in one conversation', () => {
  test('are taken one after the other', async () => {
    const { json } = await say({ text: '你好' });
    const texts = ['一', '二', '三', '四'];
    await Promise.all(texts.map((text) => say({ text, conversationId: json.conversationId })));
    const said: { from: string; text: string }[] = await history(json.conversationId);
    expect(
      said
        .filter(({ from }) => from === 'person')
        .map(({ text }) => text)
        .sort(),
    ).toEqual(['你好', ...texts].sort());
    for (const [index, { from }] of said.entries())
      if (from === 'person') expect(said[index + 1]?.from).toBe('assistant');
  });
});

describe('odd text', () => {
  test.each([
    ['nothing', ''],
    ['blanks', ' \n\t '],
    ['emoji', '😀🎉👍'],
    ['punctuation', '？？？！！'],
    ['control characters', '\u0000\u0007\u001b[31m'],
    ['an override of direction', '\u202e认证要多久'],
    ['half of a character', 'a\ud83d'],
    ['markup', '<img src=x onerror=alert(1)>'],
    ['SQL', "'; DROP TABLE messages; --"],
    ['one long token', 'a'.repeat(4000)],
  ])('of %s gets a calm reply', async (_, text) => {
    const answer = await say({ text });
    expect(answer.status).toBe(200);
    expect(answer.json.replies.length).toBeGreaterThan(0);
    expect(JSON.stringify(answer.json.replies)).not.toContain('<img');
  });

  test('with personal numbers keeps them out of history', async () => {
    const { json } = await say({ text: '我的身份证是11010519491231002X，手机13800138000，能认证几个账号' });
    const kept = JSON.stringify([json, await history(json.conversationId)]);
    expect(kept).not.toMatch(/11010519491231002X|13800138000/);
    expect(json.replies.at(-1)).toMatchObject({ act: 'notice' });
  });
});
