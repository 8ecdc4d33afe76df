/** Evidence → confidence: logistic curves fitted on questions that the scorers had not seen. */
import { chanceOf, fitLogistic } from './logistic.ts';

/** Usual value and deviation per piece of evidence; weights of a constant, of the evidence, its squares and products. */
export interface Calibration {
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  /** Pieces of evidence whose products count as well, every two of them. */
  readonly crossed: readonly number[];
  /** One curve for each chance in `Sureness`. */
  readonly weights: Readonly<Record<keyof Sureness, readonly number[]>>;
}

/** Chances (0..1) that the best entry is right, and that any entry is. */
export interface Sureness {
  readonly right: number;
  readonly inScope: number;
}

/** Of a question that nothing is known of. */
export const unsure: Sureness = { right: 0, inScope: 0 };

/** What came of one question that the scorers had not seen. */
export interface Outcome {
  readonly evidence: readonly number[];
  readonly inScope: boolean;
  /** The best entry was the right one. */
  readonly right: boolean;
}

/** Beyond three deviations a square or a product says no more. */
const mostProduct = 9;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Fits both chances. Deterministic; needs one outcome at least. */
export function fitCalibration(outcomes: readonly Outcome[], crossed: readonly number[] = []): Calibration {
  const columns = (outcomes[0]?.evidence ?? []).map((_, i) =>
    outcomes.map((one) => one.evidence[i] as number),
  );
  const means = columns.map(mean);
  const deviations = columns.map((values, i) => {
    const middle = means[i] as number;
    return Math.sqrt(mean(values.map((value) => (value - middle) ** 2))) || 1;
  });
  const scale = { means, deviations, crossed };
  const size = sizeOf(scale);
  const inputs = new Float64Array(outcomes.length * size);
  for (const [at, { evidence }] of outcomes.entries())
    standardise(evidence, scale, inputs.subarray(at * size));
  const weightsOf = (truth: keyof Sureness): number[] =>
    fitLogistic({ inputs, truths: Uint8Array.from(outcomes, (one) => Number(one[truth])), size });
  return { ...scale, weights: { right: weightsOf('right'), inScope: weightsOf('inScope') } };
}

type Scale = Omit<Calibration, 'weights'>;

const sizeOf = ({ means, crossed }: Scale): number =>
  1 + 2 * means.length + (crossed.length * (crossed.length - 1)) / 2;

/**
 * A constant, every piece of evidence in deviations from its mean, its square, so that a curve can bend, and products:
 * `sizeOf` numbers, written to where `input` begins.
 */
function standardise(
  evidence: readonly number[],
  { means, deviations, crossed }: Scale,
  input: Float64Array,
): void {
  const width = evidence.length;
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
}

/** How sure the evidence makes of both. */
export function calibrated(calibration: Calibration, evidence: readonly number[]): Sureness {
  const input = new Float64Array(sizeOf(calibration));
  standardise(evidence, calibration, input);
  const { right, inScope } = calibration.weights;
  return { right: chanceOf(right, input), inScope: chanceOf(inScope, input) };
}
