/** The conversation of the browser: order, retries and ids, without a browser. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createConversation } from '../../../../adapters/web/client/conversation.ts';
import type { Memory } from '../../../../adapters/web/client/memory.ts';
import type { Item } from '../../../../adapters/web/client/timeline.ts';
import { type FakeApi, fakeApi, fakeMemory, fakeStorage, reply } from './fakes.ts';

let api: FakeApi;
let storage: Storage;
let memory: Memory;

beforeEach(() => {
  vi.useFakeTimers();
  api = fakeApi();
  storage = fakeStorage();
  memory = fakeMemory(storage);
});
afterEach(() => {
  vi.useRealTimers();
});

function create() {
  let count = 0;
  return createConversation({ api, memory, newId: () => `m${++count}` });
}

const settle = () => vi.advanceTimersByTimeAsync(0);
const brief = (items: readonly Item[]) =>
  items.map((item) => (item.from === 'person' ? `${item.text} (${item.state})` : `${item.from} ${item.id}`));

describe('saying something', () => {
  test('a message is shown at once and its answer after it', async () => {
    const conversation = create();
    await conversation.load();
    conversation.say('hello');
    expect(brief(conversation.state().items)).toEqual(['hello (sending)']);
    await settle();
    expect(brief(conversation.state().items)).toEqual(['hello (sent)', 'assistant to m1']);
  });

  test('two quick messages go one after the other, in one conversation', async () => {
    const conversation = create();
    await conversation.load();
    conversation.say('one');
    conversation.say('two', 'entry-2');
    await settle();
    expect(brief(conversation.state().items)).toEqual([
      'one (sent)',
      'assistant to m1',
      'two (sent)',
      'assistant to m2',
    ]);
    expect(api.heard[1]).toEqual({
      text: 'two',
      choice: 'entry-2',
      clientMessageId: 'm2',
      conversationId: 'c1',
    });
  });

  test('an answer is announced as coming only when it takes longer than 300 ms', async () => {
    const conversation = create();
    await conversation.load();
    let answer: () => void = () => undefined;
    api.say = () =>
      new Promise((resolve) => {
        answer = () => resolve({ status: 'ok', value: { conversationId: 'c1', replies: [] } });
      });
    conversation.say('hello');
    await vi.advanceTimersByTimeAsync(299);
    expect(conversation.state().isSlow).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(conversation.state().isSlow).toBe(true);
    answer();
    await settle();
    expect(conversation.state().isSlow).toBe(false);
  });
});

describe('a bad connection', () => {
  test('a lost message is sent again with the same id, after longer and longer pauses', async () => {
    const conversation = create();
    await conversation.load();
    api.next.push({ status: 'lost' }, { status: 'lost' }, { status: 'lost' });
    conversation.say('hello');
    await settle();
    expect(conversation.state().connection).toBe('lost');
    expect(brief(conversation.state().items)).toEqual(['hello (waiting)']);
    await vi.advanceTimersByTimeAsync(1000 + 2000 + 4000);
    expect(api.heard.map(({ clientMessageId }) => clientMessageId)).toEqual(['m1', 'm1', 'm1', 'm1']);
    expect(brief(conversation.state().items)).toEqual(['hello (sent)', 'assistant to m1']);
    expect(conversation.state().connection).toBe('ok');
  });

  test('asked to slow down, it waits as long as it was told', async () => {
    const conversation = create();
    await conversation.load();
    api.next.push({ status: 'limited', seconds: 7 });
    conversation.say('hello');
    await vi.advanceTimersByTimeAsync(6999);
    expect([conversation.state().connection, api.heard.length]).toEqual(['limited', 1]);
    await vi.advanceTimersByTimeAsync(1);
    expect([conversation.state().connection, api.heard.length]).toEqual(['ok', 2]);
  });

  test('what was not sent outlives the page, and is sent once when the next page opens', async () => {
    const before = create();
    await before.load();
    api.next.push({ status: 'lost' });
    before.say('hello');
    await settle();
    before.end();
    memory = fakeMemory(storage);
    const after = create();
    await after.load();
    expect(brief(after.state().items)).toEqual(['hello (sent)', 'assistant to m1']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(api.heard.map(({ clientMessageId }) => clientMessageId)).toEqual(['m1', 'm1']);
  });

  test('a message that the server has after all is not sent again', async () => {
    memory.write('conversation', 'c1');
    memory.write('outbox', JSON.stringify([{ id: 'm9', text: 'hello' }]));
    const said = { id: 'x', from: 'person', text: 'hello', clientMessageId: 'm9' } as const;
    const answered = { id: 'y', from: 'assistant', text: 'an answer', reply: reply('y') } as const;
    api.past = { status: 'ok', value: { conversationId: 'c1', messages: [said, answered] } };
    const conversation = create();
    await conversation.load();
    expect(brief(conversation.state().items)).toEqual(['hello (sent)', 'assistant y']);
    expect(api.heard).toEqual([]);
  });

  test('a refused message is marked, and sent again only on demand', async () => {
    const conversation = create();
    await conversation.load();
    api.next.push({ status: 'refused', code: 'value_invalid' });
    conversation.say('hello', 'entry-1');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(brief(conversation.state().items)).toEqual(['hello (failed)']);
    conversation.retry('m1');
    await settle();
    expect(api.heard[1]).toEqual({ text: 'hello', choice: 'entry-1', clientMessageId: 'm1' });
    expect(brief(conversation.state().items)).toEqual(['hello (sent)', 'assistant to m1']);
  });
});

describe('what has run out', () => {
  const gone = { status: 'refused', code: 'conversation_not_found' } as const;
  test.each([
    ['a conversation is gone, the message goes into a new one', [gone], [undefined, 'c1', undefined]],
    ['a session is renewed, it stays in its conversation', [{ status: 'expired' }], [undefined, 'c1', 'c1']],
    ['both are gone, it is still said', [{ status: 'expired' }, gone], [undefined, 'c1', 'c1', undefined]],
  ] as const)('when %s', async (_name, outcomes, conversations) => {
    const conversation = create();
    await conversation.load();
    conversation.say('one');
    await settle();
    api.next.push(...outcomes);
    conversation.say('two');
    await settle();
    expect(api.heard.map(({ conversationId }) => conversationId)).toEqual(conversations);
    expect(conversation.state().items).toHaveLength(4);
  });

  test('a conversation that is gone leaves an empty log', async () => {
    memory.write('conversation', 'gone');
    api.past = { status: 'refused', code: 'conversation_not_found' };
    const conversation = create();
    await conversation.load();
    expect(conversation.state()).toMatchObject({ items: [], isLoaded: true, connection: 'ok' });
    expect(memory.read('conversation')).toBeUndefined();
  });

  test.each([
    { status: 'lost' },
    { status: 'expired' },
    { status: 'refused', code: 'internal' },
    { status: 'refused', code: 'origin_refused' },
    { status: 'refused', code: '404' },
  ] as const)('history that cannot be fetched now ($status $code) is fetched later', async (outcome) => {
    memory.write('conversation', 'c1');
    api.past = outcome;
    const conversation = create();
    await conversation.load();
    expect(conversation.state()).toMatchObject({ isLoaded: false, connection: 'lost' });
    expect(memory.read('conversation')).toBe('c1');
    api.past = {
      status: 'ok',
      value: { conversationId: 'c1', messages: [{ id: 'x', from: 'human', text: 'Hello from a person' }] },
    };
    await vi.advanceTimersByTimeAsync(1000);
    expect(conversation.state()).toMatchObject({ isLoaded: true, connection: 'ok' });
    expect(brief(conversation.state().items)).toEqual(['human x']);
  });
});

describe('what comes at the same time', () => {
  const past = (...ids: string[]) => ({
    status: 'ok' as const,
    value: {
      conversationId: 'c1',
      messages: ids.map((id) => ({ id, from: 'assistant' as const, text: id, reply: reply(id) })),
    },
  });

  test('a history that left before an answer came does not hide the answer', async () => {
    const conversation = create();
    await conversation.load();
    conversation.say('one');
    await settle();
    let arrive: () => void = () => undefined;
    const answers = [past('old'), past('old', 'to m1')];
    api.history = () =>
      new Promise((resolve) => {
        arrive = () => resolve(answers.shift() ?? past());
      });
    const loading = conversation.load();
    conversation.say('two');
    await settle();
    arrive();
    await settle();
    arrive();
    await loading;
    expect(brief(conversation.state().items)).toEqual(['assistant old', 'assistant to m1']);
  });

  test('an answer that the history has brought already is shown once', async () => {
    const conversation = create();
    await conversation.load();
    let answer: () => void = () => undefined;
    api.say = () =>
      new Promise((resolve) => {
        answer = () => resolve({ status: 'ok', value: { conversationId: 'c1', replies: [reply('r1')] } });
      });
    memory.write('conversation', 'c1');
    conversation.say('one');
    await settle();
    const said = { id: 'x', from: 'person', text: 'one', clientMessageId: 'm1' } as const;
    const brought = past('r1').value.messages;
    api.past = { status: 'ok', value: { conversationId: 'c1', messages: [said, ...brought] } };
    await conversation.load();
    answer();
    await settle();
    expect(brief(conversation.state().items)).toEqual(['one (sent)', 'assistant r1']);
  });
});

describe('the support desk', () => {
  test('a human is heard once, and who answers is known', async () => {
    const conversation = create();
    await conversation.load();
    const event = { type: 'message', message: { id: 'h1', text: 'Hello' } } as const;
    conversation.hear({ type: 'holder', holder: 'assistant' });
    expect(conversation.state().holder).toBeUndefined();
    conversation.hear(event);
    conversation.hear(event);
    conversation.hear({ type: 'holder', holder: 'human', name: 'Wang' });
    expect(brief(conversation.state().items)).toEqual(['human h1']);
    expect(conversation.state().holder).toMatchObject({ holder: 'human', name: 'Wang' });
    conversation.startOver();
    expect(conversation.state().holder).toBeUndefined();
  });

  test('everything that is said is told, history is not', async () => {
    const told: string[] = [];
    memory.write('conversation', 'c1');
    api.past = {
      status: 'ok',
      value: { conversationId: 'c1', messages: [{ id: 'h0', from: 'human', text: 'before' }] },
    };
    const conversation = createConversation({
      ...{ api, memory, newId: () => 'm1' },
      onMessage: (from, text) => told.push(`${from}: ${text}`),
    });
    await conversation.load();
    conversation.say('hello');
    await settle();
    conversation.hear({ type: 'message', message: { id: 'h1', text: 'I am here' } });
    expect(told).toEqual(['person: hello', 'assistant: an answer', 'human: I am here']);
  });
});

describe('starting over', () => {
  test('an answer to the old conversation is dropped', async () => {
    const conversation = create();
    await conversation.load();
    conversation.say('old');
    conversation.startOver();
    await settle();
    expect(conversation.state().items).toEqual([]);
    conversation.say('new');
    await settle();
    expect(brief(conversation.state().items)).toEqual(['new (sent)', 'assistant to m2']);
    expect(api.heard.at(-1)).not.toHaveProperty('conversationId');
  });

  test('after its end it sends nothing more', async () => {
    const conversation = create();
    await conversation.load();
    api.next.push({ status: 'lost' });
    conversation.say('hello');
    await settle();
    conversation.end();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(api.heard).toHaveLength(1);
  });
});
