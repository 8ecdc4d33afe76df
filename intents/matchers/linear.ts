/** A linear model with one score per class, learned by gradient descent in a fixed order: the router's main scorer. */
import { createRandom, scrambled, shuffled } from '../random.ts';
import type { Row } from '../vocabulary.ts';

export interface LinearModel {
  readonly classes: number;
  /** One line of `classes` weights per feature, in 127ths of that feature's scale. */
  readonly weights: Int8Array;
  readonly scales: Float32Array;
  readonly bias: Float32Array;
}

export interface LinearTask {
  readonly rows: readonly Row[];
  readonly labels: Int32Array;
  readonly classes: number;
  readonly features: number;
  /** A number for each row that its turn follows; absent: turns are drawn. */
  readonly turns?: Int32Array;
  /** How it is learned; `usualCourse` when absent. */
  readonly course?: Course;
}

/** How a model is learned. */
export interface Course {
  readonly epochs: number;
  readonly firstRate: number;
  /** Share of a row's features that each step leaves out, so that none is relied upon too much. */
  readonly dropped: number;
  /** Share of every weight that is forgotten at each step, times the rate: keeps weights small. */
  readonly decay: number;
  /** Classes compete for one question, or each is asked by itself whether the question is its own. */
  readonly classes: 'compete' | 'alone';
}

/** For questions in Chinese, tuned by cross-validation on the shipped knowledge base. */
const usualCourse: Course = { epochs: 3, firstRate: 10, dropped: 0, decay: 1e-5, classes: 'compete' };

const biasShare = 0.02;
/** Gaps below this move nothing worth the time. */
const ignorable = 2e-3;
/** A row whose own class is surer than this sits out the next round: it has nothing to teach now, unless with other features. */
const easy = 0.1;
const seed = 7;

/** Scores of all classes for one row; chances after `softmax`. */
export function scoreLinear({ bias, weights, scales }: LinearModel, { ids, values }: Row): Float32Array {
  const scores = new Float64Array(bias);
  const worths = new Float64Array(ids.length);
  for (let at = 0; at < worths.length; at++)
    worths[at] = (values[at] as number) * (scales[ids[at] as number] as number);
  addLines(scores, weights, { ids, worths });
  return new Float32Array(scores);
}

/** What each line counts for. */
interface Worths {
  readonly ids: Int32Array;
  readonly worths: Float64Array;
}

/** Adds lines of as many weights as there are scores, each by what it counts for. */
function addLines(scores: Float64Array, lines: Int8Array | Float32Array, { ids, worths }: Worths): void {
  const classes = scores.length;
  let at = 0;
  // Lines lie far apart in memory: fetching four at a time takes off a quarter of all teaching.
  for (; at + 4 <= ids.length; at += 4) {
    const a = (ids[at] as number) * classes;
    const b = (ids[at + 1] as number) * classes;
    const c = (ids[at + 2] as number) * classes;
    const d = (ids[at + 3] as number) * classes;
    const ofA = worths[at] as number;
    const ofB = worths[at + 1] as number;
    const ofC = worths[at + 2] as number;
    const ofD = worths[at + 3] as number;
    for (let k = 0; k < classes; k++)
      scores[k] =
        (scores[k] as number) +
        ofA * (lines[a + k] as number) +
        ofB * (lines[b + k] as number) +
        ofC * (lines[c + k] as number) +
        ofD * (lines[d + k] as number);
  }
  for (; at < ids.length; at++) {
    const line = (ids[at] as number) * classes;
    const worth = worths[at] as number;
    for (let k = 0; k < classes; k++) scores[k] = (scores[k] as number) + worth * (lines[line + k] as number);
  }
}

/** Turns scores into chances that add up to 1, in place. */
export function softmax<Scores extends Float32Array | Float64Array>(scores: Scores): Scores {
  let top = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < scores.length; k++) top = Math.max(top, scores[k] as number);
  let sum = 0;
  for (let k = 0; k < scores.length; k++) {
    scores[k] = Math.exp((scores[k] as number) - top);
    sum += scores[k] as number;
  }
  for (let k = 0; k < scores.length; k++) scores[k] = (scores[k] as number) / sum;
  return scores;
}

/** Turns each score into the chance (0..1) of its class by itself, in place. */
export function eachChance<Scores extends Float32Array | Float64Array>(scores: Scores): Scores {
  for (let k = 0; k < scores.length; k++) scores[k] = 1 / (1 + Math.exp(-(scores[k] as number)));
  return scores;
}

/** Leaves out some features of a row; the others stand in for them. */
function createThinning(dropped: number, random: () => number): (row: Row) => Row {
  if (dropped === 0) return (row) => row;
  return ({ ids, values }) => {
    const kept = ids.map((_, at) => (random() < dropped ? -1 : at)).filter((at) => at >= 0);
    return {
      ids: kept.map((at) => ids[at] as number),
      values: Float32Array.from(kept, (at) => (values[at] as number) / (1 - dropped)),
    };
  };
}

/** Learns chances of classes from labelled rows. Deterministic. */
export function trainLinear(task: LinearTask): LinearModel {
  const { epochs, firstRate, dropped } = task.course ?? usualCourse;
  const learner = createLearner(task);
  const random = createRandom(seed);
  const thin = createThinning(dropped, random);
  const restsBelow = dropped === 0 ? easy : 0;
  const rested = new Uint8Array(task.rows.length);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const rate = firstRate * (1 - epoch / epochs);
    for (const at of orderOf(task, epoch, random)) {
      if (rested[at] === 1) rested[at] = 0;
      else if (learner.learn(thin(task.rows[at] as Row), task.labels[at] as number, rate) < restsBelow)
        rested[at] = 1;
    }
  }
  learner.settle();
  return quantise(task.classes, learner.weights, learner.bias);
}

/** The order in which rows are learned from in one epoch. */
function orderOf({ rows, turns }: LinearTask, epoch: number, random: () => number): Int32Array {
  if (turns === undefined) return shuffled(rows.length, random);
  const keys = Float64Array.from(turns, (turn) => scrambled(turn + epoch));
  return Int32Array.from(keys.keys()).sort((a, b) => (keys[a] as number) - (keys[b] as number) || a - b);
}

/** Weights while they are learned. They are kept divided by `shrunk`, so that forgetting costs nothing per step. */
function createLearner({ classes, features, course = usualCourse }: LinearTask) {
  const toChances = course.classes === 'alone' ? eachChance : softmax;
  const weights = new Float32Array(features * classes);
  const bias = new Float32Array(classes);
  const scores = new Float64Array(classes);
  const moved = new Int32Array(classes);
  const steps = new Float32Array(classes);
  let shrunk = 1;

  function score({ ids, values }: Row): void {
    scores.fill(0);
    const worths = new Float64Array(values);
    for (let at = 0; at < worths.length; at++) worths[at] = (worths[at] as number) * shrunk;
    addLines(scores, weights, { ids, worths });
    for (let k = 0; k < classes; k++) scores[k] = (scores[k] as number) + (bias[k] as number);
    toChances(scores);
  }

  /** Collects the classes whose chance is off by more than a trifle; gives how many. */
  function findSteps(label: number, rate: number): number {
    let count = 0;
    for (let k = 0; k < classes; k++) {
      const gap = (k === label ? 1 : 0) - (scores[k] as number);
      if (gap < ignorable && gap > -ignorable) continue;
      bias[k] = (bias[k] as number) + rate * gap * biasShare;
      moved[count] = k;
      steps[count++] = rate * gap;
    }
    return count;
  }

  /** Takes one step; gives how far (0..1) the row's own class was from certain. */
  function learn(row: Row, label: number, rate: number): number {
    score(row);
    const gap = 1 - (scores[label] as number);
    shrunk *= 1 - rate * course.decay;
    const count = findSteps(label, rate);
    for (let i = 0; i < row.ids.length; i++) {
      const line = (row.ids[i] as number) * classes;
      const value = (row.values[i] as number) / shrunk;
      for (let s = 0; s < count; s++) {
        const at = line + (moved[s] as number);
        weights[at] = (weights[at] as number) + value * (steps[s] as number);
      }
    }
    return gap;
  }

  function settle(): void {
    for (let at = 0; at < weights.length; at++) weights[at] = (weights[at] as number) * shrunk;
    shrunk = 1;
  }

  return { weights, bias, learn, settle };
}

/** One byte per weight: the same answers with a quarter of the memory. */
function quantise(classes: number, weights: Float32Array, bias: Float32Array): LinearModel {
  const steps = 127;
  const small = new Int8Array(weights.length);
  const scales = new Float32Array(weights.length / classes);
  for (let id = 0; id < scales.length; id++) {
    const end = (id + 1) * classes;
    let largest = 0;
    for (let at = end - classes; at < end; at++) largest = Math.max(largest, Math.abs(weights[at] as number));
    scales[id] = largest / steps;
    if (largest === 0) continue;
    for (let at = end - classes; at < end; at++)
      small[at] = Math.round(((weights[at] as number) / largest) * steps);
  }
  return { classes, weights: small, scales, bias };
}
