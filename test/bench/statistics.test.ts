import { describe, expect, test } from 'vitest';
import { auroc, bootstrap, wilson } from './statistics.ts';

describe("Wilson's interval", () => {
  test.each([
    [0, 10, 0, 0.278],
    [5, 10, 0.237, 0.763],
    [10, 10, 0.722, 1],
    [950, 1000, 0.935, 0.962],
  ])('%i of %i lie between %d and %d', (count, of, low, high) => {
    const estimate = wilson(count, of);
    expect(estimate.value).toBe(count / of);
    expect(estimate.low).toBeCloseTo(low, 3);
    expect(estimate.high).toBeCloseTo(high, 3);
  });
});

describe('the area under the ROC curve', () => {
  const items = (positive: number[], negative: number[]) => [
    ...positive.map((score) => ({ score, positive: true })),
    ...negative.map((score) => ({ score, positive: false })),
  ];
  test('is 1 when every positive is above every negative', () => {
    expect(auroc(items([3, 4], [1, 2]))).toBe(1);
  });
  test('counts ties half', () => {
    expect(auroc(items([1, 1], [1, 1, 1]))).toBe(0.5);
  });
  test('is the share of pairs in order', () => {
    expect(auroc(items([1, 3], [2, 0]))).toBe(0.75);
  });
});

test('a bootstrap interval holds the value, repeats itself, and narrows with more items', () => {
  const mean = (drawn: readonly number[]) => drawn.reduce((sum, one) => sum + one, 0) / drawn.length;
  const some = Array.from({ length: 40 }, (_, at) => at % 2);
  const many = Array.from({ length: 4000 }, (_, at) => at % 2);
  const few = bootstrap(some, mean);
  expect(few).toEqual(bootstrap(some, mean));
  expect(few.low).toBeLessThan(0.5);
  expect(few.high).toBeGreaterThan(0.5);
  expect(bootstrap(many, mean).high - bootstrap(many, mean).low).toBeLessThan((few.high - few.low) / 5);
});
