/** Logistic regression by Newton's method: the weights under which what came true was likeliest. */

const mostRounds = 20;
/** One of so many observations is looked at first. */
const leadingShare = 4;
/** Newton's method has arrived when no weight moves by more than this. */
const still = 0.02;
/** Weight of an observation in the curve below which it is left out. */
const ignorable = 0.01;
/** Keeps the weights of evidence that says nearly the same from running apart. */
const ridge = 5;

/** Inputs of all observations, `size` numbers each, and whether (1 or 0) it is true of them. */
export interface Observations {
  readonly inputs: Float64Array;
  readonly truths: Uint8Array;
  readonly size: number;
}

interface Climb extends Observations {
  /** One of so many observations is used. */
  readonly share: number;
  /** In how many rounds the curve is looked at anew, which is what costs most. */
  readonly looks: number;
}

/**
 * Weights of the inputs, the same for the same observations. A part of these leads close to where all of them end;
 * from there one look at the curve will do.
 */
export function fitLogistic(observations: Observations): number[] {
  const weights = new Float64Array(observations.size);
  climb(weights, { ...observations, share: leadingShare, looks: mostRounds });
  climb(weights, { ...observations, share: 1, looks: 1 });
  return [...weights];
}

/**
 * Moves the weights to where they explain the observations best. A step that would lead down is halved until it does
 * not, and the curve is looked at anew: without that a step on an old or a flat curve may run away for good.
 */
function climb(weights: Float64Array, task: Climb): void {
  let curve: Float64Array = new Float64Array();
  let here = survey(weights, task);
  let isLost = false;
  for (let round = 0; round < mostRounds; round++) {
    const isFresh = round < task.looks || isLost;
    if (isFresh) curve = curveOf(weights, task);
    const step = solve(curve.slice(), here.slope.slice());
    const ahead = advance(weights, step, { here, task });
    isLost = ahead.share < 1;
    weights.set(ahead.weights);
    here = ahead.there;
    const isStill = step.every((move) => Math.abs(move) * ahead.share < still);
    if (isStill && (isFresh || !isLost)) break;
  }
}

/** A step is halved so often at most. */
const mostHalvings = 6;

/** Where the step leads, or as much of it as leads up. */
function advance(
  weights: Float64Array,
  step: Float64Array,
  { here, task }: { readonly here: Survey; readonly task: Climb },
): { weights: Float64Array; there: Survey; share: number } {
  for (let share = 1; share >= 0.5 ** mostHalvings; share /= 2) {
    const next = weights.map((weight, i) => weight + share * (step[i] as number));
    const there = survey(next, task);
    if (there.height >= here.height) return { weights: next, there, share };
  }
  return { weights, there: here, share: 0 };
}

/** Chance (0..1) by weights and as many inputs from `from` on. */
export function chanceOf(weights: ArrayLike<number>, inputs: Float64Array, from = 0): number {
  return 1 / (1 + Math.exp(-dot(weights, inputs, from)));
}

/** Sum of the products of the weights and as many inputs from `from` on. */
function dot(weights: ArrayLike<number>, inputs: Float64Array, from: number): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += (weights[i] as number) * (inputs[from + i] as number);
  return sum;
}

interface Survey {
  /** Where the weights want to go. */
  readonly slope: Float64Array;
  /** Logarithm of how likely the observations are, less what the ridge takes; never above 0. */
  readonly height: number;
}

function survey(weights: Float64Array, { inputs, truths, size, share }: Climb): Survey {
  const slope = weights.map((weight, i) => (i === 0 ? 0 : -ridge * weight));
  let height = 0;
  for (let i = 1; i < size; i++) height -= (ridge * (weights[i] as number) ** 2) / 2;
  for (let at = 0; at < truths.length; at += share) {
    const from = at * size;
    const isTrue = truths[at] === 1;
    const chance = chanceOf(weights, inputs, from);
    height += Math.log(Math.max(isTrue ? chance : 1 - chance, Number.MIN_VALUE));
    const gap = (isTrue ? 1 : 0) - chance;
    for (let i = 0; i < size; i++) slope[i] = (slope[i] as number) + gap * (inputs[from + i] as number);
  }
  return { slope, height };
}

/** How fast that changes as they move, a square. Only its lower half is summed; it is its own mirror. */
function curveOf(weights: Float64Array, { inputs, truths, size, share }: Climb): Float64Array {
  const curve = new Float64Array(size * size);
  for (let i = 0; i < size; i++) curve[i * size + i] = i === 0 ? 1e-6 : ridge;
  for (let at = 0; at < truths.length; at += share) {
    const chance = chanceOf(weights, inputs, at * size);
    const heft = chance * (1 - chance);
    // Observations that are quite sure bend nothing.
    if (heft > ignorable) bend(curve, inputs.subarray(at * size, (at + 1) * size), heft);
  }
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) curve[i * size + j] = curve[j * size + i] as number;
  }
  return curve;
}

/** Adds the products of every two numbers of the input, times the heft, up to the diagonal of the square. */
function bend(square: Float64Array, input: Float64Array, heft: number): void {
  const size = input.length;
  for (let i = 0; i < size; i++) {
    const share = heft * (input[i] as number);
    const line = i * size;
    for (let j = 0; j <= i; j++)
      square[line + j] = (square[line + j] as number) + share * (input[j] as number);
  }
}

/** Solves `matrix · x = right` by elimination; the matrix is symmetric and positive. Both are used up. */
function solve(matrix: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  for (let pivot = 0; pivot < size; pivot++) {
    for (let below = pivot + 1; below < size; below++) {
      const factor = (matrix[below * size + pivot] as number) / (matrix[pivot * size + pivot] as number);
      if (factor === 0) continue;
      for (let j = pivot; j < size; j++) {
        const to = below * size + j;
        matrix[to] = (matrix[to] as number) - factor * (matrix[pivot * size + j] as number);
      }
      right[below] = (right[below] as number) - factor * (right[pivot] as number);
    }
  }
  const solution = new Float64Array(size);
  for (let i = size - 1; i >= 0; i--) {
    let rest = right[i] as number;
    for (let j = i + 1; j < size; j++) rest -= (matrix[i * size + j] as number) * (solution[j] as number);
    solution[i] = rest / (matrix[i * size + i] as number);
  }
  return solution;
}
