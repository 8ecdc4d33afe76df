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

const rounds = 12;
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
  let weights: number[] = new Array(2 * means.length + 1).fill(0);
  for (let round = 0; round < rounds; round++) weights = improve(weights, inputs, observations);
  return { means, deviations, weights };
}

/** A constant, every piece of evidence in deviations from its mean, and its square, so that a curve can bend. */
function standardise(
  evidence: readonly number[],
  means: readonly number[],
  deviations: readonly number[],
): number[] {
  const scaled = evidence.map((value, i) => (value - (means[i] as number)) / (deviations[i] as number));
  return [1, ...scaled, ...scaled.map((value) => Math.min(value * value, mostSquare))];
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** One step of Newton's method. */
function improve(
  weights: readonly number[],
  inputs: readonly (readonly number[])[],
  observations: readonly Observation[],
): number[] {
  const slope = weights.map((weight, i) => (i === 0 ? 0 : -ridge * weight));
  const curve = weights.map((_, i) => weights.map((__, j) => (i === j ? (i === 0 ? 1e-6 : ridge) : 0)));
  inputs.forEach((input, at) => {
    const chance = sigmoid(dot(weights, input));
    const gap = (observations[at]?.right === true ? 1 : 0) - chance;
    const heft = chance * (1 - chance);
    input.forEach((value, i) => {
      slope[i] = (slope[i] as number) + gap * value;
      const line = curve[i] as number[];
      for (let j = 0; j < input.length; j++)
        line[j] = (line[j] as number) + heft * value * (input[j] as number);
    });
  });
  const step = solve(curve, slope);
  return weights.map((weight, i) => weight + (step[i] as number));
}

/** Solves `matrix · x = right` by elimination; the matrix is symmetric and positive. Both are used up. */
function solve(matrix: number[][], right: number[]): number[] {
  const size = right.length;
  for (let pivot = 0; pivot < size; pivot++) {
    const line = matrix[pivot] as number[];
    for (let below = pivot + 1; below < size; below++) {
      const other = matrix[below] as number[];
      const factor = (other[pivot] as number) / (line[pivot] as number);
      for (let j = pivot; j < size; j++) other[j] = (other[j] as number) - factor * (line[j] as number);
      right[below] = (right[below] as number) - factor * (right[pivot] as number);
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let i = size - 1; i >= 0; i--) {
    const line = matrix[i] as number[];
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
