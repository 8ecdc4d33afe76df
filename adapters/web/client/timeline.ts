/** What stands in the log of a conversation, in its order, and what follows from it. */
import type { Reply } from '../../channel.ts';
import type { StoredMessage } from './api.ts';
import type { Unsent } from './outbox.ts';

export type PersonItem = Unsent & { readonly from: 'person'; readonly state: Delivery };
export type Item =
  | PersonItem
  | { readonly from: 'assistant'; readonly id: string; readonly reply: Reply }
  | { readonly from: 'human'; readonly id: string; readonly text: string };

/** `waiting` is sent again by itself, and stays so until it has left; `failed` only when the person says so. */
export type Delivery = 'sent' | 'sending' | 'waiting' | 'failed';

export const isPerson = (item: Item, id: string): item is PersonItem =>
  item.from === 'person' && item.id === id;

export const toPersonItem = (message: Unsent, state: Delivery = 'sending'): Item => ({
  ...message,
  from: 'person',
  state,
});

export const toUnsent = ({ id, text, choice }: Unsent): Unsent => ({
  id,
  text,
  ...(choice !== undefined && { choice }),
});

const toReplyItem = (reply: Reply): Item => ({ from: 'assistant', id: reply.messageId, reply });

export function toItem({ id, from, text, reply, clientMessageId }: StoredMessage): Item {
  if (from === 'person') return { from, id: clientMessageId ?? id, text, state: 'sent' };
  return reply ? toReplyItem(reply) : { from: 'human', id, text };
}

/** The log with replies after the message that they answer; those that it holds already are not shown twice. */
export function withReplies(items: readonly Item[], id: string, replies: readonly Reply[]): readonly Item[] {
  const known = new Set(items.map((item) => item.id));
  const news = replies.filter(({ messageId }) => !known.has(messageId)).map(toReplyItem);
  const after = items.findIndex((item) => isPerson(item, id)) + 1;
  return [...items.slice(0, after), ...news, ...items.slice(after)];
}

/** True when a human may write: one has been asked for, has written, or answers in the assistant's place. */
export function mayHearHuman(items: readonly Item[]): boolean {
  return items.some((item, at) => {
    if (item.from === 'human') return true;
    if (item.from === 'assistant') return item.reply.act === 'handoff';
    const next = items[at + 1];
    return item.state === 'sent' && (next === undefined || next.from === 'person');
  });
}
