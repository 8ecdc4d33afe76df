/** Pieces that model files of every kind are made of, checked as they are read. */
import { z } from 'zod';
import { ModelFormatError, type NumberArray } from './bytes.ts';

const numbers = z.array(z.number());
const calibrationSchema = z.object({
  means: numbers,
  deviations: numbers,
  crossed: z.array(z.int()),
  weights: z.object({ right: numbers, inScope: numbers }),
});

export const confidenceSchema = z.object({
  calibration: calibrationSchema,
  thresholds: z.object({ answer: z.number(), clarify: z.number() }),
});

/** The array, when it is there and of this kind. Throws `ModelFormatError` when not. */
export function expectArray<Kind extends NumberArray>(
  array: NumberArray | undefined,
  kind: new () => Kind,
): Kind {
  if (!(array instanceof kind)) throw new ModelFormatError('a part of it is missing');
  return array;
}
