/** The model of a large knowledge base as bytes and back. */
import { z } from 'zod';
import { ModelFormatError, packBytes, type Unpacked } from './bytes.ts';
import type { IndexedModel } from './indexed-model.ts';
import { confidenceSchema, expectArray } from './model-parts.ts';

/** Grows whenever the bytes or their meaning change. */
const formatVersion = 'indexed 4';

const headerSchema = z.object({
  version: z.literal(formatVersion),
  bits: z.int(),
  /** One text of lines: checking each by itself would slow every start. */
  texts: z.string(),
  ...confidenceSchema.shape,
});

export function packIndexed({ index, ...told }: IndexedModel): Uint8Array {
  const { bits, texts, ...arrays } = index;
  return packBytes({ version: formatVersion, ...told, bits, texts: texts.join('\n') }, { ...arrays });
}

/** The model, when the header is of one. Throws `ModelFormatError` when it is and a part is missing. */
export function readIndexed({ header, arrays }: Unpacked): IndexedModel | undefined {
  const checked = headerSchema.safeParse(header);
  if (!checked.success) return undefined;
  const { bits, texts, calibration, thresholds } = checked.data;
  const integers = (name: string): Int32Array => expectArray(arrays[name], Int32Array);
  const index = {
    bits,
    texts: texts.split('\n'),
    starts: integers('starts'),
    postings: integers('postings'),
    textStarts: integers('textStarts'),
    features: integers('features'),
    squares: expectArray(arrays.squares, Float32Array),
    owners: integers('owners'),
  };
  if (index.texts.length !== index.owners.length) throw new ModelFormatError('a part of it is missing');
  return { index, calibration, thresholds };
}
