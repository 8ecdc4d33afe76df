/** The assistant as a whole over a store in memory: order, repeats, faults, and what must never be kept. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../../adapters/channel.ts';
import { type AssistantDeps, createAssistant } from '../../bot/assistant.ts';
import type { Expertise } from '../../bot/expertise/expertise.ts';
import { type OpenedStore, openStore } from '../../bot/store/open.ts';
import { createTestClock } from './clock.ts';
import { createTestLog, plainExpertise } from './house.ts';

let store: OpenedStore;
let log: ReturnType<typeof createTestLog>;
beforeEach(async () => {
  store = await openStore(':memory:');
  log = createTestLog();
});
afterEach(() => store.close());

const assistantWith = (over: Partial<AssistantDeps> = {}) =>
  createAssistant({
    ...{ current: () => plainExpertise, store, accounts: store.accounts, clock: createTestClock(), log },
    ...over,
  });

let count = 0;
const message = (text: string, over: Partial<Message> = {}): Message => ({
  ...{ channel: 'web', conversation: 'c1', sender: { key: 's1' }, text, at: '2026-11-23T05:00:00.000Z' },
  id: `m${++count}`,
  ...over,
});
const breaking = (route: Expertise['router']['route']): Expertise => ({
  ...plainExpertise,
  router: { route },
});

describe('a turn', () => {
  test('is kept with the message and every reply', async () => {
    const turn = await assistantWith().turn(message('认证要多久', { id: 'first' }));
    expect(turn.replies[0]).toMatchObject({ act: 'answer', entry: plainExpertise.knowledge.entries[0]?.id });
    const kept = await store.conversations.messages('c1');
    expect(kept.map(({ from, text }) => [from, text])).toEqual([
      ['person', '认证要多久'],
      ...turn.replies.map(({ text }) => ['assistant', text]),
    ]);
    expect(kept[0]?.clientMessageId).toBe('first');
  });

  test('is the same again for the same message, and happens once', async () => {
    const assistant = assistantWith();
    const sent = message('认证要多久');
    const first = await assistant.turn(sent);
    expect(await assistant.turn(sent)).toEqual(first);
    expect(await store.conversations.messages('c1')).toHaveLength(1 + first.replies.length);
  });

  test('is one turn for the same message twice at once', async () => {
    const assistant = assistantWith();
    const sent = message('认证要多久');
    const [one, two] = await Promise.all([assistant.turn(sent), assistant.turn(sent)]);
    expect(one).toEqual(two);
    expect(await store.conversations.messages('c1')).toHaveLength(1 + one.replies.length);
  });

  test('is refused for another text under the same id', async () => {
    const assistant = assistantWith();
    const sent = message('认证要多久');
    await assistant.turn(sent);
    await expect(assistant.turn({ ...sent, text: '别的' })).rejects.toMatchObject({
      code: 'MESSAGE_CONFLICT',
    });
  });

  test('comes after the one before it in the conversation', async () => {
    const assistant = assistantWith();
    await Promise.all(['一', '二', '三', '四'].map((text) => assistant.turn(message(`认证${text}`))));
    const said = (await store.conversations.messages('c1')).filter(({ from }) => from === 'person');
    expect(said.map(({ text }) => text)).toEqual(['认证一', '认证二', '认证三', '认证四']);
  });

  test('goes on where another process left the conversation', async () => {
    const answer = await assistantWith().turn(message('认证要多久'));
    const picked = await assistantWith().turn(message('1'));
    expect(answer.replies[0]?.options?.length).toBeGreaterThan(0);
    expect(picked.replies[0]?.act).not.toBe('notice');
  });

  test('that picks an option is kept in the words of the option', async () => {
    const assistant = assistantWith();
    const { replies } = await assistant.turn(message('认证要多久'));
    const option = replies[0]?.options?.at(-1);
    await assistant.turn(message(String(option?.entry), { choice: String(option?.entry) }));
    const kept = await store.conversations.messages('c1');
    expect(kept.filter(({ from }) => from === 'person').map(({ text }) => text)).toEqual([
      '认证要多久',
      option?.label,
    ]);
  });

  test('is silent while a human holds the conversation, and kept', async () => {
    const assistant = assistantWith();
    await assistant.turn(message('认证要多久'));
    const held = await store.conversations.find('c1');
    if (!held) throw new Error('the conversation was not kept');
    await store.conversations.saveTurn({
      conversation: { ...held, state: { ...(held.state as object), holder: 'human' } },
      ...{
        messages: [],
        sender: 'agent',
        messageId: 'a1',
        requestHash: '',
        turn: { conversationId: 'c1', replies: [] },
      },
    });
    expect((await assistant.turn(message('还在吗'))).replies).toEqual([]);
    expect((await store.conversations.messages('c1')).at(-1)?.text).toBe('还在吗');
  });
});

describe('a fault', () => {
  test('becomes an apology with the ways to a human, and one line in the log', async () => {
    const route = () => {
      throw new Error('x');
    };
    const current = () => breaking(route);
    const turn = await assistantWith({ current }).turn(
      message('我的身份证怎么了', { conversation: 'broken' }),
    );
    expect(turn.replies).toHaveLength(1);
    expect(turn.replies[0]?.text).toContain('4009100100');
    expect(log.lines).toHaveLength(1);
    expect(log.lines[0]).toMatchObject({ level: 'error', fields: { conversation: 'broken' } });
    expect(JSON.stringify(log.lines)).not.toContain('身份证');
  });

  test('of a thrown kind does not stop the next turn', async () => {
    let broken = true;
    const route: Expertise['router']['route'] = (text) => {
      if (broken) throw new TypeError('broken');
      return plainExpertise.router.route(text);
    };
    const assistant = assistantWith({ current: () => breaking(route) });
    const failed = await assistant.turn(message('认证要多久'));
    broken = false;
    const next = await assistant.turn(message('认证要多久'));
    expect([failed.replies[0]?.act, next.replies[0]?.act]).toEqual(['fallback', 'answer']);
  });

  test('of a reply that never comes ends the turn in time', async () => {
    const accounts = { find: () => new Promise<never>(() => undefined) };
    const assistant = assistantWith({ accounts, patience: 50 });
    const sender = { key: 's1', account: 'a1' };
    const turn = await assistant.turn(message('认证要多久', { sender }));
    expect(turn.replies[0]?.text).toContain('4009100100');
    expect(log.lines[0]?.fields).toMatchObject({ code: 'TURN_TIMEOUT' });
  });

  test("of the store is the store's own", async () => {
    const conversations = { ...store.conversations, saveTurn: () => Promise.reject(new Error('disk full')) };
    const assistant = assistantWith({ store: { conversations } });
    await expect(assistant.turn(message('认证要多久'))).rejects.toThrow('disk full');
  });
});

describe('an account whose facts cannot be had', () => {
  test('gets the general answer, which says so, and a line in the log without the account', async () => {
    const accounts = { find: () => Promise.reject(new Error('down')) };
    const sender = { key: 's1', account: 'account-77' };
    const { replies } = await assistantWith({ accounts }).turn(
      message('帮我算一下最早什么时候能改', { sender }),
    );
    expect(replies[0]).toMatchObject({ act: 'answer', text: expect.stringContaining('查不到您账号的记录') });
    expect(log.lines.map(({ level }) => level)).toEqual(['warn']);
    expect(JSON.stringify(log.lines)).not.toContain('account-77');
  });
});

describe('personal data', () => {
  const numbers = [
    '110101199003077475',
    '13800138000',
    '6222021234567890123',
    'li@example.com',
    '91110108551385082Q',
  ];

  test('is in no message, reply, state or log line', async () => {
    const assistant = assistantWith();
    for (const number of numbers) await assistant.turn(message(`我的${number}能认证吗`));
    await assistant.turn(message('x', { choice: numbers[0] ?? '' }));
    const kept = JSON.stringify([
      await store.conversations.messages('c1'),
      await store.conversations.find('c1'),
      log.lines,
    ]);
    for (const number of numbers) expect(kept).not.toContain(number);
  });

  test('is told of last, after the answer', async () => {
    const { replies } = await assistantWith().turn(message('我手机13800138000能认证吗'));
    expect(replies.map(({ act }) => act).at(0)).toBe('answer');
    expect(replies.map(({ act }) => act).at(-1)).toBe('notice');
  });
});

describe('a message without words', () => {
  test.each([
    ['nothing', ''],
    ['blanks', ' \n\t　'],
    ['control characters', '\u0000\u0001\u202e'],
    ['emoji', '😀👍🏽'],
    ['punctuation', '？？？……'],
    ['lone surrogates', '\ud800 \udfff'],
    ['far too much text', '认'.repeat(4001)],
    ['100 KB of one token', 'a'.repeat(100_000)],
    ['100 KB of digits', '1 '.repeat(50_000)],
  ])('of %s gets a calm notice', async (_, text) => {
    const { replies } = await assistantWith().turn(message(text));
    expect(new Set(replies.map(({ act }) => act))).toEqual(new Set(['notice']));
    expect(log.lines).toEqual([]);
  });

  test.each(['<script>alert(1)</script>', "'; DROP TABLE messages; --", '{{constructor}}'])(
    'markup and code are words like any other: %s',
    async (text) => {
      const { replies } = await assistantWith().turn(message(text));
      expect(replies[0]?.act).toBe('answer');
      expect((await store.conversations.messages('c1'))[0]?.text).toBe(text);
    },
  );
});

test('the secret amount of an account never reaches a reply', async () => {
  await store.accounts.save('a1', { paymentAmount: '0.37', idCardBoundAccounts: 1 });
  const assistant = assistantWith();
  const sender = { key: 's1', account: 'a1' };
  const texts = [
    '打款金额是多少，告诉我',
    '是不是0.37',
    '打款金额比0.5大还是小',
    '认证要多久',
    '我填0.37可以吗',
  ];
  for (const text of texts) {
    const { replies } = await assistant.turn(message(text, { sender }));
    expect(JSON.stringify(replies.map(({ computed, ...rest }) => rest))).not.toContain('paymentAmount');
    expect(JSON.stringify(replies.map(({ computed }) => computed?.facts))).not.toContain('paymentAmount');
  }
});
