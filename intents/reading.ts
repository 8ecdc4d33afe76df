/** Spelt text (see spelling.ts) as the scorers see it. */
import { isConcept, isOutside } from './features.ts';
import { createRowMaker, indexNames, type Row, type Vocabulary } from './vocabulary.ts';

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

/** Spelt text and its features → a reading. */
export type TextReader = (spelt: string, features: readonly string[]) => Reading;

export function createReader(vocabulary: Vocabulary): TextReader {
  const ids = indexNames(vocabulary);
  const toRow = createRowMaker(vocabulary, ids);
  const idOf = (name: string): number => ids.get(name) ?? -1;
  return (spelt, features) => {
    const named = [...new Set(features.filter(isConcept))];
    const letters = spelt.match(/[a-z]/g)?.length ?? 0;
    return {
      row: toRow(features),
      concepts: named.map(idOf),
      outside: named.filter(isOutside).map(idOf),
      latin: letters / Math.max(1, spelt.length),
      length: spelt.length,
    };
  };
}
