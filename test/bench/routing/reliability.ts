/** Does a confidence of 0.8 mean right eight times of ten? Dawen's confidences on a set, in tenths. */
import { compareWithTruth, type Reliability } from '../../../intents/reliability.ts';
import type { Measured } from './measure.ts';
import { isGood } from './operating-point.ts';

export function reliabilityOf({ asked, matches }: Measured): Reliability {
  const seen = asked.map((one, at) => ({
    confidence: matches[at]?.ranking[0]?.confidence ?? 0,
    right: Number(isGood(one)),
  }));
  return compareWithTruth(seen);
}
