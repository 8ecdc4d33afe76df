/** What an account adds to an answer, and what everybody may read in its place. */
import type { Reply } from '../../adapters/channel.ts';
import { answerWith } from '../turn/compose.ts';
import { entryOf, type Scene } from '../turn/scene.ts';

/** Of the replies to the account those that count with its facts, and that nobody else was given. */
export function personalOf(own: readonly Reply[], open: readonly Reply[]): Reply[] {
  const isSaid = ({ text }: Reply) => open.some((reply) => reply.text === text);
  return own.filter((reply) => restsOnFacts(reply) && !isSaid(reply));
}

/** A result, or why there is none. */
const restsOnFacts = ({ act, entry }: Reply): boolean =>
  act === 'computed' || (act === 'fallback' && entry !== undefined);

/** Nobody is asked before others for what the account told: the general answer stands there. */
export const generally = (scene: Scene, replies: readonly Reply[]): Reply[] =>
  replies.map((reply) => {
    const entry = reply.act === 'ask' ? entryOf(scene, reply.entry) : undefined;
    return entry
      ? { ...answerWith(scene, entry, { intro: 'personal_elsewhere' }), messageId: reply.messageId }
      : reply;
  });
