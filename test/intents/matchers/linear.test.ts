import { expect, test } from 'vitest';
import { eachChance, scoreLinear, softmax, trainLinear } from '../../../intents/matchers/linear.ts';
import type { Row } from '../../../intents/vocabulary.ts';

const row = (...ids: number[]): Row => ({
  ids: Int32Array.from(ids),
  values: Float32Array.from(ids, () => 1 / Math.sqrt(ids.length)),
});
const task = {
  rows: [row(0, 3), row(0, 4), row(1, 3), row(1, 4), row(2, 3), row(2, 4)],
  labels: Int32Array.from([0, 0, 1, 1, 2, 2]),
  classes: 3,
  features: 5,
};

test('it learns which feature means which class', () => {
  const model = trainLinear(task);
  for (const k of [0, 1, 2]) {
    const chances = softmax(scoreLinear(model, row(k)));
    expect([...chances].indexOf(Math.max(...chances))).toBe(k);
  }
});

test('chances add up to one', () => {
  const chances = softmax(Float32Array.from([1, 2, 300]));
  expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1);
});

test('the same rows give the same model', () => {
  expect(trainLinear(task)).toEqual(trainLinear(task));
});

test('an empty row is scored by what is usual', () => {
  expect(scoreLinear(trainLinear(task), row())).toHaveLength(3);
});

test.each(['alone', 'compete'] as const)(
  'classes that are learned %s, with features left out, are told apart too',
  (classes) => {
    const model = trainLinear({
      ...task,
      course: { epochs: 40, firstRate: 5, dropped: 0.3, decay: 1e-5, classes },
    });
    for (const k of [0, 1, 2]) {
      const chances = eachChance(scoreLinear(model, row(k)));
      expect([...chances].indexOf(Math.max(...chances))).toBe(k);
    }
  },
);
