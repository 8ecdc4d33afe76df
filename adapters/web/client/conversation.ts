/** One person's conversation in the browser: what was said, what is on its way, and how the connection is. */
import type { Reply, Turn } from '../../channel.ts';
import type { Api, History, Outcome, StoredMessage } from './api.ts';
import type { Memory } from './memory.ts';
import { createOutbox, type Unsent } from './outbox.ts';

export type Item =
  | (Unsent & { readonly from: 'person'; readonly state: Delivery })
  | { readonly from: 'assistant'; readonly id: string; readonly reply: Reply }
  | { readonly from: 'human'; readonly id: string; readonly text: string };

/** `waiting` is sent again by itself; `failed` only when the person says so. */
export type Delivery = 'sent' | 'sending' | 'waiting' | 'failed';

export interface ChatState {
  readonly items: readonly Item[];
  readonly connection: 'ok' | 'lost' | 'limited';
  /** False until what was said before is known. */
  readonly isLoaded: boolean;
  /** True while an answer takes long enough to say that it is coming. */
  readonly isSlow: boolean;
}

export interface Conversation {
  readonly state: () => ChatState;
  subscribe(listener: () => void): () => void;
  /** Fetches what was said before and sends what was left unsent. */
  load(): Promise<void>;
  say(text: string, choice?: string): void;
  /** Sends a failed message again, or what is waiting, now. */
  retry(id?: string): void;
  startOver(): void;
  end(): void;
}

export interface ConversationDeps {
  readonly api: Api;
  readonly memory: Memory;
  readonly newId: () => string;
}

const slowAfter = 300;
const pauses = [1_000, 2_000, 4_000, 8_000, 15_000] as const;
const longestPause = 15_000;

type Timer = ReturnType<typeof setTimeout>;

export function createConversation({ api, memory, newId }: ConversationDeps): Conversation {
  const outbox = createOutbox(memory);
  const listeners = new Set<() => void>();
  let state: ChatState = { items: [], connection: 'ok', isLoaded: false, isSlow: false };
  let isBusy = false;
  let losses = 0;
  let retryTimer: Timer | undefined;
  /** Changes when a new conversation begins, so that answers to the old one are dropped. */
  let era = 0;

  function update(change: Partial<ChatState>): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  const mark = (id: string, delivery: Delivery) =>
    update({ items: state.items.map((item) => (isPerson(item, id) ? { ...item, state: delivery } : item)) });

  async function load(): Promise<void> {
    const id = memory.read('conversation');
    const outcome: Outcome<History | undefined> =
      id === undefined ? { status: 'ok', value: undefined } : await api.history(id);
    if (outcome.status === 'lost' || outcome.status === 'limited') return pause(outcome, load);
    if (outcome.status !== 'ok') memory.write('conversation', undefined);
    const said = (outcome.status === 'ok' && outcome.value?.messages) || [];
    outbox.drop(said.flatMap(({ clientMessageId }) => clientMessageId ?? []));
    const unsent = outbox.all().map(toPersonItem);
    update({ items: [...said.map(toItem), ...unsent], isLoaded: true, connection: 'ok' });
    await flush();
  }

  /** Sends what is in the outbox, one message after the other, until one has to wait. */
  async function flush(): Promise<void> {
    if (isBusy || !state.isLoaded) return;
    isBusy = true;
    clearTimeout(retryTimer);
    const started = era;
    for (let next = outbox.first(); next && era === started; next = outbox.first()) {
      const isDone = await deliver(next);
      if (!isDone) break;
    }
    isBusy = false;
    if (era !== started) await flush();
  }

  /** True when the message is done with, whatever became of it. */
  async function deliver(message: Unsent): Promise<boolean> {
    const started = era;
    mark(message.id, 'sending');
    const slow = setTimeout(() => update({ isSlow: true }), slowAfter);
    const outcome = await sayOnce(message);
    clearTimeout(slow);
    update({ isSlow: false });
    if (era !== started) return true;
    if (outcome.status === 'lost' || outcome.status === 'limited') {
      mark(message.id, 'waiting');
      pause(outcome, flush);
      return false;
    }
    losses = 0;
    outbox.drop([message.id]);
    update({ connection: 'ok' });
    if (outcome.status === 'ok') receive(message.id, outcome.value);
    else mark(message.id, 'failed');
    return true;
  }

  /** A session or conversation that has run out is replaced quietly, once. */
  async function sayOnce(message: Unsent): Promise<Outcome<Turn>> {
    const outcome = await api.say(toRequest(message));
    const isGone = outcome.status === 'refused' && outcome.code === 'conversation_not_found';
    if (outcome.status !== 'expired' && !isGone) return outcome;
    memory.write('conversation', undefined);
    return api.say(toRequest(message));
  }

  function toRequest({ id, text, choice }: Unsent) {
    const conversationId = memory.read('conversation');
    return {
      text,
      clientMessageId: id,
      ...(choice !== undefined && { choice }),
      ...(conversationId !== undefined && { conversationId }),
    };
  }

  function receive(id: string, { conversationId, replies }: Turn): void {
    memory.write('conversation', conversationId);
    memory.write('latest', id);
    mark(id, 'sent');
    const after = state.items.findIndex((item) => isPerson(item, id)) + 1;
    const items = [...state.items.slice(0, after), ...replies.map(toReplyItem), ...state.items.slice(after)];
    update({ items });
  }

  function pause(
    outcome: { status: 'lost' } | { status: 'limited'; seconds: number },
    again: () => void,
  ): void {
    const backoff = pauses[losses] ?? longestPause;
    losses += 1;
    update({ connection: outcome.status });
    clearTimeout(retryTimer);
    retryTimer = setTimeout(again, outcome.status === 'limited' ? outcome.seconds * 1000 : backoff);
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    load,
    say(text, choice) {
      const message = { id: newId(), text, ...(choice !== undefined && { choice }) };
      outbox.add(message);
      update({ items: [...state.items, toPersonItem(message)] });
      void flush();
    },
    retry(id) {
      const failed = state.items.find((item) => item.id === id);
      if (failed?.from === 'person' && failed.state === 'failed') outbox.add(toUnsent(failed));
      void (state.isLoaded && outbox.first() ? flush() : load());
    },
    startOver() {
      era += 1;
      clearTimeout(retryTimer);
      losses = 0;
      outbox.clear();
      memory.write('conversation', undefined);
      update({ items: [], connection: 'ok', isLoaded: true, isSlow: false });
    },
    end() {
      era += 1;
      clearTimeout(retryTimer);
      listeners.clear();
      state = { ...state, isLoaded: false };
    },
  };
}

const isPerson = (item: Item, id: string): item is Extract<Item, { from: 'person' }> =>
  item.from === 'person' && item.id === id;

const toPersonItem = (message: Unsent): Item => ({ ...message, from: 'person', state: 'sending' });

const toUnsent = ({ id, text, choice }: Unsent): Unsent => ({
  id,
  text,
  ...(choice !== undefined && { choice }),
});

const toReplyItem = (reply: Reply): Item => ({ from: 'assistant', id: reply.messageId, reply });

function toItem({ id, from, text, reply, clientMessageId }: StoredMessage): Item {
  if (from === 'person') return { from, id: clientMessageId ?? id, text, state: 'sent' };
  return reply ? toReplyItem(reply) : { from: 'human', id, text };
}
