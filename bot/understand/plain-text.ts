/** One form of a message for everything that reads values out of it: 简体, half-width, lower case, nothing invisible. */
import { toSimplified } from '../../intents/normalize.ts';

/** Text as typed → text in which patterns can be looked for. Punctuation stays. */
export function plainText(text: string): string {
  return toSimplified(text.replace(/\p{Surrogate}/gu, ' ').normalize('NFKC'))
    .replace(/[\p{Cf}\p{Mn}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
