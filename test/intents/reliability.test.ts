import { expect, test } from 'vitest';
import { measureReliability } from '../../intents/reliability.ts';
import type { Router } from '../../intents/types.ts';

/** As sure as the question says, and always of the entry `a`. */
const router: Router = {
  route: (text) => ({
    text,
    decision: 'answer',
    ranking: [{ entry: 'a', question: 'A?', confidence: Number(text) }],
  }),
};
const line = (q: string, expected: readonly string[], ok: readonly string[] = []) => ({
  ...{ q, expect: [...expected], ok: [...ok], kind: 'short' },
});

test('questions are sorted into tenths by confidence, each with the share that was right', () => {
  const cases = [line('0.95', ['a']), line('1', ['A?']), line('0.9', ['b'], ['a']), line('0.92', ['b'])];
  const { bins } = measureReliability(router, [...cases, line('0.15', [])]);
  expect(bins.map(({ from, to, questions, right }) => [from, to, questions, right])).toEqual([
    [0.1, 0.2, 1, 0],
    [0.9, 1, 4, 0.75],
  ]);
  expect(bins[1]?.confidence).toBeCloseTo(0.9425);
});

test('the calibration error is the mean distance of confidence and truth', () => {
  const honest = [line('0.5', ['a']), line('0.5', ['b'])];
  expect(measureReliability(router, honest).calibrationError).toBe(0);
  const boastful = [line('1', ['b']), ...honest, line('0.5', [])];
  expect(measureReliability(router, boastful).calibrationError).toBeCloseTo((1 + 3 * (0.5 - 1 / 3)) / 4);
  expect(measureReliability(router, []).calibrationError).toBe(0);
});

test('a question that must not be answered is never right, whatever is equally right', () => {
  expect(measureReliability(router, [line('0.7', [], ['a'])]).bins[0]?.right).toBe(0);
});
