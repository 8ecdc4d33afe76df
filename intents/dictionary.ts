/** The words of the field, found by how they are written, by their sounds or by their initials. */
import { soundsOf } from './sounds.ts';
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

/** The word for the parts from one place up to another, at most `longestWord` of them. */
export type WordFinder = (from: number, to: number) => Word | undefined;

export interface Dictionary {
  written(text: string): Word | undefined;
  /** The likeliest words with the sounds from one place to another, or with sounds that are like them. */
  hear(sounds: readonly string[]): WordFinder;
  withInitials(letters: string): Word | undefined;
}

/** A text cut into words, and its worth. */
export interface Spelling {
  readonly words: readonly string[];
  readonly worth: number;
}

export const longestWord = 4;
/** More than there are syllables; four of them make a number that is still whole. */
const mostSounds = 4096;
const wordRun = /[\p{Script=Han}1-9]+/gu;
const leastCount = 4;
const leastCountAlone = 25;
/** Initials of fewer letters say too little. */
const leastInitials = 2;
/** What a word is worth less when its sounds are only like those that were given. */
const alike = -3;
/** How digits are said before a measure; 2 has two ways. */
const digitSounds: readonly string[] = ['', 'yi', 'liang', 'san', 'si', 'wu', 'liu', 'qi', 'ba', 'jiu'];

/** Syllables of a Chinese text, one for each character and each digit. */
export function spokenOf(text: string): string[] {
  return soundsOf(text).map((sound) => digitSounds[Number(sound)] ?? sound);
}

/** Words of up to four characters that the texts use often enough to be meant, shorter ones first. */
export function collectUsedWords(texts: readonly string[]): UsedWord[] {
  const runs = texts.flatMap((text) => text.match(wordRun) ?? []);
  const used: UsedWord[] = [];
  let shorter: ReadonlyMap<string, number> | undefined;
  for (let size = 1; size <= longestWord; size++) {
    shorter = countPieces(runs, size, shorter);
    const least = size === 1 ? leastCountAlone : leastCount;
    for (const [text, count] of shorter) {
      if (count >= least) used.push({ text, count, sounds: spokenOf(text).join(' ') });
    }
  }
  return used;
}

/** Pieces of one size and how often they occur; what is made of a seldom piece is seldom too, and not counted. */
function countPieces(
  runs: readonly string[],
  size: number,
  shorter: ReadonlyMap<string, number> | undefined,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const run of runs) {
    for (let at = 0; at + size <= run.length; at++) {
      const seldom =
        shorter && !(shorter.has(run.slice(at, at + size - 1)) && shorter.has(run.slice(at + 1, at + size)));
      if (seldom) continue;
      const piece = run.slice(at, at + size);
      counts.set(piece, (counts.get(piece) ?? 0) + 1);
    }
  }
  return new Map([...counts].filter(([, count]) => count >= leastCount));
}

function keep<Key>(words: Map<Key, Word>, key: Key, word: Word): void {
  if (word.worth > (words.get(key)?.worth ?? Number.NEGATIVE_INFINITY)) words.set(key, word);
}

export function createDictionary(used: readonly UsedWord[]): Dictionary {
  const byText = new Map<string, Word>();
  const bySounds = createSoundMap();
  const byInitials = new Map<string, Word>();
  const total = used.reduce((sum, { text, count }) => sum + (text.length === 1 ? count : 0), 0);
  for (const { text, count, sounds: spoken } of used) {
    const sounds = spoken.split(' ');
    const word = { text, worth: Math.log(count / total) };
    byText.set(text, word);
    bySounds.keep(sounds, word);
    // 金额 typed as jine may be cut into ji and ne.
    bySounds.keep(cutSyllables(sounds.join('')) ?? [], word);
    bySounds.keep(sounds.map(foldSyllable), { text, worth: word.worth + alike });
    if (sounds.length >= leastInitials) keep(byInitials, sounds.map((sound) => sound[0]).join(''), word);
  }
  return {
    written: (text) => byText.get(text),
    hear: bySounds.hear,
    withInitials: (letters) => byInitials.get(letters),
  };
}

/** Words by their sounds. A stretch of sounds is one number, so that looking it up makes no text. */
function createSoundMap() {
  const words = new Map<number, Word>();
  const numbers = new Map<string, number>();
  /** Sounds that no word has share the last number. */
  const numberOf = (sound: string): number => numbers.get(sound) ?? mostSounds - 1;

  function keepSounds(sounds: readonly string[], word: Word): void {
    if (sounds.length === 0 || sounds.length > longestWord) return;
    for (const sound of sounds) if (!numbers.has(sound)) numbers.set(sound, numbers.size + 1);
    keep(
      words,
      sounds.reduce((key, sound) => key * mostSounds + numberOf(sound), 0),
      word,
    );
  }

  /** Looks up every stretch of the sounds once, as they are and folded. */
  function hear(sounds: readonly string[]): WordFinder {
    const found: (Word | undefined)[] = new Array(sounds.length * longestWord);
    const exact = sounds.map(numberOf);
    const folded = sounds.map((sound) => numberOf(foldSyllable(sound)));
    for (let from = 0; from < sounds.length; from++) {
      let key = 0;
      let alike = 0;
      for (let to = from; to < Math.min(sounds.length, from + longestWord); to++) {
        key = key * mostSounds + (exact[to] as number);
        alike = alike * mostSounds + (folded[to] as number);
        found[from * longestWord + to - from] = words.get(key) ?? words.get(alike);
      }
    }
    return (from, to) => found[from * longestWord + to - from - 1];
  }

  return { keep: keepSounds, hear };
}

/**
 * The likeliest way to make words of the parts. `wordOf` gives the word for the parts from one place to another;
 * a part that no word explains stands as it is and costs `unexplained`.
 */
export function spell(parts: readonly string[], wordOf: WordFinder, unexplained: number): Spelling {
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
