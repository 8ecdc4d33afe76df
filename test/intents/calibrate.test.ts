import { expect, test } from 'vitest';
import { calibrated, fitCalibration } from '../../intents/calibrate.ts';
import { createRandom } from '../../intents/random.ts';

/** Right with a chance that grows with the first piece of evidence; the second says nothing. */
const random = createRandom(1);
const observations = Array.from({ length: 4000 }, () => {
  const evidence = [random() * 10 - 5, random()];
  return { evidence, right: random() < 1 / (1 + Math.exp(-(evidence[0] ?? 0))) };
});
const calibration = fitCalibration(observations);

test.each([-3, -1, 0, 1, 3])('confidence at %i is the rate of being right', (at) => {
  expect(calibrated(calibration, [at, 0.5])).toBeCloseTo(1 / (1 + Math.exp(-at)), 1);
});

test('evidence that says nothing moves nothing', () => {
  expect(calibrated(calibration, [0, 0])).toBeCloseTo(calibrated(calibration, [0, 1]), 1);
});

test('evidence that never varies does no harm', () => {
  const flat = fitCalibration(observations.map((one) => ({ ...one, evidence: [...one.evidence, 7] })));
  expect(calibrated(flat, [0, 0.5, 7])).toBeCloseTo(0.5, 1);
});
