/** Where a system without thresholds of its own answers, offers options and keeps silent: chosen on the development set. */
import type { RoutingCase } from '../../../intents/evaluate.ts';
import { confidenceOf, entriesOf, type ReadingName, readings } from './confidence.ts';
import type { Answer } from './system.ts';

export interface Asked {
  readonly given: RoutingCase;
  readonly answer: Answer;
}

export interface Point {
  readonly reading: ReadingName;
  /** Confidence from which it answers. */
  readonly threshold: number;
  /** Confidence from which it offers options. */
  readonly offer: number;
}

/** What answering from some threshold on would bring, as counts. */
export interface Yield {
  readonly right: number;
  readonly wrong: number;
  readonly falseAnswers: number;
  readonly inScope: number;
  readonly outOfScope: number;
}

/** How much a yield is worth; below 0 is not to be had. */
export type Worth = (got: Yield) => number;

/**
 * The share of right answers, less that of wrong ones, less that of out-of-scope questions answered.
 * Each scope counts for itself, so that the mix of the set does not matter.
 */
export const net: Worth = ({ right, wrong, falseAnswers, inScope, outOfScope }) =>
  (right - wrong) / inScope - falseAnswers / outOfScope;

export const statedRates = { wrong: 0.01, falseAnswers: 0.03 } as const;

/** The most right answers at stated rates of wrong and false ones. */
export const strict: Worth = ({ right, wrong, falseAnswers, inScope, outOfScope }) =>
  wrong <= statedRates.wrong * inScope && falseAnswers <= statedRates.falseAnswers * outOfScope ? right : -1;

export const isGood = ({ given, answer }: Asked): boolean =>
  [...given.expect, ...given.ok].includes(entriesOf(answer.ranked)[0]?.entry ?? '');

function bestThreshold(asked: readonly Asked[], reading: ReadingName, worth: Worth) {
  const inScope = asked.filter(({ given }) => given.expect.length > 0).length;
  const counts = { right: 0, wrong: 0, falseAnswers: 0, inScope, outOfScope: asked.length - inScope };
  const sorted = asked
    .map((one) => ({ one, sure: confidenceOf(one.answer.ranked, one.given.q, reading) }))
    .sort((a, b) => b.sure - a.sure);
  let best = { threshold: Infinity, worth: 0 };
  sorted.forEach(({ one, sure }, at) => {
    if (one.given.expect.length === 0) counts.falseAnswers++;
    else if (isGood(one)) counts.right++;
    else counts.wrong++;
    const isLastOfItsKind = sorted[at + 1]?.sure !== sure;
    if (isLastOfItsKind && worth(counts) > best.worth) best = { threshold: sure, worth: worth(counts) };
  });
  return best;
}

/**
 * The reading and the threshold that are worth most; one that never answers when none is worth anything.
 * Options are offered to as many of the out-of-scope questions as `offered` (0..1) says.
 */
export function choosePoint(asked: readonly Asked[], worth: Worth, offered: number): Point {
  const names = Object.keys(readings) as ReadingName[];
  const tried = names.map((reading) => ({ reading, ...bestThreshold(asked, reading, worth) }));
  const { reading, threshold } = tried.reduce((best, one) => (one.worth > best.worth ? one : best));
  return { reading, threshold, offer: chooseOffer(asked, { reading, threshold }, offered) };
}

/** The lowest confidence that at most this share of the out-of-scope questions reaches without being answered. */
function chooseOffer(
  asked: readonly Asked[],
  { reading, threshold }: Omit<Point, 'offer'>,
  share: number,
): number {
  const sure = ({ given, answer }: Asked) => confidenceOf(answer.ranked, given.q, reading);
  const outside = asked.filter(({ given }) => given.expect.length === 0).map(sure);
  const silent = outside.filter((one) => one < threshold).sort((a, b) => b - a);
  const tooMany = silent[Math.floor(share * outside.length)] ?? -Infinity;
  return Math.min(...asked.map(sure).filter((one) => one > tooMany));
}
