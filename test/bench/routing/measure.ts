/** Scores one system: by its own verdicts where it has them, else by those of its operating point. */
import { evaluateRouting, type RoutingReport } from '../../../intents/evaluate.ts';
import type { Match } from '../../../intents/types.ts';
import { auroc, bootstrap, type Estimate } from '../statistics.ts';
import { confidenceOf, entriesOf } from './confidence.ts';
import { type Asked, choosePoint, isGood, net, type Point, strict } from './operating-point.ts';
import type { Trial } from './system.ts';

export interface Measured {
  readonly trial: Trial;
  readonly asked: readonly Asked[];
  /** What it said at the point that suits it best. */
  readonly matches: readonly Match[];
  readonly point: Point;
  readonly report: RoutingReport;
  /** What it would reach at the stated rates, with a threshold from the development set. */
  readonly strict: RoutingReport;
  /** Share of the out-of-scope questions for which it offers options. */
  readonly offeredOutside: number;
  readonly auroc: Estimate;
}

const mostOptions = 3;

function matchAt({ reading, threshold, offer }: Point, { given, answer }: Asked): Match {
  const sure = confidenceOf(answer.ranked, given.q, reading);
  const ranking = entriesOf(answer.ranked).map(({ entry, score }) => ({
    entry,
    question: '',
    confidence: score,
  }));
  const options = ranking.slice(0, mostOptions).map(({ entry }) => entry);
  const wish = sure >= threshold ? 'answer' : sure >= offer ? 'clarify' : 'fallback';
  return { text: given.q, decision: ranking.length === 0 ? 'fallback' : wish, ranking, options };
}

/** A system's own verdict stands; the point only orders by confidence then. */
function matchOf(point: Point, asked: Asked): Match {
  return { ...matchAt(point, asked), ...asked.answer.verdict };
}

function reportOn(matches: readonly Match[], asked: readonly Asked[]): RoutingReport {
  const byText = new Map(matches.map((match) => [match.text, match]));
  const route = (text: string) => byText.get(text) as Match;
  return evaluateRouting(
    { route },
    asked.map(({ given }) => given),
  );
}

const outside = ({ given }: Asked): boolean => given.expect.length === 0;

function offeredOutside(matches: readonly Match[], asked: readonly Asked[]): number {
  const offered = asked.filter((one, at) => outside(one) && matches[at]?.decision === 'clarify');
  return offered.length / asked.filter(outside).length;
}

/** Share of the out-of-scope questions for which a system offers options by its own verdict: what peers may do as well. */
export function offeredBy(asked: readonly Asked[]): number {
  const offered = asked.filter((one) => outside(one) && one.answer.verdict?.decision === 'clarify');
  return offered.length / asked.filter(outside).length;
}

export interface Heard {
  readonly trial: Trial;
  readonly dev: readonly Asked[];
  readonly set: readonly Asked[];
}

/** Thresholds come from `dev`, all else from `set`. `offered`: see `choosePoint`. */
export function measure({ trial, dev, set }: Heard, offered: number): Measured {
  const point = choosePoint(dev, net, offered);
  const strictPoint = choosePoint(dev, strict, offered);
  const matches = set.map((asked) => matchOf(point, asked));
  const ownVerdict = set.some(({ answer }) => answer.verdict !== undefined);
  const reading = ownVerdict ? 'score of the first' : point.reading;
  const scored = set.map(({ given, answer }) => ({
    score: confidenceOf(answer.ranked, given.q, reading),
    positive: given.expect.length > 0,
  }));
  return {
    trial,
    asked: set,
    matches,
    point,
    report: reportOn(matches, set),
    strict: reportOn(
      set.map((asked) => matchAt(strictPoint, asked)),
      set,
    ),
    offeredOutside: offeredOutside(matches, set),
    auroc: bootstrap(scored, auroc),
  };
}

/** How many points of top-1 (equally right ones count) the one is ahead of the other, question by question. */
export function leadOver(one: Measured, other: Measured): Estimate {
  const pairs = one.asked
    .map((asked, at) => ({ asked, rival: other.asked[at] as Asked }))
    .filter(({ asked }) => asked.given.expect.length > 0);
  const lead = pairs.map(({ asked, rival }) => Number(isGood(asked)) - Number(isGood(rival)));
  return bootstrap(lead, (drawn) => drawn.reduce((sum, value) => sum + value, 0) / drawn.length);
}
