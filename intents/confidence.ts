/** From trials on what was not taught: how sure to be of an answer, and from where on to give it. */
import { type Calibration, calibrated, fitCalibration, type Outcome } from './calibrate.ts';
import { chooseAnswerThreshold, type Thresholds } from './thresholds.ts';

export interface Confidence {
  readonly calibration: Calibration;
  readonly thresholds: Thresholds;
}

const clarifyFrom = 0.35;

/** Fits both. Pieces of evidence in `crossed` also count together, two by two; nothing is answered below `leastAnswer`. */
export function fitConfidence(
  outcomes: readonly Outcome[],
  { crossed = [], leastAnswer = 0 }: { crossed?: readonly number[]; leastAnswer?: number } = {},
): Confidence {
  const calibration = fitCalibration(outcomes, crossed);
  const trials = outcomes.map((one) => ({
    ...one,
    confidence: calibrated(calibration, one.evidence).right,
  }));
  const answer = Math.max(leastAnswer, chooseAnswerThreshold(trials));
  return {
    calibration,
    thresholds: { answer, clarify: Math.min(clarifyFrom, answer) },
  };
}
