/** Evidence → confidence: a logistic curve fitted on questions that the scorers had not seen. */

/** Usual value and deviation per piece of evidence; weights of a constant, of the evidence and of its squares. */
export interface Calibration {
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  readonly weights: readonly number[];
}

export interface Observation {
  readonly evidence: readonly number[];
  readonly right: boolean;
}

const mostRounds = 20;
/** Newton's method has arrived when no weight moves by more than this. */
const still = 1e-6;
/** Keeps the weights of evidence that says nearly the same from running apart. */
const ridge = 1;
/** Beyond three deviations a square says no more. */
const mostSquare = 9;

const sigmoid = (score: number): number => 1 / (1 + Math.exp(-score));
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Fits the chance that an observation is right (Newton's method). Deterministic; needs one observation at least. */
export function fitCalibration(observations: readonly Observation[]): Calibration {
  const columns = (observations[0]?.evidence ?? []).map((_, i) =>
    observations.map((one) => one.evidence[i] as number),
  );
  const means = columns.map(mean);
  const deviations = columns.map((values, i) => {
    const middle = means[i] as number;
    return Math.sqrt(mean(values.map((value) => (value - middle) ** 2))) || 1;
  });
  const inputs = observations.map((one) => standardise(one.evidence, means, deviations));
  const weights = new Float64Array(2 * means.length + 1);
  for (let round = 0; round < mostRounds; round++) {
    const step = findStep(weights, inputs, observations);
    for (let i = 0; i < weights.length; i++) weights[i] = (weights[i] as number) + (step[i] as number);
    if (step.every((move) => Math.abs(move) < still)) break;
  }
  return { means, deviations, weights: [...weights] };
}

/** A constant, every piece of evidence in deviations from its mean, and its square, so that a curve can bend. */
function standardise(
  evidence: readonly number[],
  means: readonly number[],
  deviations: readonly number[],
): Float64Array {
  const width = evidence.length;
  const input = new Float64Array(2 * width + 1);
  input[0] = 1;
  for (let i = 0; i < width; i++) {
    const value = ((evidence[i] as number) - (means[i] as number)) / (deviations[i] as number);
    input[1 + i] = value;
    input[1 + width + i] = Math.min(value * value, mostSquare);
  }
  return input;
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** One step of Newton's method. Only the lower half of the curve is summed; it is its own mirror. */
function findStep(
  weights: Float64Array,
  inputs: readonly Float64Array[],
  observations: readonly Observation[],
): Float64Array {
  const size = weights.length;
  const slope = weights.map((weight, i) => (i === 0 ? 0 : -ridge * weight));
  const curve = Array.from({ length: size }, (_, i) => {
    const line = new Float64Array(size);
    line[i] = i === 0 ? 1e-6 : ridge;
    return line;
  });
  inputs.forEach((input, at) => {
    const chance = sigmoid(dot(weights, input));
    const gap = (observations[at]?.right === true ? 1 : 0) - chance;
    const heft = chance * (1 - chance);
    for (let i = 0; i < size; i++) {
      const value = input[i] as number;
      slope[i] = (slope[i] as number) + gap * value;
      const line = curve[i] as Float64Array;
      for (let j = 0; j <= i; j++) line[j] = (line[j] as number) + heft * value * (input[j] as number);
    }
  });
  curve.forEach((line, i) => {
    for (let j = i + 1; j < size; j++) line[j] = curve[j]?.[i] ?? 0;
  });
  return solve(curve, slope);
}

/** Solves `matrix · x = right` by elimination; the matrix is symmetric and positive. Both are used up. */
function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  matrix.forEach((line, pivot) => {
    for (let below = pivot + 1; below < size; below++) {
      const other = matrix[below] as Float64Array;
      const factor = (other[pivot] as number) / (line[pivot] as number);
      for (let j = pivot; j < size; j++) other[j] = (other[j] as number) - factor * (line[j] as number);
      right[below] = (right[below] as number) - factor * (right[pivot] as number);
    }
  });
  const solution = new Float64Array(size);
  for (let i = size - 1; i >= 0; i--) {
    const line = matrix[i] as Float64Array;
    let rest = right[i] as number;
    for (let j = i + 1; j < size; j++) rest -= (line[j] as number) * (solution[j] as number);
    solution[i] = rest / (line[i] as number);
  }
  return solution;
}

/** Confidence (0..1) that the evidence is of a right answer. */
export function calibrated({ means, deviations, weights }: Calibration, evidence: readonly number[]): number {
  return sigmoid(dot(weights, standardise(evidence, means, deviations)));
}
