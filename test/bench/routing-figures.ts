/** Arithmetic of the routing benches: shares with their uncertainty, and how well confidence separates. */
import type { Judged } from './routing-trial.ts';

/** 95 % interval (Wilson) of a share, in percent: `96.8 (94.4-98.2)`. */
export function share(hits: number, all: number): string {
  if (all === 0) return '–';
  const z = 1.96;
  const p = hits / all;
  const middle = (p + (z * z) / (2 * all)) / (1 + (z * z) / all);
  const half = (z * Math.sqrt((p * (1 - p)) / all + (z * z) / (4 * all * all))) / (1 + (z * z) / all);
  const percent = (value: number): string => (100 * value).toFixed(1);
  return `${percent(p)} (${percent(middle - half)}-${percent(middle + half)})`;
}

/** Chance (0..1) that a right one has more confidence than one that must not be answered. */
export function auroc(judged: readonly Judged[], isRight: (one: Judged) => boolean): number {
  const sorted = [...judged].sort((a, b) => a.confidence - b.confidence);
  let ranks = 0;
  let rights = 0;
  sorted.forEach((one, rank) => {
    if (!isRight(one)) return;
    ranks += rank + 1;
    rights++;
  });
  return (ranks - (rights * (rights + 1)) / 2) / (rights * (sorted.length - rights));
}

export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly meanConfidence: number;
  readonly rightShare: number;
}

/** How often what is said with some confidence is right. */
export function reliability(judged: readonly Judged[], bins = 10): Bin[] {
  return Array.from({ length: bins }, (_, at) => {
    const [from, to] = [at / bins, (at + 1) / bins];
    const inside = judged.filter(
      ({ confidence }) => confidence >= from && (confidence < to || at === bins - 1),
    );
    const mean = (value: (one: Judged) => number): number =>
      inside.reduce((sum, one) => sum + value(one), 0) / Math.max(1, inside.length);
    const rightShare = mean((one) => Number(one.right && one.inScope));
    return { from, to, count: inside.length, meanConfidence: mean((one) => one.confidence), rightShare };
  });
}
