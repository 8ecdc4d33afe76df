/** Notices when the same question comes back because the last reply did not help. */
import { hash } from 'node:crypto';
import { normalize } from '../../intents/normalize.ts';
import type { Match } from '../../intents/types.ts';
import { keepLatest } from '../understand/latest.ts';
import type { Conversation } from './conversation.ts';
import type { Scene } from './scene.ts';

type Last = NonNullable<Conversation['last']>;

const unhelped =
  /还是|仍然?|依然|没用|不管用|不行|没解决|说了|试过|到底|怎么还(?!$|[给你退钱款?？])|又(?!.{0,3}错)|答非所问|听不懂|看不懂|没懂|still|again|not help|useless|doesn'?t work/;

/** What is remembered of a question, to know it again: no words, only a fingerprint and where it went. */
export function fingerprint(scene: Scene, match: Match): Last {
  const question = digest(scene.text);
  const entry = match.decision === 'answer' ? match.ranking[0]?.entry : undefined;
  return { question, ...(entry && { entry }) };
}

/** A message sent so often in a row was not helped. */
const tooOften = 3;

/** The conversation with the count of this very message in a row. */
export function countAgain({ conversation, message, text }: Scene): Conversation {
  if (message.choice !== undefined) return conversation;
  const { again } = conversation;
  const now = digest(text);
  return { ...conversation, again: { message: now, times: again?.message === now ? again.times + 1 : 1 } };
}

/** Whether the same message came too often in a row. */
export const sentTooOften = ({ conversation, message, plain }: Scene): boolean =>
  message.choice === undefined && (conversation.again?.times ?? 0) >= tooOften && [...plain].length > 3;

const digest = keepLatest((text) => hash('sha256', normalize(text)).slice(0, 16));

/** The same words again, or the same entry with words that say it did not help. */
export function isSameQuestion(scene: Scene, match: Match): boolean {
  const { last } = scene.conversation;
  if (!last || match.decision === 'smalltalk') return false;
  const now = fingerprint(scene, match);
  if (last.question === now.question) return true;
  return now.entry !== undefined && now.entry === last.entry && unhelped.test(scene.plain);
}
