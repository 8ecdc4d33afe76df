/** The features a model knows, each with a number and a weight; turns the features of a text into a sparse row. */
import { type FeatureList, tableOf, type View, views } from './feature-list.ts';
import { isPlainPiece } from './features.ts';
import { createPairTable } from './pair-table.ts';

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

/** Feature numbers of a text, each once; where a feature is not known, the place of its view in `views`, negated (`~`). */
export type Numbers = Int32Array;

/** How much each view counts; tuned by cross-validation and on the development set. */
const viewWeights: Readonly<Record<View, number>> = { c: 1, p: 0.8, k: 1.4, o: 1.4, e: 0.8, l: 0.8, s: 0.8 };
/** How much rarity counts: 0 not at all, 1 as in tf-idf. */
const rarityShare = 0.25;
/** Features seen in fewer examples teach nothing that generalises. */
const leastCount = 2;

const viewWeight = (view: number): number => viewWeights[views[view] as View];
const rarity = (count: number, texts: number): number => Math.log(1 + texts / count) ** rarityShare;

/** Counts in how many texts each feature stands. */
export interface Census {
  /** Takes the features of one more text; gives them by the census's own numbers. */
  count(features: FeatureList): Int32Array;
  /** What the texts so far have taught. */
  vocabulary(): Vocabulary;
  /** The census's own numbers → the vocabulary's. */
  numbersOf(counted: Int32Array): Numbers;
}

export function createCensus(): Census {
  const terms = createPairTable();
  const counts: number[] = [];
  const viewAt: number[] = [];
  /** Names of those that are seen often enough. */
  const names: string[] = [];
  let texts = 0;
  /** The vocabulary's number of each term. */
  let numbers = new Int32Array();

  function count(features: FeatureList): Int32Array {
    texts++;
    const counted = new Int32Array(features.count);
    for (let at = 0; at < counted.length; at++) {
      const term = terms.add(features.firsts[at] as number, features.seconds[at] as number);
      const before = counts[term] ?? 0;
      counts[term] = before + 1;
      viewAt[term] = features.viewAt[at] as number;
      if (before + 1 === leastCount) names[term] = features.nameOf(at);
      counted[at] = term;
    }
    return counted;
  }

  function vocabulary(): Vocabulary {
    const kept = [...counts.keys()].filter((term) => (counts[term] as number) >= leastCount);
    // Frequent ones first: what is looked up together then lies together.
    kept.sort((a, b) => (counts[b] as number) - (counts[a] as number));
    numbers = Int32Array.from(viewAt, (view) => ~view);
    for (const [number, term] of kept.entries()) numbers[term] = number;
    return {
      names: kept.map((term) => names[term] as string),
      weights: Float32Array.from(
        kept,
        (term) => viewWeight(viewAt[term] as number) * rarity(counts[term] as number, texts),
      ),
      rarest: rarity(1, texts),
    };
  }

  return {
    count,
    vocabulary,
    numbersOf: (counted) => counted.map((term) => numbers[term] as number),
  };
}

/** Marks the features that texts are compared by when an entry's examples are pooled. */
export function comparedIn({ names }: Vocabulary): Uint8Array {
  return Uint8Array.from(names, (name) => Number(isPlainPiece(name)));
}

/** Looks features up. */
export function createNumberer({ names }: Vocabulary): (features: FeatureList) => Numbers {
  const table = tableOf(names);
  return ({ count, firsts, seconds, viewAt }) => {
    const numbers = new Int32Array(count);
    for (let at = 0; at < count; at++) {
      const known = table.find(firsts[at] as number, seconds[at] as number);
      numbers[at] = known < 0 ? ~(viewAt[at] as number) : known;
    }
    return numbers;
  };
}

/** A text without any known feature gives an empty row. */
export function toRow({ weights, rarest }: Vocabulary, numbers: Numbers): Row {
  const ids = knownIn(numbers);
  const values = new Float32Array(ids.length);
  let square = 0;
  for (let at = 0; at < ids.length; at++) {
    const weight = weights[ids[at] as number] as number;
    values[at] = weight;
    square += weight * weight;
  }
  for (let at = 0; at < numbers.length; at++) {
    const number = numbers[at] as number;
    if (number < 0) square += (viewWeight(~number) * rarest) ** 2;
  }
  const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
  for (let at = 0; at < values.length; at++) values[at] = (values[at] as number) * scale;
  return { ids, values };
}

function knownIn(numbers: Numbers): Int32Array {
  let count = 0;
  for (let at = 0; at < numbers.length; at++) if ((numbers[at] as number) >= 0) count++;
  const known = new Int32Array(count);
  count = 0;
  for (let at = 0; at < numbers.length; at++) {
    if ((numbers[at] as number) >= 0) known[count++] = numbers[at] as number;
  }
  return known;
}
