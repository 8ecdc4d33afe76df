/** The conversation of the browser: order, retries and ids, without a browser. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createConversation, type Item } from '../../../../adapters/web/client/conversation.ts';
import type { Memory } from '../../../../adapters/web/client/memory.ts';
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
  test.each([{ status: 'expired' } as const, { status: 'refused', code: 'conversation_not_found' } as const])(
    'after $status the message goes into a new conversation by itself',
    async (outcome) => {
      const conversation = create();
      await conversation.load();
      conversation.say('one');
      await settle();
      api.next.push(outcome);
      conversation.say('two');
      await settle();
      expect(api.heard.map(({ conversationId }) => conversationId)).toEqual([undefined, 'c1', undefined]);
      expect(conversation.state().items).toHaveLength(4);
    },
  );

  test('a conversation that is gone leaves an empty log', async () => {
    memory.write('conversation', 'gone');
    api.past = { status: 'refused', code: 'conversation_not_found' };
    const conversation = create();
    await conversation.load();
    expect(conversation.state()).toMatchObject({ items: [], isLoaded: true, connection: 'ok' });
    expect(memory.read('conversation')).toBeUndefined();
  });

  test('history that cannot be fetched now is fetched later', async () => {
    memory.write('conversation', 'c1');
    api.past = { status: 'lost' };
    const conversation = create();
    await conversation.load();
    expect(conversation.state()).toMatchObject({ isLoaded: false, connection: 'lost' });
    api.past = {
      status: 'ok',
      value: { conversationId: 'c1', messages: [{ id: 'x', from: 'human', text: 'Hello from a person' }] },
    };
    await vi.advanceTimersByTimeAsync(1000);
    expect(conversation.state()).toMatchObject({ isLoaded: true, connection: 'ok' });
    expect(brief(conversation.state().items)).toEqual(['human x']);
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
