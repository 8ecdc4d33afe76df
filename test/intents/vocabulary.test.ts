import { expect, test } from 'vitest';
import { createCensus, createRowMaker, indexNames } from '../../intents/vocabulary.ts';

const census = createCensus();
const counted = [
  ['c:实', 'c:名', 'c:实'],
  ['c:名', 'c:实', 'k:face'],
].map(census.count);
const vocabulary = census.vocabulary();
const toRow = createRowMaker(vocabulary, indexNames(vocabulary));

test('a feature counts once in each text', () => {
  expect(counted[0]).toEqual(['c:实', 'c:名']);
});

test('what only one text holds is not learned', () => {
  expect(vocabulary.names).toEqual(['c:实', 'c:名']);
});

test('a row holds each feature once, in texts one after the other', () => {
  for (let round = 0; round < 2; round++) {
    expect([...toRow(['c:名', 'c:实', 'c:名']).ids]).toEqual([1, 0]);
  }
});

test('a row of known features alone has length one, and what is unknown shortens it', () => {
  const length = (features: string[]): number => Math.hypot(...toRow(features).values);
  expect(length(['c:实', 'c:名'])).toBeCloseTo(1);
  expect(length(['c:实', 'k:unheard'])).toBeLessThan(0.9);
  expect(length(['c:实', 'k:unheard', 'k:unheard'])).toBe(length(['c:实', 'k:unheard']));
});

test('a text without any known feature gives an empty row', () => {
  expect(toRow(['k:unheard']).ids).toHaveLength(0);
});
