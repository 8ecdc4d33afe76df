import { expect, test } from 'vitest';
import { calibrated, fitCalibration } from '../../intents/calibrate.ts';
import { createRandom } from '../../intents/random.ts';

/** Right with a chance that grows with the first piece of evidence; the second says nothing. */
const random = createRandom(1);
const observations = Array.from({ length: 4000 }, () => {
  const evidence = [random() * 10 - 5, random()];
  const right = random() < 1 / (1 + Math.exp(-(evidence[0] ?? 0)));
  return { evidence, right, inScope: !right };
});
const calibration = fitCalibration(observations);
const chanceOfRight = (evidence: number[], by = calibration): number => calibrated(by, evidence).right;

test.each([-3, -1, 0, 1, 3])('confidence at %i is the rate of being right', (at) => {
  expect(chanceOfRight([at, 0.5])).toBeCloseTo(1 / (1 + Math.exp(-at)), 1);
});

test('the chance of being in scope is fitted beside it', () => {
  const { right, inScope } = calibrated(calibration, [2, 0.5]);
  expect(right + inScope).toBeCloseTo(1, 5);
});

test('evidence that says nothing moves nothing', () => {
  expect(chanceOfRight([0, 0])).toBeCloseTo(chanceOfRight([0, 1]), 1);
});

test('evidence that never varies does no harm', () => {
  const flat = fitCalibration(observations.map((one) => ({ ...one, evidence: [...one.evidence, 7] })));
  expect(chanceOfRight([0, 0.5, 7], flat)).toBeCloseTo(0.5, 1);
});
