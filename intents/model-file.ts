/** A trained model as bytes and back, so that a start need not learn again. */
import { z } from 'zod';
import { ModelFormatError, packBytes, unpackBytes } from './bytes.ts';
import type { UsedWord } from './dictionary.ts';
import type { Target } from './examples.ts';
import { packIndexed, readIndexed } from './indexed-file.ts';
import type { RoutingModel } from './model.ts';
import { calibrationSchema, expectArray } from './model-parts.ts';

/** Grows whenever the bytes or their meaning change, so that an old file is trained anew. */
const formatVersion = 10;

const headerSchema = z.object({
  version: z.literal(formatVersion),
  knowledge: z.string(),
  targets: z.array(z.object({ kind: z.string(), id: z.string(), head: z.string() })),
  /** Long lists are lines of one text: checking tens of thousands of strings one by one would slow every start. */
  names: z.string(),
  rarest: z.number(),
  latinWords: z.string(),
  chineseWords: z.string(),
  calibration: z.object({ right: calibrationSchema, inScope: calibrationSchema }),
  thresholds: z.object({ answer: z.number(), clarify: z.number() }),
  entries: z.int(),
  heads: z.int(),
});

export function serializeModel(model: RoutingModel): Uint8Array {
  if ('index' in model) return packIndexed(model);
  const { scorers, vocabulary, words, ...told } = model;
  const { linear, centroids, entries } = scorers;
  const header = {
    version: formatVersion,
    ...told,
    names: vocabulary.names.join('\n'),
    rarest: vocabulary.rarest,
    latinWords: words.latin.join('\n'),
    chineseWords: words.chinese.map(({ text, count, sounds }) => `${text} ${count} ${sounds}`).join('\n'),
    entries,
    heads: linear.classes,
  };
  return packBytes(header, {
    weights: vocabulary.weights,
    linearWeights: linear.weights,
    linearScales: linear.scales,
    linearBias: linear.bias,
    centroidStarts: centroids.starts,
    centroidOwners: centroids.owners,
    centroidWeights: centroids.weights,
  });
}

/** Reads what `serializeModel` wrote. Throws `ModelFormatError` when the bytes are damaged or of another version. */
export function parseModel(bytes: Uint8Array): RoutingModel {
  const unpacked = unpackBytes(bytes);
  const indexed = readIndexed(unpacked);
  if (indexed !== undefined) return indexed;
  const { header, arrays } = unpacked;
  const checked = headerSchema.safeParse(header);
  if (!checked.success) throw new ModelFormatError('it was written by another version');
  const { rarest, entries, heads, targets, knowledge, calibration, thresholds } = checked.data;
  const floats = (name: string): Float32Array => expectArray(arrays[name], Float32Array);
  return {
    knowledge,
    calibration,
    thresholds,
    // Kind and id were written from targets of the same version; the checksum vouches for them.
    targets: targets as Target[],
    words: {
      latin: linesOf(checked.data.latinWords),
      chinese: linesOf(checked.data.chineseWords).map(readUsedWord),
    },
    vocabulary: { names: linesOf(checked.data.names), weights: floats('weights'), rarest },
    scorers: {
      entries,
      linear: {
        classes: heads,
        weights: expectArray(arrays.linearWeights, Int8Array),
        scales: floats('linearScales'),
        bias: floats('linearBias'),
      },
      centroids: {
        targets: targets.length,
        starts: expectArray(arrays.centroidStarts, Int32Array),
        owners: expectArray(arrays.centroidOwners, Uint16Array),
        weights: floats('centroidWeights'),
      },
    },
  };
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.split('\n'));

function readUsedWord(line: string): UsedWord {
  const [text = '', count = '', ...sounds] = line.split(' ');
  return { text, count: Number(count), sounds: sounds.join(' ') };
}
