import { expect, test } from 'vitest';
import { chooseAnswerThreshold, statedRates, type Trial } from '../../intents/thresholds.ts';

const trial = (confidence: number, inScope: boolean, right = inScope): Trial => ({
  confidence,
  inScope,
  right,
});
const good = Array.from({ length: 200 }, (_, at) => trial(0.5 + at / 500, true));
const far = Array.from({ length: 100 }, () => trial(0.05, false));

test('with nothing wrong everything in scope is answered', () => {
  expect(chooseAnswerThreshold([...good, ...far])).toBe(0.5);
});

test('it stands above the wrong answers that are too many', () => {
  const wrong = Array.from({ length: 10 }, () => trial(0.7, true, false));
  const threshold = chooseAnswerThreshold([...good, ...wrong, ...far]);
  const answeredWrongly = [...good, ...wrong].filter(
    (one) => one.confidence >= threshold && !one.right,
  ).length;
  expect(answeredWrongly / (good.length + wrong.length)).toBeLessThanOrEqual(statedRates.wrong);
  expect(threshold).toBeGreaterThanOrEqual(0.7);
});

test('it stands above what must not be answered', () => {
  const sly = Array.from({ length: 10 }, () => trial(0.8, false));
  expect(chooseAnswerThreshold([...good, ...sly, ...far])).toBeGreaterThanOrEqual(0.8);
});

test('where everything is wrong nothing is answered', () => {
  expect(chooseAnswerThreshold(Array.from({ length: 10 }, () => trial(0.9, true, false)))).toBe(1);
});
