/** The scorers that look at a question side by side: the linear model over heads, the centroids over targets. */
import type { Target } from './examples.ts';
import { buildCentroids, type CentroidIndex, coverage, scoreCentroids } from './matchers/centroid.ts';
import { type LinearModel, scoreLinear, softmax, trainLinear } from './matchers/linear.ts';
import type { Row } from './vocabulary.ts';

export interface Scorers {
  /** The first `entries` targets, and as many heads, are entries; the rest is everything that is declined. */
  readonly entries: number;
  readonly linear: LinearModel;
  readonly centroids: CentroidIndex;
}

/** What is to be learned: rows, and the target of each. */
export interface Lesson {
  readonly rows: readonly Row[];
  readonly labels: Int32Array;
  readonly targets: readonly Target[];
  readonly features: number;
}

/** Names of the classes that the linear model tells apart; entries come first. */
export function headsOf(targets: readonly Target[]): string[] {
  return [...new Set(targets.map((target) => target.head))];
}

export function trainScorers(lesson: Lesson): Scorers {
  const { rows, labels, targets, features } = lesson;
  const heads = headsOf(targets);
  const headOf = targets.map((target) => heads.indexOf(target.head));
  return {
    entries: targets.filter((target) => target.kind === 'entry').length,
    linear: trainLinear({
      rows,
      labels: labels.map((label) => headOf[label] as number),
      classes: heads.length,
      features,
    }),
    centroids: buildCentroids({ rows, labels, targets: targets.length, features }),
  };
}

/** What the scorers say of one question. */
export interface Opinion {
  /** Chances (0..1) of the heads by the linear model. */
  readonly chances: Float32Array;
  /** Nearness to each target's examples taken together. */
  readonly near: Float32Array;
  /** Share of the question that each target's examples hold. */
  readonly covered: Float32Array;
}

export function consult(scorers: Scorers, row: Row): Opinion {
  return {
    chances: softmax(scoreLinear(scorers.linear, row)),
    near: scoreCentroids(scorers.centroids, row),
    covered: coverage(scorers.centroids, row),
  };
}

/** Position of the largest value in `from..to`, leaving out one. */
export function topOf(values: Float32Array, from: number, to: number, but = -1): number {
  let best = from === but ? from + 1 : from;
  for (let at = from; at < to; at++) {
    if (at !== but && (values[at] as number) > (values[best] as number)) best = at;
  }
  return best;
}
