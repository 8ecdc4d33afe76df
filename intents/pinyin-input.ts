/** A small input method: pinyin and initials typed in Latin letters become the field's own Chinese words. */
import { pinyin } from 'pinyin-pro';
import { cutSyllables, foldSyllable } from './syllables.ts';

/** One Chinese word that examples use, how often, and its syllables with blanks between them. */
export interface UsedWord {
  readonly text: string;
  readonly count: number;
  readonly sounds: string;
}

/** Clean text with its pinyin turned into Chinese where the field has words for it. */
export type PinyinInput = (clean: string) => string;

const wordRun = /[\p{Script=Han}1-9]+/gu;
const han = /\p{Script=Han}/u;
const longestWord = 4;
const leastCount = 4;
const leastCountAlone = 25;
/** Initials of fewer letters say too little. */
const leastInitials = 2;
const longestInitials = 8;
const vowel = /[aeiou]/;
/** Mean worth of a part below which Latin letters are no pinyin, but English that happens to look like it. */
const leastWorth = -5;

/** Words of up to four characters that the examples use often enough to be meant when they are typed. */
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

interface Choice {
  readonly text: string;
  /** Logarithm of its share among all words: the sum over a text is the chance of that text. */
  readonly worth: number;
}

interface Spelling {
  readonly text: readonly string[];
  readonly worth: number;
}

/** A syllable that no word explains, or a word found only by a sound that is like it. */
const unexplained = -14;
const alike = -3;

function keep(choices: Map<string, Choice>, key: string, choice: Choice): void {
  if (choice.worth > (choices.get(key)?.worth ?? Number.NEGATIVE_INFINITY)) choices.set(key, choice);
}

/** The likeliest way to make words of the parts; `wordOf` gives the word for some of them that stand together. */
function spell(parts: readonly string[], wordOf: (some: readonly string[]) => Choice | undefined): Spelling {
  const best: Spelling[] = [{ text: [], worth: 0 }];
  for (let end = 1; end <= parts.length; end++) {
    const last = best[end - 1] as Spelling;
    let choice: Spelling = { text: [...last.text, ` ${parts[end - 1]} `], worth: last.worth + unexplained };
    for (let start = Math.max(0, end - longestWord); start < end; start++) {
      const word = wordOf(parts.slice(start, end));
      const before = best[start] as Spelling;
      if (word === undefined || before.worth + word.worth <= choice.worth) continue;
      choice = { text: [...before.text, word.text], worth: before.worth + word.worth };
    }
    best.push(choice);
  }
  return best[parts.length] as Spelling;
}

/** How digits are said before a measure; 2 has two ways. */
const digitSounds: readonly string[] = ['', 'yi', 'liang', 'san', 'si', 'wu', 'liu', 'qi', 'ba', 'jiu'];

function soundsOf(text: string): string[] {
  const sounds = pinyin(text, { toneType: 'none', type: 'array', v: true });
  return sounds.map((sound) => digitSounds[Number(sound)] ?? sound);
}

export function createPinyinInput(words: readonly UsedWord[]): PinyinInput {
  const bySound = new Map<string, Choice>();
  const byInitials = new Map<string, Choice>();
  const total = words.reduce((sum, { text, count }) => sum + (text.length === 1 ? count : 0), 0);
  for (const { text, count, sounds: spoken } of words) {
    const sounds = spoken.split(' ');
    const choice = { text, worth: Math.log(count / total) };
    keep(bySound, spoken, choice);
    // 金额 typed as jine may be cut into ji and ne.
    keep(bySound, cutSyllables(sounds.join(''))?.join(' ') ?? '', choice);
    keep(bySound, sounds.map(foldSyllable).join(' '), { text, worth: choice.worth + alike });
    if (sounds.length >= leastInitials) keep(byInitials, sounds.map((sound) => sound[0]).join(''), choice);
  }

  const wordOfSounds = (sounds: readonly string[]): Choice | undefined =>
    bySound.get(sounds.join(' ')) ?? bySound.get(sounds.map(foldSyllable).join(' '));
  const wordOfInitials = (letters: readonly string[]): Choice | undefined => byInitials.get(letters.join(''));

  /** Syllables of a word; for initials of known words, such as `qyrz`, those words. */
  function partsOf(word: string): readonly string[] | undefined {
    const syllables = cutSyllables(word);
    if (syllables !== undefined) return syllables;
    if (word.length > longestInitials || vowel.test(word)) return undefined;
    const { text } = spell([...word], wordOfInitials);
    return text.every((one) => han.test(one)) ? text : undefined;
  }

  /** Numbers and words that stand already are taken as they are. */
  const wordOfPart = (some: readonly string[]): Choice | undefined => {
    const [first = ''] = some;
    return some.length === 1 && !/[a-z]/.test(first) ? { text: first, worth: 0 } : wordOfSounds(some);
  };

  return (clean) => {
    if (han.test(clean) || !/[a-z]/.test(clean)) return clean;
    const words = clean.match(/[a-z]+|[^a-z ]+/g) ?? [];
    const parts = words.map((word) => (/[a-z]/.test(word) ? partsOf(word) : [word]));
    if (parts.some((part) => part === undefined)) return clean;
    const all = parts.flatMap((part) => part ?? []);
    const { text, worth } = spell(all, wordOfPart);
    return worth / all.length < leastWorth ? clean : text.join('').replace(/ +/g, ' ').trim();
  };
}
