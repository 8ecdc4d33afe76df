/** BM25 over targets, each with all its examples as one document: an inverted index that also tells what is covered. */
import type { Row } from '../vocabulary.ts';

/** Postings of feature `f` stand from `starts[f]` to `starts[f + 1]`. */
export interface PooledIndex {
  readonly targets: number;
  readonly starts: Int32Array;
  /** Targets whose examples hold the feature, in ascending order. */
  readonly owners: Uint16Array;
  /** What the feature adds to its owner's nearness; nothing for features that are only covered or not. */
  readonly weights: Float32Array;
  /** The most that each feature could add. */
  readonly worths: Float32Array;
}

export interface PooledTask {
  readonly rows: readonly Row[];
  readonly labels: Int32Array;
  readonly targets: number;
  readonly features: number;
  /** Features that nearness is counted by; the others are known of, no more. */
  readonly compared: Uint8Array;
}

/** How one question stands to every target. */
export interface Standing {
  /** Share (0..1) of the most that any text could score. */
  readonly near: Float32Array;
  /** Share (0..1) of the question's weight that the target's examples hold. */
  readonly covered: Float32Array;
}

/** BM25's: how soon a feature's repetition stops counting, and how much long documents are held back. */
const saturation = 0.8;
const lengthShare = 0.5;

/** Postings of every feature, counted first and filled then. Rows are taken target by target, so equal owners meet. */
export function buildPooled(task: PooledTask): PooledIndex {
  const order = byTarget(task);
  const starts = countPostings(task, order);
  const { owners, counts } = fillPostings(task, order, starts);
  const worths = rarities(task, starts);
  const hold = holdsBack(task);
  for (let id = 0; id < task.features; id++) {
    const worth = worths[id] as number;
    for (let at = starts[id] as number; at < (starts[id + 1] as number); at++) {
      const count = counts[at] as number;
      counts[at] = (worth * count) / (count + (hold[owners[at] as number] as number));
    }
  }
  return { targets: task.targets, starts, owners, weights: counts, worths };
}

function byTarget({ rows, labels }: PooledTask): Int32Array {
  return Int32Array.from(rows.keys()).sort((a, b) => (labels[a] as number) - (labels[b] as number) || a - b);
}

function countPostings({ rows, labels, features }: PooledTask, order: Int32Array): Int32Array {
  const starts = new Int32Array(features + 1);
  const last = new Int32Array(features).fill(-1);
  for (const at of order) {
    const label = labels[at] as number;
    const { ids } = rows[at] as Row;
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i] as number;
      if (last[id] === label) continue;
      last[id] = label;
      starts[id + 1] = (starts[id + 1] as number) + 1;
    }
  }
  for (let id = 0; id < features; id++) starts[id + 1] = (starts[id + 1] as number) + (starts[id] as number);
  return starts;
}

function fillPostings({ rows, labels, features }: PooledTask, order: Int32Array, starts: Int32Array) {
  const owners = new Uint16Array(starts[features] as number);
  const counts = new Float32Array(owners.length);
  const next = starts.slice(0, features);
  for (const at of order) {
    const label = labels[at] as number;
    const { ids } = rows[at] as Row;
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i] as number;
      let to = next[id] as number;
      const open = to > (starts[id] as number) && owners[to - 1] === label;
      if (open) to--;
      else next[id] = to + 1;
      owners[to] = label;
      counts[to] = (counts[to] as number) + 1;
    }
  }
  return { owners, counts };
}

/** Rarity of each compared feature among the targets. */
function rarities({ targets, features, compared }: PooledTask, starts: Int32Array): Float32Array {
  return Float32Array.from({ length: features }, (_, id) => {
    const holders = (starts[id + 1] as number) - (starts[id] as number);
    return compared[id] === 1 ? Math.log(1 + (targets - holders + 0.5) / (holders + 0.5)) : 0;
  });
}

/** What a feature's count must beat in each target: more where its examples are many and long. */
function holdsBack({ rows, labels, targets, compared }: PooledTask): Float32Array {
  const lengths = new Float32Array(targets);
  rows.forEach(({ ids }, at) => {
    const label = labels[at] as number;
    let length = lengths[label] as number;
    for (let i = 0; i < ids.length; i++) length += compared[ids[i] as number] as number;
    lengths[label] = length;
  });
  const mean = lengths.reduce((sum, length) => sum + length, 0) / targets || 1;
  return lengths.map((length) => saturation * (1 - lengthShare + (lengthShare * length) / mean));
}

export function standPooled(index: PooledIndex, row: Row): Standing {
  const { starts, owners, weights, worths } = index;
  const near = new Float32Array(index.targets);
  const covered = new Float32Array(index.targets);
  let most = 0;
  let known = 0;
  for (let i = 0; i < row.ids.length; i++) {
    const id = row.ids[i] as number;
    const share = (row.values[i] as number) ** 2;
    const worth = worths[id] as number;
    const end = starts[id + 1] as number;
    most += worth;
    known += share;
    for (let at = starts[id] as number; at < end; at++) {
      const owner = owners[at] as number;
      covered[owner] = (covered[owner] as number) + share;
      if (worth > 0) near[owner] = (near[owner] as number) + (weights[at] as number);
    }
  }
  // What nobody's examples hold leaves the question further from everybody.
  const scale = most > 0 ? known / most : 0;
  for (let k = 0; k < near.length; k++) near[k] = (near[k] as number) * scale;
  return { near, covered };
}

/** Targets that hold a feature, in ascending order. */
export function ownersOf(index: PooledIndex, id: number): Uint16Array {
  return index.owners.subarray(index.starts[id] as number, index.starts[id + 1] as number);
}
