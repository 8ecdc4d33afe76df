/** From trials on what was not taught: how sure to be of an answer, and from where on to give it. */
import { type Calibration, calibrated, fitCalibration } from './calibrate.ts';
import { chooseAnswerThreshold, type Thresholds } from './thresholds.ts';

/** What came of one question that the scorers had not seen. */
export interface Outcome {
  readonly evidence: readonly number[];
  readonly inScope: boolean;
  /** The best entry was the right one. */
  readonly right: boolean;
}

export interface Confidence {
  /** Chance that the best entry is right, and that any entry is. */
  readonly calibration: { readonly right: Calibration; readonly inScope: Calibration };
  readonly thresholds: Thresholds;
}

const clarifyFrom = 0.35;

/** Fits both. Pieces of evidence in `crossed` also count together, two by two; nothing is answered below `leastAnswer`. */
export function fitConfidence(
  outcomes: readonly Outcome[],
  { crossed = [], leastAnswer = 0 }: { crossed?: readonly number[]; leastAnswer?: number } = {},
): Confidence {
  const right = fitCalibration(outcomes, crossed);
  const inScope = fitCalibration(
    outcomes.map((one) => ({ ...one, right: one.inScope })),
    crossed,
  );
  const trials = outcomes.map((one) => ({ ...one, confidence: calibrated(right, one.evidence) }));
  const answer = Math.max(leastAnswer, chooseAnswerThreshold(trials));
  return {
    calibration: { right, inScope },
    thresholds: { answer, clarify: Math.min(clarifyFrom, answer) },
  };
}
