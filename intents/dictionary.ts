/** The words of the field, found by how they are written, by their sounds or by their initials. */
import { pinyin } from 'pinyin-pro';
import { cutSyllables, foldSyllable } from './syllables.ts';

/** One Chinese word that examples use, how often, and its syllables with blanks between them. */
export interface UsedWord {
  readonly text: string;
  readonly count: number;
  readonly sounds: string;
}

export interface Word {
  readonly text: string;
  /** Logarithm of its share among all words: the sum over a text is the chance of that text. */
  readonly worth: number;
}

export interface Dictionary {
  written(text: string): Word | undefined;
  /** The likeliest word with these sounds, or with sounds that are like them. */
  sounding(sounds: readonly string[]): Word | undefined;
  withInitials(letters: string): Word | undefined;
}

/** A text cut into words, and its worth. */
export interface Spelling {
  readonly words: readonly string[];
  readonly worth: number;
}

export const longestWord = 4;
const wordRun = /[\p{Script=Han}1-9]+/gu;
const leastCount = 4;
const leastCountAlone = 25;
/** Initials of fewer letters say too little. */
const leastInitials = 2;
/** What a word is worth less when its sounds are only like those that were given. */
const alike = -3;
/** How digits are said before a measure; 2 has two ways. */
const digitSounds: readonly string[] = ['', 'yi', 'liang', 'san', 'si', 'wu', 'liu', 'qi', 'ba', 'jiu'];

/** Syllables of a Chinese text, one for each character. */
export function soundsOf(text: string): string[] {
  const sounds = pinyin(text, { toneType: 'none', type: 'array', v: true });
  return sounds.map((sound) => digitSounds[Number(sound)] ?? sound);
}

/** Words of up to four characters that the texts use often enough to be meant. */
export function collectUsedWords(texts: readonly string[]): UsedWord[] {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const [run] of text.matchAll(wordRun)) {
      for (let at = 0; at < run.length; at++) {
        for (let size = 1; size <= longestWord && at + size <= run.length; size++) {
          const word = run.slice(at, at + size);
          counts.set(word, (counts.get(word) ?? 0) + 1);
        }
      }
    }
  }
  return [...counts]
    .filter(([text, count]) => count >= (text.length === 1 ? leastCountAlone : leastCount))
    .map(([text, count]) => ({ text, count, sounds: soundsOf(text).join(' ') }));
}

function keep(words: Map<string, Word>, key: string, word: Word): void {
  if (word.worth > (words.get(key)?.worth ?? Number.NEGATIVE_INFINITY)) words.set(key, word);
}

export function createDictionary(used: readonly UsedWord[]): Dictionary {
  const byText = new Map<string, Word>();
  const bySounds = new Map<string, Word>();
  const byInitials = new Map<string, Word>();
  const total = used.reduce((sum, { text, count }) => sum + (text.length === 1 ? count : 0), 0);
  for (const { text, count, sounds: spoken } of used) {
    const sounds = spoken.split(' ');
    const word = { text, worth: Math.log(count / total) };
    byText.set(text, word);
    keep(bySounds, spoken, word);
    // 金额 typed as jine may be cut into ji and ne.
    keep(bySounds, cutSyllables(sounds.join(''))?.join(' ') ?? '', word);
    keep(bySounds, sounds.map(foldSyllable).join(' '), { text, worth: word.worth + alike });
    if (sounds.length >= leastInitials) keep(byInitials, sounds.map((sound) => sound[0]).join(''), word);
  }
  return {
    written: (text) => byText.get(text),
    sounding: (sounds) => bySounds.get(sounds.join(' ')) ?? bySounds.get(sounds.map(foldSyllable).join(' ')),
    withInitials: (letters) => byInitials.get(letters),
  };
}

/**
 * The likeliest way to make words of the parts. `wordOf` gives the word for the parts from one place to another;
 * a part that no word explains stands as it is and costs `unexplained`.
 */
export function spell(
  parts: readonly string[],
  wordOf: (from: number, to: number) => Word | undefined,
  unexplained: number,
): Spelling {
  const worths = [0];
  const steps: { readonly from: number; readonly text: string }[] = [];
  for (let end = 1; end <= parts.length; end++) {
    let worth = (worths[end - 1] as number) + unexplained;
    let step = { from: end - 1, text: parts[end - 1] as string };
    for (let from = Math.max(0, end - longestWord); from < end; from++) {
      const word = wordOf(from, end);
      if (word === undefined || (worths[from] as number) + word.worth <= worth) continue;
      worth = (worths[from] as number) + word.worth;
      step = { from, text: word.text };
    }
    worths.push(worth);
    steps.push(step);
  }
  const words: string[] = [];
  for (let end = parts.length; end > 0; end = steps[end - 1]?.from ?? 0)
    words.unshift(steps[end - 1]?.text ?? '');
  return { words, worth: worths[parts.length] as number };
}
