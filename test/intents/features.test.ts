import { expect, test } from 'vitest';
import type { FeatureList } from '../../intents/feature-list.ts';
import { createFeatureReader } from '../../intents/features.ts';

const read = createFeatureReader([
  { id: 'transfer', forms: ['打款', 'transfer'] },
  { id: 'refund', forms: ['退', 'refund'] },
]);
const namesIn = (list: FeatureList): string[] =>
  Array.from({ length: list.count }, (_, at) => list.nameOf(at));
const ofView = (view: string, text: string) =>
  namesIn(read(text)).filter((name) => name.startsWith(`${view}:`));

test('Chinese is read by one, two and three characters', () => {
  expect(ofView('c', '打款退')).toEqual(['c:打', 'c:款', 'c:退', 'c:打款', 'c:款退', 'c:打款退']);
});

test('characters do not reach over a blank', () => {
  expect(ofView('c', '打款 退')).not.toContain('c:款退');
});

test('pinyin, typed or meant, is the same to it', () => {
  expect(ofView('p', 'da kuan tui')).toEqual(ofView('p', '打款退'));
  expect(ofView('p', 'dakuantui')).toEqual(ofView('p', '打款退'));
});

test('homophones sound alike', () => {
  expect(ofView('p', '实民认征')).toEqual(ofView('p', '实名认证'));
});

test('concepts are read singly, in order and in pairs', () => {
  expect(ofView('k', '打款退')).toEqual(['k:transfer', 'k:refund', 'k:transfer>refund', 'k:refund+transfer']);
});

test('English and Chinese name the same concepts', () => {
  expect(ofView('k', 'transfers refunded')).toEqual(ofView('k', '打款退'));
});

test('only a concept by itself counts as one', () => {
  const list = read('打款退');
  expect(list.concepts.map(list.nameOf)).toEqual(['k:transfer', 'k:refund']);
});

test('nothing is read from nothing', () => {
  expect(namesIn(read(''))).toEqual([]);
});

test('letters and pairs of stems are read only where they are asked for', () => {
  const english = createFeatureReader([], { pinyin: false, letters: [3, 3], pairs: true });
  expect(namesIn(english('pay fees'))).toEqual([
    'e:pai',
    'e:fee',
    'e:pai fee',
    's:fee+pai',
    ...lettersOf(' pay fees '),
  ]);
  expect(namesIn(read('pay fees')).filter((name) => /^[ls]:/.test(name))).toEqual([]);
});

const lettersOf = (text: string): string[] =>
  [...text].slice(2).map((_, at) => `l:${text.slice(at, at + 3)}`);
