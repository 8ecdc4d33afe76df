/** The features a model knows, each with a number and a weight; turns the features of a text into a sparse row. */
import { type View, views } from './features.ts';

/** Feature numbers and their values, of length one taken together. */
export interface Row {
  readonly ids: Int32Array;
  readonly values: Float32Array;
}

export interface Vocabulary {
  readonly names: readonly string[];
  /** Weight of each feature: weight of its view times a share of its rarity. */
  readonly weights: Float32Array;
}

/** How much each view counts; tuned by cross-validation and on the development set. */
const viewWeights: Readonly<Record<View, number>> = { c: 1, p: 0.8, k: 1.4, o: 1.4, e: 0.8 };
/** How much rarity counts: 0 not at all, 1 as in tf-idf. */
const rarityShare = 0.25;
/** Features seen in fewer examples teach nothing that generalises. */
const leastCount = 2;

export function buildVocabulary(texts: readonly ReadonlySet<string>[]): Vocabulary {
  const counts = new Map<string, number>();
  for (const features of texts) for (const name of features) counts.set(name, (counts.get(name) ?? 0) + 1);
  const kept = [...counts].filter(([, count]) => count >= leastCount);
  const weights = kept.map(([name, count]) => {
    const view = views.find((one) => name.startsWith(one)) ?? 'c';
    return viewWeights[view] * Math.log(1 + texts.length / count) ** rarityShare;
  });
  return {
    names: kept.map(([name]) => name),
    weights: Float32Array.from(weights),
  };
}

export function indexNames(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map(names.map((name, id) => [name, id]));
}

/** Known features of a text as a row of unit length; a text without any gives an empty row. */
export function toRow(
  features: ReadonlySet<string>,
  ids: ReadonlyMap<string, number>,
  weights: Float32Array,
): Row {
  const known = new Int32Array(features.size);
  const values = new Float32Array(features.size);
  let count = 0;
  let square = 0;
  for (const name of features) {
    const id = ids.get(name);
    if (id === undefined) continue;
    const weight = weights[id] as number;
    known[count] = id;
    values[count++] = weight;
    square += weight * weight;
  }
  const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
  for (let at = 0; at < count; at++) values[at] = (values[at] as number) * scale;
  return { ids: known.subarray(0, count), values: values.subarray(0, count) };
}
