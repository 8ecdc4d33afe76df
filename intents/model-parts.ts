/** Pieces that model files of every kind are made of, checked as they are read. */
import { z } from 'zod';
import { ModelFormatError, type NumberArray } from './bytes.ts';

const calibrationSchema = z.object({
  means: z.array(z.number()),
  deviations: z.array(z.number()),
  crossed: z.array(z.int()),
  weights: z.array(z.number()),
});

export const confidenceSchema = z.object({
  calibration: z.object({ right: calibrationSchema, inScope: calibrationSchema }),
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
