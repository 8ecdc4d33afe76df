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
const finder = createConceptFinder(lexicon, (word) => porter.stem(word));
const find = (clean: string, layer = 'exact') => finder(clean).find((one) => one.layer === layer)?.found;

test('the longest form wins', () => {
  expect(find('人脸识别')).toEqual(['face']);
});

test('concepts come in the order of the text', () => {
  expect(find('识别不了刷脸')).toEqual(['recognise', 'face']);
});

test('a broad form is found beside the exact one that holds it', () => {
  expect(find('刷脸')).toEqual(['face']);
  expect(find('刷脸', 'broad')).toEqual(['body']);
});

test('English forms are whole words', () => {
  expect(find('surface')).toEqual([]);
  expect(find('my id card')).toEqual(['card']);
});

test('English forms are compared by their stems', () => {
  expect(find('verifying faces')).toEqual(['verify', 'face']);
});

test('English inside Chinese is found', () => {
  expect(find('我的id card过期')).toEqual(['card']);
});
