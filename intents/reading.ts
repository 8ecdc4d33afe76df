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
export type TextReader = (spelt: string, features: ReadonlySet<string>) => Reading;

export function createReader(vocabulary: Vocabulary): TextReader {
  const ids = indexNames(vocabulary);
  const toRow = createRowMaker(vocabulary, ids);
  return (spelt, features) => {
    const concepts: number[] = [];
    const outside: number[] = [];
    for (const name of features) {
      if (!isConcept(name)) continue;
      const id = ids.get(name) ?? -1;
      concepts.push(id);
      if (isOutside(name)) outside.push(id);
    }
    const letters = spelt.match(/[a-z]/g)?.length ?? 0;
    return {
      row: toRow(features),
      concepts,
      outside,
      latin: letters / Math.max(1, spelt.length),
      length: spelt.length,
    };
  };
}
