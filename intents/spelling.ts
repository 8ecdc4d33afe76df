/** Clean text as it was meant: misspelt words mended, pinyin and initials turned into the field's words. */
import type { Example } from './examples.ts';
import { createWordMender } from './matchers/fuse.ts';
import { collectUsedWords, createPinyinInput, type UsedWord } from './pinyin-input.ts';

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

export function createSpelling(words: KnownWords): (clean: string) => string {
  const mend = createWordMender(words.latin);
  const write = createPinyinInput(words.chinese);
  return (clean) => write(mend(clean));
}
