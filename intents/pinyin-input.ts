/** A small input method: pinyin and initials typed in Latin letters become the field's own Chinese words. */
import { type Dictionary, spell, type Word } from './dictionary.ts';
import { cutSyllables } from './syllables.ts';

/** Clean text with its pinyin turned into Chinese: all of its Latin words, or a run of them among Chinese ones. */
export type PinyinInput = (clean: string) => string;

const han = /\p{Script=Han}/u;
const latin = /[a-z]/;
const vowel = /[aeiou]/;
/** Latin words in a row, among Chinese. */
const run = /[a-z]+(?: [a-z0-9]+)*/g;
const leastSyllables = 2;
const longestInitials = 8;
/** A syllable that no word explains. */
const unexplained = -14;
/** Mean worth of a part below which Latin letters are no pinyin, but English that happens to look like it. */
const leastWorth = -5;

export function createPinyinInput(dictionary: Dictionary): PinyinInput {
  /** Syllables of a word; for initials of known words, such as `qyrz`, those words. */
  function partsOf(word: string): readonly string[] | undefined {
    if (!latin.test(word)) return [word];
    const syllables = cutSyllables(word);
    if (syllables !== undefined) return syllables;
    if (word.length > longestInitials || vowel.test(word) || isOneLetter(word)) return undefined;
    const wordOf = (from: number, to: number): Word | undefined =>
      dictionary.withInitials(word.slice(from, to));
    const { words } = spell([...word], wordOf, unexplained);
    return words.every((one) => han.test(one)) ? words : undefined;
  }

  /** What the letters are pinyin of; undefined when they are not, or are of nothing likely. */
  function read(typed: string): string | undefined {
    const parts = (typed.match(/[a-z]+|[^a-z ]+/g) ?? []).map(partsOf);
    if (parts.some((part) => part === undefined)) return undefined;
    const all = parts.flatMap((part) => part ?? []);
    const hear = dictionary.hear(all);
    // Numbers and words that stand already are taken as they are.
    const wordOf = (from: number, to: number): Word | undefined => {
      const first = all[from] ?? '';
      return to - from === 1 && !latin.test(first) ? { text: first, worth: 0 } : hear(from, to);
    };
    const { words, worth } = spell(all, wordOf, unexplained);
    return worth / all.length < leastWorth ? undefined : joined(words);
  }

  /** Beside Chinese, one syllable or lone initials may be anything, a product's name above all. */
  function readBeside(typed: string): string {
    const syllables = typed.split(' ').flatMap((word) => cutSyllables(word) ?? []);
    return syllables.length < leastSyllables ? typed : (read(typed) ?? typed);
  }

  return (clean) => {
    if (!latin.test(clean)) return clean;
    return han.test(clean) ? clean.replace(run, readBeside) : (read(clean) ?? clean);
  };
}

/** `hhh` laughs and `zzz` sleeps. */
const isOneLetter = (word: string): boolean => new Set(word).size === 1;

/** Chinese without blanks; what stayed Latin keeps them. */
function joined(words: readonly string[]): string {
  const text = words.map((word) => (latin.test(word) ? ` ${word} ` : word)).join('');
  return text.replace(/ +/g, ' ').trim();
}
