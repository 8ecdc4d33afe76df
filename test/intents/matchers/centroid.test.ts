import { expect, test } from 'vitest';
import { buildCentroids, coverage, ownersOf, scoreCentroids } from '../../../intents/matchers/centroid.ts';
import type { Row } from '../../../intents/vocabulary.ts';

const row = (...ids: number[]): Row => ({
  ids: Int32Array.from(ids),
  values: Float32Array.from(ids, () => 1 / Math.sqrt(ids.length)),
});
/** Rows stand in no order of their targets on purpose. */
const index = buildCentroids({
  rows: [row(0, 1), row(2, 3), row(0, 2)],
  labels: Int32Array.from([1, 0, 1]),
  targets: 2,
  features: 5,
});

test('a feature knows the targets whose examples hold it, each once', () => {
  expect([...ownersOf(index, 0)]).toEqual([1]);
  expect([...ownersOf(index, 2)]).toEqual([0, 1]);
  expect([...ownersOf(index, 4)]).toEqual([]);
});

test('a row is nearest to the target that shares most of it', () => {
  const [zero, one] = scoreCentroids(index, row(0, 1));
  expect(one).toBeGreaterThan(zero ?? 0);
});

test('coverage is the share of the row that a target holds', () => {
  const shares = coverage(index, row(0, 3));
  expect(shares[0]).toBeCloseTo(0.5);
  expect(shares[1]).toBeCloseTo(0.5);
});
