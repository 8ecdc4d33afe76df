/** The line before related questions, so that their numbers are not taken for those of a list in the answer. */
import type { Reply } from '../channel.ts';

/** Undefined where the reply itself leads to its options. The Chinese words are the same in 简体 and 繁體. */
export function optionHead({ act, text, options = [] }: Reply): string | undefined {
  if (options.length === 0 || (act !== 'answer' && act !== 'computed')) return undefined;
  const numbers = options.length === 1 ? '1' : `1–${options.length}`;
  return /\p{Script=Han}/u.test(text) ? `回 ${numbers} 看更多：` : `Reply ${numbers} for more:`;
}
