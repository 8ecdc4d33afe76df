/** A trained model as bytes and back, so that a start need not learn again. */
import { z } from 'zod';
import { ModelFormatError, packBytes, unpackBytes } from './bytes.ts';
import type { UsedWord } from './dictionary.ts';
import type { Target } from './examples.ts';
import { packIndexed, readIndexed } from './indexed-file.ts';
import type { LinearModel } from './matchers/linear.ts';
import type { RoutingModel } from './model.ts';
import { confidenceSchema, expectArray } from './model-parts.ts';
import { layOut } from './scorers.ts';

/** Grows whenever the bytes or their meaning change, so that an old file is trained anew. */
const formatVersion = 13;

const headerSchema = z.object({
  version: z.literal(formatVersion),
  targets: z.array(z.object({ kind: z.string(), id: z.string(), head: z.string() })),
  /** Long lists are lines of one text: checking tens of thousands of strings one by one would slow every start. */
  names: z.string(),
  rarest: z.number(),
  latinWords: z.string(),
  chineseWords: z.string(),
  ...confidenceSchema.shape,
  heads: z.int(),
});

export function serializeModel(model: RoutingModel): Uint8Array {
  if ('index' in model) return packIndexed(model);
  const { scorers, vocabulary, words, ...told } = model;
  const { linear, scope, pooled } = scorers;
  const header = {
    version: formatVersion,
    ...told,
    names: vocabulary.names.join('\n'),
    rarest: vocabulary.rarest,
    latinWords: words.latin.join('\n'),
    chineseWords: words.chinese.map(({ text, count, sounds }) => `${text} ${count} ${sounds}`).join('\n'),
    heads: linear.classes,
  };
  return packBytes(header, {
    weights: vocabulary.weights,
    linearWeights: linear.weights,
    linearScales: linear.scales,
    linearBias: linear.bias,
    scopeWeights: scope.weights,
    scopeScales: scope.scales,
    scopeBias: scope.bias,
    pooledStarts: pooled.starts,
    pooledOwners: pooled.owners,
    pooledWeights: pooled.weights,
    pooledWorths: pooled.worths,
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
  const { rarest, heads, calibration, thresholds } = checked.data;
  // Kind and id were written from targets of the same version; the checksum vouches for them.
  const targets = checked.data.targets as Target[];
  const floats = (name: string): Float32Array => expectArray(arrays[name], Float32Array);
  const linear = (name: string, classes: number): LinearModel => ({
    classes,
    weights: expectArray(arrays[`${name}Weights`], Int8Array),
    scales: floats(`${name}Scales`),
    bias: floats(`${name}Bias`),
  });
  return {
    calibration,
    thresholds,
    targets,
    words: {
      latin: linesOf(checked.data.latinWords),
      chinese: linesOf(checked.data.chineseWords).map(readUsedWord),
    },
    vocabulary: { names: linesOf(checked.data.names), weights: floats('weights'), rarest },
    scorers: {
      ...layOut(targets),
      linear: linear('linear', heads),
      scope: linear('scope', 2),
      pooled: {
        targets: targets.length,
        starts: expectArray(arrays.pooledStarts, Int32Array),
        owners: expectArray(arrays.pooledOwners, Uint16Array),
        weights: floats('pooledWeights'),
        worths: floats('pooledWorths'),
      },
    },
  };
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.split('\n'));

function readUsedWord(line: string): UsedWord {
  const [text = '', count = '', ...sounds] = line.split(' ');
  return { text, count: Number(count), sounds: sounds.join(' ') };
}
