/** Whether a question found an answer, as the list of unanswered questions wants to know it. */
import type { Message, Reply } from '../../adapters/channel.ts';
import type { Outcome } from '../store/unanswered.ts';
import { plainText } from '../understand/plain-text.ts';
import type { Conversation } from './conversation.ts';

export interface TurnTaken {
  /** Its text is masked. */
  readonly message: Message;
  /** The id under which the message is kept. */
  readonly id: string;
  readonly before: Conversation;
  readonly replies: readonly Reply[];
}

/** Code points by which two questions are told apart. */
const longest = 200;

/** Undefined where there was no question, or it was answered. */
export function outcomeOf({ message, id, before, replies }: TurnTaken): Outcome | undefined {
  const acts = new Set(replies.map(({ act }) => act));
  const act = acts.has('fallback') ? 'fallback' : acts.has('clarify') ? 'clarify' : undefined;
  if (act === undefined) {
    const isFound = acts.has('answer') || acts.has('computed') || acts.has('ask');
    return isFound && before.awaits === 'choice' ? { status: 'chosen' } : undefined;
  }
  const asked = inOneForm(message.text);
  // "都不是" and the like answer us, they ask nothing
  const shortest = before.awaits === 'choice' ? 5 : 2;
  if (message.choice !== undefined || [...asked].length < shortest) return undefined;
  return { status: 'unanswered', act, message: id, asked };
}

function inOneForm(text: string): string {
  const letters = plainText(text).replace(/[^\p{L}\p{N}]/gu, '');
  return [...letters].slice(0, longest).join('');
}
