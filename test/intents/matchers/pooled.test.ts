import { expect, test } from 'vitest';
import { buildPooled, ownersOf, standPooled } from '../../../intents/matchers/pooled.ts';
import type { Row } from '../../../intents/vocabulary.ts';

const row = (...ids: number[]): Row => ({
  ids: Int32Array.from(ids),
  values: Float32Array.from(ids, () => 1 / Math.sqrt(ids.length)),
});
/** Rows stand in no order of their targets on purpose. */
const index = buildPooled({
  rows: [row(0, 1), row(2, 3), row(0, 2)],
  labels: Int32Array.from([1, 0, 1]),
  targets: 2,
  features: 5,
  compared: Uint8Array.from([1, 1, 1, 0, 1]),
});

test('a feature knows the targets whose examples hold it, each once', () => {
  expect([...ownersOf(index, 0)]).toEqual([1]);
  expect([...ownersOf(index, 2)]).toEqual([0, 1]);
  expect([...ownersOf(index, 4)]).toEqual([]);
});

test('a row is nearest to the target that shares most of it', () => {
  const [zero, one] = standPooled(index, row(0, 1)).near;
  expect(one).toBeGreaterThan(zero ?? 0);
  expect(one).toBeLessThanOrEqual(1);
});

test('coverage is the share of the row that a target holds', () => {
  const shares = standPooled(index, row(0, 3)).covered;
  expect(shares[0]).toBeCloseTo(0.5);
  expect(shares[1]).toBeCloseTo(0.5);
});

test('a feature that is not compared brings nothing nearer', () => {
  expect([...standPooled(index, row(3)).near]).toEqual([0, 0]);
});
