/** How sure a measured share is: 95 % intervals, and the area under the ROC curve. */
import { createRandom } from '../../intents/random.ts';
import { quantile } from './figures.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A measured value with its 95 % interval. */
export interface Estimate extends Interval {
  readonly value: number;
}

const z = 1.959964;

/** Wilson's interval of a share; a share of nothing is not a number. */
export function wilson(count: number, of: number): Estimate {
  const value = count / of;
  const spread = z * Math.sqrt((value * (1 - value)) / of + (z * z) / (4 * of * of));
  const whole = 1 + (z * z) / of;
  const middle = value + (z * z) / (2 * of);
  return { value, low: Math.max(0, (middle - spread) / whole), high: Math.min(1, (middle + spread) / whole) };
}

/** The same in per cent, for a terminal: `96.8 (94.4-98.2)`. */
export function percent(count: number, of: number): string {
  if (of === 0) return '–';
  const { value, low, high } = wilson(count, of);
  const show = (share: number): string => (100 * share).toFixed(1);
  return `${show(value)} (${show(low)}-${show(high)})`;
}

export interface Scored {
  readonly score: number;
  readonly positive: boolean;
}

/** Chance that a positive scores higher than a negative; ties count half. */
export function auroc(items: readonly Scored[]): number {
  const sorted = [...items].sort((a, b) => a.score - b.score);
  const positives = items.filter(({ positive }) => positive).length;
  let ranks = 0;
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (to < sorted.length && sorted[to]?.score === sorted[from]?.score) to++;
    const tied = sorted.slice(from, to).filter(({ positive }) => positive).length;
    ranks += tied * ((from + 1 + to) / 2);
    from = to;
  }
  const negatives = items.length - positives;
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives);
}

const rounds = 1000;
const seed = 20261123;

/** Percentile bootstrap: the measure over the items drawn anew, 1,000 times; the same items give the same interval. */
export function bootstrap<Item>(
  items: readonly Item[],
  measure: (drawn: readonly Item[]) => number,
): Estimate {
  const random = createRandom(seed);
  const draw = () => items.map(() => items[Math.floor(random() * items.length)] as Item);
  const values = Array.from({ length: rounds }, () => measure(draw())).filter(Number.isFinite);
  return { value: measure(items), low: quantile(values, 0.025), high: quantile(values, 0.975) };
}
