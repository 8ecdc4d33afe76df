/** The features a model knows, each with a number and a weight; turns the features of a text into a sparse row. */
import { isPlainPiece, type View } from './features.ts';

/** Feature numbers and their values. What is not known about a text shortens its row: alone it would have length one. */
export interface Row {
  readonly ids: Int32Array;
  readonly values: Float32Array;
}

export interface Vocabulary {
  readonly names: readonly string[];
  /** Weight of each feature: weight of its view times a share of its rarity. */
  readonly weights: Float32Array;
  /** Rarity of a feature that was never seen. */
  readonly rarest: number;
}

/** Features of a text → its row; a text without any known feature gives an empty one. */
export type RowMaker = (features: readonly string[]) => Row;

/** How much each view counts; tuned by cross-validation and on the development set. */
const viewWeights: Readonly<Record<View, number>> = { c: 1, p: 0.8, k: 1.4, o: 1.4, e: 0.8, l: 0.8, s: 0.8 };
/** How much rarity counts: 0 not at all, 1 as in tf-idf. */
const rarityShare = 0.25;
/** Features seen in fewer examples teach nothing that generalises. */
const leastCount = 2;

const viewWeight = (name: string): number => viewWeights[name.charAt(0) as View];
const rarity = (count: number, texts: number): number => Math.log(1 + texts / count) ** rarityShare;

/** Counts in how many texts each feature stands. */
export interface Census {
  /** Takes the features of one more text; gives each once, by the name that was met first, so that no copies are kept. */
  count(features: readonly string[]): readonly string[];
  /** What the texts so far have taught. */
  vocabulary(): Vocabulary;
}

interface Term {
  readonly name: string;
  /** Texts that hold it, and the number of the last of them. */
  count: number;
  text: number;
}

export function createCensus(): Census {
  const terms = new Map<string, Term>();
  let texts = 0;

  /** The feature, unless this text has named it before. */
  function meet(name: string): Term | undefined {
    const term = terms.get(name) ?? { name, count: 0, text: 0 };
    if (term.text === texts) return undefined;
    if (term.count++ === 0) terms.set(name, term);
    term.text = texts;
    return term;
  }

  return {
    count: (features) => {
      texts++;
      return features.flatMap((name) => meet(name)?.name ?? []);
    },
    vocabulary: () => {
      // Frequent ones first: what is looked up together then lies together.
      const kept = [...terms.values()]
        .filter(({ count }) => count >= leastCount)
        .sort((a, b) => b.count - a.count);
      return {
        names: kept.map(({ name }) => name),
        weights: Float32Array.from(kept, ({ name, count }) => viewWeight(name) * rarity(count, texts)),
        rarest: rarity(1, texts),
      };
    },
  };
}

/** Marks the features that texts are compared by when an entry's examples are pooled. */
export function comparedIn({ names }: Vocabulary): Uint8Array {
  return Uint8Array.from(names, (name) => Number(isPlainPiece(name)));
}

/** Numbers of the features, by name. */
export function indexNames({ names }: Vocabulary): ReadonlyMap<string, number> {
  return new Map(names.map((name, id) => [name, id]));
}

export function createRowMaker(
  { names, weights, rarest }: Vocabulary,
  ids: ReadonlyMap<string, number>,
): RowMaker {
  /** The last text that held each feature, because a text may name one more than once. */
  const lastText = new Uint32Array(names.length);
  let text = 0;
  return (features) => {
    text = (text + 1) >>> 0;
    const known = new Int32Array(features.length);
    const values = new Float32Array(features.length);
    const unknown = new Set<string>();
    let count = 0;
    let square = 0;
    for (const name of features) {
      const id = ids.get(name);
      if (id === undefined) {
        unknown.add(name);
        continue;
      }
      if (lastText[id] === text) continue;
      lastText[id] = text;
      const weight = weights[id] as number;
      square += weight * weight;
      known[count] = id;
      values[count++] = weight;
    }
    for (const name of unknown) square += (viewWeight(name) * rarest) ** 2;
    const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
    for (let at = 0; at < count; at++) values[at] = (values[at] as number) * scale;
    return { ids: known.subarray(0, count), values: values.subarray(0, count) };
  };
}
