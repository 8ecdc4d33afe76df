/** Committed figures of routing, and how far a new run may fall behind them. */
import type { Tally } from '../../../intents/evaluate.ts';
import { wilson } from '../statistics.ts';

/** More of these is better, of the others less. */
const good = ['top1', 'top1Ok', 'top3', 'answered', 'served'] as const;
const bad = ['wrong', 'falseAnswers'] as const;
type Figure = (typeof good)[number] | (typeof bad)[number];

const wholeOf = (figure: Figure, counts: Tally): number =>
  figure === 'falseAnswers' ? counts.outOfScope : counts.inScope;

/**
 * One sentence for each figure that fell behind by more than half the width of its 95 % interval.
 * `then` holds counts, because intervals are made of them.
 */
export function fallenBehind(now: Tally, then: Tally): string[] {
  return [...good, ...bad].flatMap((figure) => {
    const { value, low, high } = wilson(then[figure], wholeOf(figure, then));
    const share = now[figure] / wholeOf(figure, now);
    const loss = (bad as readonly string[]).includes(figure) ? share - value : value - share;
    const [was, is] = [value, share].map((one) => (100 * one).toFixed(1));
    return loss > (high - low) / 2 ? [`${figure}: ${is} %, was ${was} %`] : [];
  });
}
