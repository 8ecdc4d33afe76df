/** Misspelt English words and pinyin, brought to the nearest known word. The only door to fuse.js. */
import Fuse from 'fuse.js';
import { cutSyllables } from '../syllables.ts';

/** Clean text with its unknown Latin words replaced by the known words they are nearest to. */
export type WordMender = (clean: string) => string;

const shortest = 5;
const longest = 20;
/** Long runs that are pinyin throughout are words of their own, not misspellings. */
const longestPinyinWord = 7;
const mostMended = 12;
const vowel = /[aeiou]/;
/** fuse.js: 0 takes exact words alone, 1 takes anything. */
const threshold = 0.3;
const mostLengthGap = 2;
const remembered = 2000;

/** One small index for each first letter: people seldom miss that one, and a search stays below a tenth of a millisecond. */
function indexByFirst(words: readonly string[]): ReadonlyMap<string, Fuse<string>> {
  const byFirst = new Map<string, string[]>();
  for (const word of words) byFirst.set(word.charAt(0), [...(byFirst.get(word.charAt(0)) ?? []), word]);
  const options = { threshold, distance: longest, ignoreFieldNorm: true };
  return new Map(Array.from(byFirst, ([first, some]) => [first, new Fuse(some, options)]));
}

/** Syllables throughout, or initials alone: nothing here is English. */
const isPinyin = (word: string): boolean => !vowel.test(word) || cutSyllables(word) !== undefined;

/**
 * Mends by these words; a word that is like none of them stays as it is, and so does another form of a known one.
 * `stem` takes forms together.
 */
export function createWordMender(words: readonly string[], stem: (word: string) => string): WordMender {
  const known = new Set(words);
  const stems = new Set(words.map(stem));
  const indexes = indexByFirst(words);
  const mended = new Map<string, string>();

  function isMisspelt(word: string): boolean {
    if (word.length < shortest || word.length > longest || known.has(word) || stems.has(stem(word)))
      return false;
    return word.length <= longestPinyinWord || cutSyllables(word) === undefined;
  }

  function mend(word: string): string {
    const before = mended.get(word);
    if (before !== undefined) return before;
    const found = indexes.get(word.charAt(0))?.search(word, { limit: 5 }) ?? [];
    const near = found.find(({ item }) => Math.abs(item.length - word.length) <= mostLengthGap)?.item ?? word;
    if (mended.size < remembered) mended.set(word, near);
    return near;
  }

  return (clean) => {
    const words = clean.match(/[a-z]+/g) ?? [];
    if (words.length === 0 || words.every(isPinyin)) return clean;
    let left = mostMended;
    return clean.replace(/[a-z]+/g, (word) => (isMisspelt(word) && left-- > 0 ? mend(word) : word));
  };
}
