/** Replies as messages of a self-built app: texts, and a card where the person is to choose. */
import { z } from 'zod';
import type { Act, Reply } from '../../channel.ts';
import { renderReply } from '../render-reply.ts';
import { renderCard } from './card.ts';
import type { AppSending } from './sending.ts';

const addressSchema = z.object({ user: z.string() });

/** Where a human may write to the member: wherever the assistant does. */
export const reachOf = (address: unknown): { readonly user: string } => addressSchema.parse(address);

/** Here choosing is the point; an answer's related questions are picked by their number. */
const choosing: readonly Act[] = ['clarify', 'ask', 'fallback', 'greet', 'about'];

export function renderApp(replies: readonly Reply[], address: unknown): AppSending[] {
  const { user } = addressSchema.parse(address);
  return replies.flatMap((reply) => {
    const texts = renderReply(reply).map((text): AppSending => ({ kind: 'text', user, text }));
    const card = choosing.includes(reply.act) ? renderCard(reply, reply.text) : undefined;
    return card ? [...texts, { kind: 'card', user, card }] : texts;
  });
}
