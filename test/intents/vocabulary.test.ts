import { expect, test } from 'vitest';
import { createFeatureWriter, type FeatureList, type View } from '../../intents/feature-list.ts';
import { createCensus, createNumberer, toRow } from '../../intents/vocabulary.ts';

function listOf(names: readonly string[]): FeatureList {
  const into = createFeatureWriter();
  into.begin('', []);
  for (const name of names) into.add(name.charAt(0) as View, name.slice(2));
  return into.list;
}

const census = createCensus();
const counted = [
  ['c:实', 'c:名', 'c:实'],
  ['c:名', 'c:实', 'k:face'],
].map((names) => census.count(listOf(names)));
const vocabulary = census.vocabulary();
const toNumbers = createNumberer(vocabulary);
const rowOf = (...names: string[]) => toRow(vocabulary, toNumbers(listOf(names)));

test('a feature counts once in each text', () => {
  expect(counted[0]).toHaveLength(2);
});

test('what only one text holds is not learned', () => {
  expect(vocabulary.names).toEqual(['c:实', 'c:名']);
});

test('what was counted has the numbers it would be found by', () => {
  expect(counted.map(census.numbersOf)).toEqual([
    toNumbers(listOf(['c:实', 'c:名'])),
    toNumbers(listOf(['c:名', 'c:实', 'k:face'])),
  ]);
});

test('a row holds each feature once, in texts one after the other', () => {
  for (let round = 0; round < 2; round++) expect([...rowOf('c:名', 'c:实', 'c:名').ids]).toEqual([1, 0]);
});

test('a row of known features alone has length one, and what is unknown shortens it', () => {
  const length = (...names: string[]): number => Math.hypot(...rowOf(...names).values);
  expect(length('c:实', 'c:名')).toBeCloseTo(1);
  expect(length('c:实', 'k:unheard')).toBeLessThan(0.9);
  expect(length('c:实', 'k:unheard', 'k:unheard')).toBe(length('c:实', 'k:unheard'));
});

test('a text without any known feature gives an empty row', () => {
  expect(rowOf('k:unheard').ids).toHaveLength(0);
});
