/** Spelt text (see spelling.ts) as the scorers see it. */
import type { FeatureList } from './feature-list.ts';
import type { FeatureReader } from './features.ts';
import { createNumberer, type Numbers, type Row, toRow, type Vocabulary } from './vocabulary.ts';

export interface Reading {
  readonly row: Row;
  /** Concepts of the lexicon that it names: feature numbers, -1 for one that no example names. */
  readonly concepts: readonly number[];
  /** Those of them that the document does not speak of, by the lexicon. */
  readonly outside: readonly number[];
  /** Share (0..1) of Latin letters. */
  readonly latin: number;
  /** Characters of the clean text. */
  readonly length: number;
}

/** What is known of a text's features: their numbers, and which of them are concepts. */
export interface Recognised extends Pick<FeatureList, 'concepts' | 'outside'> {
  readonly numbers: Numbers;
}

/** Spelt text and its features → a reading. */
export function toReading(
  vocabulary: Vocabulary,
  spelt: string,
  { numbers, concepts, outside }: Recognised,
): Reading {
  const letters = spelt.match(/[a-z]/g)?.length ?? 0;
  const numberOf = (at: number): number => Math.max(-1, numbers[at] as number);
  return {
    row: toRow(vocabulary, numbers),
    concepts: concepts.map(numberOf),
    outside: outside.map(numberOf),
    latin: letters / Math.max(1, spelt.length),
    length: spelt.length,
  };
}

/** Reads spelt text whose features were not counted before. */
export function createReader(
  vocabulary: Vocabulary,
  readFeatures: FeatureReader,
): (spelt: string) => Reading {
  const toNumbers = createNumberer(vocabulary);
  return (spelt) => {
    const features = readFeatures(spelt);
    const { concepts, outside } = features;
    return toReading(vocabulary, spelt, { numbers: toNumbers(features), concepts, outside });
  };
}
