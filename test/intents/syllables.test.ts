import { expect, test } from 'vitest';
import { cutSyllables, foldSyllable } from '../../intents/syllables.ts';

test.each([
  ['yanzhengma', 'yan zheng ma'],
  ['shiming', 'shi ming'],
  ['qiyerenzheng', 'qi ye ren zheng'],
  ['zhuanzhang', 'zhuan zhang'],
  ['xian', 'xian'],
])('%s is cut into %s', (word, parts) => {
  expect(cutSyllables(word)?.join(' ')).toBe(parts);
});

test.each(['verification', 'kyc', 'smrz', 'x'])('%s is not pinyin', (word) => {
  expect(cutSyllables(word)).toBeUndefined();
});

test('sounds that are often confused fold to one', () => {
  expect(foldSyllable('zheng')).toBe(foldSyllable('zen'));
  expect(foldSyllable('shi')).toBe(foldSyllable('si'));
  expect(foldSyllable('ming')).toBe(foldSyllable('min'));
  expect(foldSyllable('lve')).toBe(foldSyllable('lue'));
});
