import porter from 'natural/lib/natural/stemmers/porter_stemmer.js';
import { expect, test } from 'vitest';
import { createConceptFinder } from '../../intents/concepts.ts';
import type { Concept } from '../../knowledge/schema.ts';

const lexicon: Concept[] = [
  { id: 'face', forms: ['人脸识别', '刷脸', 'face'] },
  { id: 'recognise', forms: ['识别', 'recognition'] },
  { id: 'card', forms: ['id card'] },
  { id: 'verify', forms: ['verify'] },
  { id: 'body', layer: 'broad', forms: ['脸'] },
];
const find = createConceptFinder(lexicon, (word) => porter.stem(word));

test('the longest form wins', () => {
  expect(find('人脸识别')[0]).toEqual(['face']);
});

test('concepts come in the order of the text', () => {
  expect(find('识别不了刷脸')[0]).toEqual(['recognise', 'face']);
});

test('a broad form is found beside the exact one that holds it', () => {
  expect(find('刷脸')).toEqual([['face'], ['body']]);
});

test('English forms are whole words', () => {
  expect(find('surface')[0]).toEqual([]);
  expect(find('my id card')[0]).toEqual(['card']);
});

test('English forms are compared by their stems', () => {
  expect(find('verifying faces')[0]).toEqual(['verify', 'face']);
});

test('English inside Chinese is found', () => {
  expect(find('我的id card过期')[0]).toEqual(['card']);
});
