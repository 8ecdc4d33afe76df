/** Does a confidence of 0.8 mean right eight times of ten? Dawen's confidences, sorted into ten bins. */
import { type Estimate, wilson } from '../statistics.ts';
import type { Measured } from './measure.ts';
import { isGood } from './operating-point.ts';

export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly meanConfidence: number;
  /** Share whose first entry is right or equally right; a question out of scope never is. */
  readonly right: Estimate;
}

const bins = 10;

/** Bins that hold something, by confidence. */
export function reliabilityOf({ asked, matches }: Measured): Bin[] {
  const seen = matches.map(({ ranking }, at) => {
    const one = asked[at];
    return { sure: ranking[0]?.confidence ?? 0, good: one !== undefined && isGood(one) };
  });
  return Array.from({ length: bins }, (_, number): Bin => {
    const inside = seen.filter(({ sure }) => Math.min(bins - 1, Math.floor(sure * bins)) === number);
    const good = inside.filter((one) => one.good).length;
    const meanConfidence = inside.reduce((sum, { sure }) => sum + sure, 0) / inside.length;
    const [from, to] = [number / bins, (number + 1) / bins];
    return { from, to, count: inside.length, meanConfidence, right: wilson(good, inside.length) };
  }).filter(({ count }) => count > 0);
}

/** Expected calibration error: mean distance of confidence and truth, weighed by questions; 0 is perfect. */
export function calibrationError(all: readonly Bin[]): number {
  const questions = all.reduce((sum, { count }) => sum + count, 0);
  const gaps = all.map(({ count, meanConfidence, right }) => count * Math.abs(meanConfidence - right.value));
  return gaps.reduce((sum, gap) => sum + gap, 0) / questions;
}
