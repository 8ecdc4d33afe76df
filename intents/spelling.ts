/** Clean text as it was meant: misspelt words mended, pinyin and homophones turned into the field's words. */
import { collectUsedWords, createDictionary, type UsedWord } from './dictionary.ts';
import type { Example } from './examples.ts';
import { stem } from './features.ts';
import { createHomophoneMender } from './homophones.ts';
import { createWordMender } from './matchers/fuse.ts';
import { createPinyinInput } from './pinyin-input.ts';

/** Words of the examples: what may have been meant. */
export interface KnownWords {
  readonly latin: readonly string[];
  readonly chinese: readonly UsedWord[];
}

const leastLatinCount = 2;

export function collectWords(examples: readonly Example[]): KnownWords {
  const counts = new Map<string, number>();
  for (const { clean } of examples) {
    for (const word of clean.match(/[a-z]{4,}/g) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return {
    latin: [...counts].filter(([, count]) => count >= leastLatinCount).map(([word]) => word),
    chinese: collectUsedWords(examples.map((example) => example.clean)),
  };
}

/** Clean text → the same as it was meant. */
export type SpellingMender = (clean: string) => string;

export function createSpelling(words: KnownWords): SpellingMender {
  const dictionary = createDictionary(words.chinese);
  const mendWords = createWordMender(words.latin, stem);
  const mendHomophones = createHomophoneMender(dictionary);
  const write = createPinyinInput(dictionary);
  return (clean) => mendHomophones(write(mendWords(clean)));
}
