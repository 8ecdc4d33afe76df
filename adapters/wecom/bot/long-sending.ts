/** What goes out over the long connection of a 智能机器人: one stream or welcome as the answer to a call, the rest as messages of our own. */
import { z } from 'zod';
import type { Act, Reply } from '../../channel.ts';
import { splitText } from '../../split-text.ts';
import { renderCard } from '../app/card.ts';
import { markdownOf, mostBytes } from './render.ts';

/** A call takes one answer; pressing a button takes none that could be read, so it is answered by a message. */
const addressSchema = z.object({
  manner: z.enum(['message', 'welcome', 'click']),
  /** Of the call that is answered. */
  request: z.string(),
  stream: z.string(),
  /** The group, or the one person. */
  chat: z.string(),
  at: z.string(),
});
export type LongAddress = z.infer<typeof addressSchema>;

export const longSendingSchema = z.object({
  via: z.enum(['stream', 'welcome', 'push']),
  ...addressSchema.omit({ manner: true }).shape,
  content: z.string(),
  /** Options to press. */
  card: z.record(z.string(), z.unknown()).exactOptional(),
  /** Comes back with a thumb. */
  feedback: z.string().exactOptional(),
});
export type LongSending = z.infer<typeof longSendingSchema>;

const ways = { message: 'stream', welcome: 'welcome', click: 'push' } as const;

/** Here choosing is the point; other options are picked by their number. */
const choosing: readonly Act[] = ['clarify', 'ask', 'fallback', 'greet', 'about'];
const rateable: readonly Act[] = ['answer', 'computed', 'fallback'];

/** Nothing where nothing is said: WeCom waits for no answer. */
export function renderLong(replies: readonly Reply[], unread: unknown): LongSending[] {
  const { manner, ...address } = addressSchema.parse(unread);
  const [first, ...rest] = splitText(replies.map(markdownOf).join('\n\n'), mostBytes);
  if (first === undefined || first === '') return [];
  const card = manner === 'message' ? cardOf(replies) : undefined;
  const feedback = replies.find(({ act }) => rateable.includes(act))?.messageId;
  return [
    {
      ...{ via: ways[manner], ...address, content: first },
      ...(card && { card }),
      ...(feedback && { feedback }),
    },
    ...rest.map((content): LongSending => ({ via: 'push', ...address, content })),
  ];
}

/** One message takes one card: that of the last reply. */
function cardOf(replies: readonly Reply[]): LongSending['card'] {
  const last = replies.at(-1);
  return last && choosing.includes(last.act) ? renderCard(last, last.text) : undefined;
}
