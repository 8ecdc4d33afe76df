/** Evidence → confidence: a logistic curve fitted on questions that the scorers had not seen. */

/** Usual value and deviation per piece of evidence; weights of a constant, of the evidence, its squares and products. */
export interface Calibration {
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  /** Pieces of evidence whose products count as well, every two of them. */
  readonly crossed: readonly number[];
  readonly weights: readonly number[];
}

export interface Observation {
  readonly evidence: readonly number[];
  readonly right: boolean;
}

const mostRounds = 20;
/** One of so many observations is looked at first. */
const leadingShare = 4;
/** Newton's method has arrived when no weight moves by more than this. */
const still = 0.02;
/** Weight of an observation in the curve below which it is left out. */
const ignorable = 0.01;
/** Keeps the weights of evidence that says nearly the same from running apart. */
const ridge = 5;
/** Beyond three deviations a square or a product says no more. */
const mostProduct = 9;

const sigmoid = (score: number): number => 1 / (1 + Math.exp(-score));
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Fits the chance that an observation is right (Newton's method). Deterministic; needs one observation at least. */
export function fitCalibration(
  observations: readonly Observation[],
  crossed: readonly number[] = [],
): Calibration {
  const columns = (observations[0]?.evidence ?? []).map((_, i) =>
    observations.map((one) => one.evidence[i] as number),
  );
  const means = columns.map(mean);
  const deviations = columns.map((values, i) => {
    const middle = means[i] as number;
    return Math.sqrt(mean(values.map((value) => (value - middle) ** 2))) || 1;
  });
  const scale = { means, deviations, crossed };
  const all = observations.map((one) => ({ input: standardise(one.evidence, scale), right: one.right }));
  const weights = new Float64Array(all[0]?.input.length ?? 1);
  // A part of them leads close to where all of them end; from there one look at the curve will do.
  climb(weights, { observations: all.filter((_, at) => at % leadingShare === 0), looks: mostRounds });
  climb(weights, { observations: all, looks: 1 });
  return { ...scale, weights: [...weights] };
}

interface Standardised {
  readonly input: Float64Array;
  readonly right: boolean;
}

interface Climb {
  readonly observations: readonly Standardised[];
  /** In how many rounds the curve is looked at anew, which is what costs most. */
  readonly looks: number;
}

/** Moves the weights to where they explain the observations best. */
function climb(weights: Float64Array, { observations, looks }: Climb): void {
  let curve: Float64Array = new Float64Array();
  for (let round = 0; round < mostRounds; round++) {
    if (round < looks) curve = curveOf(weights, observations);
    const step = solve(curve.slice(), slopeOf(weights, observations));
    for (let i = 0; i < weights.length; i++) weights[i] = (weights[i] as number) + (step[i] as number);
    if (step.every((move) => Math.abs(move) < still)) break;
  }
}

/** A constant, every piece of evidence in deviations from its mean, its square, so that a curve can bend, and products. */
function standardise(evidence: readonly number[], scale: Omit<Calibration, 'weights'>): Float64Array {
  const { means, deviations, crossed } = scale;
  const width = evidence.length;
  const input = new Float64Array(1 + 2 * width + (crossed.length * (crossed.length - 1)) / 2);
  input[0] = 1;
  for (let i = 0; i < width; i++) {
    const value = ((evidence[i] as number) - (means[i] as number)) / (deviations[i] as number);
    input[1 + i] = value;
    input[1 + width + i] = Math.min(value * value, mostProduct);
  }
  let next = 1 + 2 * width;
  for (let i = 0; i < crossed.length; i++) {
    const one = input[1 + (crossed[i] as number)] as number;
    for (let j = i + 1; j < crossed.length; j++) {
      const product = one * (input[1 + (crossed[j] as number)] as number);
      input[next++] = Math.max(-mostProduct, Math.min(product, mostProduct));
    }
  }
  return input;
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** Where the weights want to go. */
function slopeOf(weights: Float64Array, observations: readonly Standardised[]): Float64Array {
  const slope = weights.map((weight, i) => (i === 0 ? 0 : -ridge * weight));
  for (const { input, right } of observations) {
    const gap = Number(right) - sigmoid(dot(weights, input));
    for (let i = 0; i < slope.length; i++) slope[i] = (slope[i] as number) + gap * (input[i] as number);
  }
  return slope;
}

/** How fast that changes as they move, a square. Only its lower half is summed; it is its own mirror. */
function curveOf(weights: Float64Array, observations: readonly Standardised[]): Float64Array {
  const size = weights.length;
  const curve = new Float64Array(size * size);
  for (let i = 0; i < size; i++) curve[i * size + i] = i === 0 ? 1e-6 : ridge;
  for (const { input } of observations) {
    const chance = sigmoid(dot(weights, input));
    const heft = chance * (1 - chance);
    // Observations that are quite sure bend nothing.
    if (heft > ignorable) bend(curve, input, heft);
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

/** Confidence (0..1) that the evidence is of a right answer. */
export function calibrated(calibration: Calibration, evidence: readonly number[]): number {
  return sigmoid(dot(calibration.weights, standardise(evidence, calibration)));
}
