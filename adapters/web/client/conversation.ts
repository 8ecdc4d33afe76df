/** One person's conversation in the browser: what was said, what is on its way, and how the connection is. */
import type { Turn } from '../../channel.ts';
import type { Api, DeskEvent, History, Holder, Outcome } from './api.ts';
import type { Memory } from './memory.ts';
import { createOutbox, type Unsent } from './outbox.ts';
import {
  type Delivery,
  type Item,
  isPerson,
  toItem,
  toPersonItem,
  toUnsent,
  withReplies,
} from './timeline.ts';

export interface ChatState {
  readonly items: readonly Item[];
  readonly connection: 'ok' | 'lost' | 'limited';
  /** False until what was said before is known. */
  readonly isLoaded: boolean;
  /** True while an answer takes long enough to say that it is coming. */
  readonly isSlow: boolean;
  /** Who answers, where the support desk has said so. */
  readonly holder?: Holder;
}

export interface Conversation {
  readonly state: () => ChatState;
  subscribe(listener: () => void): () => void;
  /** Fetches what was said before and sends what was left unsent. */
  load(): Promise<void>;
  say(text: string, choice?: string): void;
  /** Sends a failed message again, or what is waiting, now. */
  retry(id?: string): void;
  /** Takes in what came from the support desk. */
  hear(event: DeskEvent): void;
  startOver(): void;
  end(): void;
}

export interface ConversationDeps {
  readonly api: Api;
  readonly memory: Memory;
  readonly newId: () => string;
  /** Told of every message as it is said, by whomever; not of what history brings back. */
  readonly onMessage?: (from: Item['from'], text: string) => void;
}

const slowAfter = 300;
const pauses = [1_000, 2_000, 4_000, 8_000, 15_000] as const;
const longestPause = 15_000;

const nothingSaid = { status: 'ok', value: { conversationId: '', messages: [] } } as const;

const isGone = (outcome: Outcome<unknown>) =>
  outcome.status === 'refused' && outcome.code === 'conversation_not_found';

type Timer = ReturnType<typeof setTimeout>;

export function createConversation({ api, memory, newId, onMessage }: ConversationDeps): Conversation {
  const outbox = createOutbox(memory);
  const listeners = new Set<() => void>();
  let state: ChatState = { items: [], connection: 'ok', isLoaded: false, isSlow: false };
  let isBusy = false;
  let losses = 0;
  let retryTimer: Timer | undefined;
  /** Changes when a new conversation begins, so that answers to the old one are dropped. */
  let era = 0;
  /** Counts what was received, so that a history which was on its way meanwhile is known to be old. */
  let received = 0;

  function update(change: Partial<ChatState>): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  const mark = (id: string, delivery: Delivery) =>
    update({ items: state.items.map((item) => (isPerson(item, id) ? { ...item, state: delivery } : item)) });

  async function load(): Promise<void> {
    const [startedIn, knew] = [era, received];
    const id = memory.read('conversation');
    const outcome = id === undefined ? nothingSaid : await historyOf(id);
    if (era !== startedIn) return;
    if (received !== knew) return load();
    if (outcome.status === 'lost' || outcome.status === 'limited') return pause(outcome, load);
    if (outcome.status !== 'ok') memory.write('conversation', undefined);
    else losses = 0;
    const said = outcome.status === 'ok' ? outcome.value.messages : [];
    outbox.drop(said.flatMap(({ clientMessageId }) => clientMessageId ?? []));
    const unsent = outbox.all().map((message) => toPersonItem(message));
    update({ items: [...said.map(toItem), ...unsent], isLoaded: true, connection: 'ok' });
    await flush();
  }

  /** Only a conversation that the server does not know is given up; whatever else goes wrong may pass. */
  async function historyOf(id: string): Promise<Outcome<History>> {
    const first = await api.history(id);
    const outcome = first.status === 'expired' ? await api.history(id) : first;
    const isKnown = outcome.status === 'ok' || outcome.status === 'limited';
    return isKnown || isGone(outcome) ? outcome : { status: 'lost' };
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
    const first = await api.say(toRequest(message));
    const outcome = first.status === 'expired' ? await api.say(toRequest(message)) : first;
    if (!isGone(outcome)) return outcome;
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
    received += 1;
    memory.write('conversation', conversationId);
    memory.write('latest', id);
    mark(id, 'sent');
    update({ items: withReplies(state.items, id, replies) });
    for (const { text } of replies) onMessage?.('assistant', text);
  }

  function hear(event: DeskEvent): void {
    if (event.type === 'message') hearHuman(event.message);
    // that the assistant answers is only news where a human did
    else if (event.holder === 'human' || state.holder) update({ holder: event });
  }

  function hearHuman({ id, text }: { readonly id: string; readonly text: string }): void {
    if (state.items.some((item) => item.id === id)) return;
    received += 1;
    update({ items: [...state.items, { from: 'human', id, text }] });
    onMessage?.('human', text);
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
      const delivery = state.connection === 'ok' ? 'sending' : 'waiting';
      update({ items: [...state.items, toPersonItem(message, delivery)] });
      onMessage?.('person', text);
      void flush();
    },
    retry(id) {
      const failed = state.items.find((item) => item.id === id);
      if (failed?.from === 'person' && failed.state === 'failed') {
        outbox.add(toUnsent(failed));
        mark(failed.id, 'sending');
      }
      void (state.isLoaded && outbox.first() ? flush() : load());
    },
    hear,
    startOver() {
      era += 1;
      clearTimeout(retryTimer);
      losses = 0;
      outbox.clear();
      memory.write('conversation', undefined);
      state = { items: [], connection: 'ok', isLoaded: true, isSlow: false };
      update({});
    },
    end() {
      era += 1;
      clearTimeout(retryTimer);
      listeners.clear();
      state = { ...state, isLoaded: false };
    },
  };
}
