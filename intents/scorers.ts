/** The scorers that look at a question side by side: two linear models, and BM25 over pooled examples. */
import { elsewhere, type Target } from './examples.ts';
import { type LinearModel, scoreLinear, softmax, trainLinear } from './matchers/linear.ts';
import { buildPooled, type PooledIndex, standPooled } from './matchers/pooled.ts';
import type { Row } from './vocabulary.ts';

export interface Scorers {
  /** The first `entries` targets, and as many heads, are entries; the rest is everything that is declined. */
  readonly entries: number;
  /** Tells the heads apart. */
  readonly linear: LinearModel;
  /** Tells what any entry answers from everything that is declined. */
  readonly scope: LinearModel;
  readonly pooled: PooledIndex;
  /** Head of each target. */
  readonly headOf: Int32Array;
}

/** What is to be learned: rows, and the target of each. */
export interface Lesson {
  readonly rows: readonly Row[];
  readonly labels: Int32Array;
  /** A number for each row that its turn follows, so that one row more leaves the others in their order. */
  readonly turns: Int32Array;
  readonly targets: readonly Target[];
  readonly features: number;
  /** Features that texts are compared by when they are pooled. */
  readonly compared: Uint8Array;
}

/** How much nearness adds to the linear model's score; tuned by cross-validation, and flat from 10 to 20. */
const nearnessShare = 15;

/** Names of the classes that the linear model tells apart; entries come first. */
export function headsOf(targets: readonly Target[]): string[] {
  return [...new Set(targets.map((target) => target.head))];
}

/** Number of entries and the head of each target. */
export function layOut(targets: readonly Target[]): Pick<Scorers, 'entries' | 'headOf'> {
  const heads = new Map(headsOf(targets).map((head, k) => [head, k]));
  return {
    entries: targets.filter((target) => target.kind === 'entry').length,
    headOf: Int32Array.from(targets, ({ head }) => heads.get(head) ?? 0),
  };
}

export function trainScorers(lesson: Lesson): Scorers {
  const { labels, targets, compared, ...shared } = lesson;
  const { entries, headOf } = layOut(targets);
  const heads = labels.map((label) => headOf[label] as number);
  const scopes = labels.map((label) => Number(label >= entries));
  return {
    entries,
    headOf,
    linear: trainLinear({ ...shared, labels: heads, classes: headsOf(targets).length }),
    scope: trainLinear({ ...shared, labels: scopes, classes: 2 }),
    pooled: buildPooled({
      ...authoredOf(lesson),
      targets: targets.length,
      features: shared.features,
      compared,
    }),
  };
}

/** What was made of an entry's words would be as near as the entry itself, so it is not pooled. */
function authoredOf({ rows, labels, targets }: Lesson): Pick<Lesson, 'rows' | 'labels'> {
  const authored = [...rows.keys()].filter((at) => targets[labels[at] as number] !== elsewhere);
  return {
    rows: authored.map((at) => rows[at] as Row),
    labels: Int32Array.from(authored, (at) => labels[at] as number),
  };
}

/** What the scorers say of one question. */
export interface Opinion {
  /** Chances (0..1) of the heads by the linear model and nearness together. */
  readonly chances: Float32Array;
  /** Nearness (0..1) to each target's examples taken together. */
  readonly near: Float32Array;
  /** Share (0..1) of the question that each target's examples hold. */
  readonly covered: Float32Array;
  /** By how much any entry is likelier than all that is declined, as log odds. */
  readonly scope: number;
}

export function consult({ linear, scope, pooled, headOf }: Scorers, row: Row): Opinion {
  const { near, covered } = standPooled(pooled, row);
  const scores = scoreLinear(linear, row);
  const nearest = new Float32Array(scores.length);
  for (let at = 0; at < near.length; at++) {
    const head = headOf[at] as number;
    if ((near[at] as number) > (nearest[head] as number)) nearest[head] = near[at] as number;
  }
  for (let k = 0; k < scores.length; k++)
    scores[k] = (scores[k] as number) + nearnessShare * (nearest[k] as number);
  const [inside = 0, outside = 0] = scoreLinear(scope, row);
  return { chances: softmax(scores), near, covered, scope: inside - outside };
}

/** Position of the largest value in `from..to`, leaving out one. */
export function topOf(values: Float32Array, from: number, to: number, but = -1): number {
  let best = from === but ? from + 1 : from;
  for (let at = from; at < to; at++) {
    if (at !== but && (values[at] as number) > (values[best] as number)) best = at;
  }
  return best;
}
