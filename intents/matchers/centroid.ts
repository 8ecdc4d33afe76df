/** An inverted index from features to the targets whose examples hold them: names topics and tells what is covered. */
import type { Row } from '../vocabulary.ts';

/** Postings of feature `f` stand from `starts[f]` to `starts[f + 1]`. */
export interface CentroidIndex {
  readonly targets: number;
  readonly starts: Int32Array;
  readonly owners: Uint16Array;
  /** Weight of the feature in its owner's centroid, times its rarity. */
  readonly weights: Float32Array;
}

export interface CentroidTask {
  readonly rows: readonly Row[];
  readonly labels: Int32Array;
  readonly targets: number;
  readonly features: number;
}

/** Postings of every feature, counted first and filled then. Rows are taken target by target, so equal owners meet. */
export function buildCentroids(task: CentroidTask): CentroidIndex {
  const order = byTarget(task);
  const starts = countPostings(task, order);
  const { owners, sums } = fillPostings(task, order, starts);
  const sizes = new Float32Array(task.targets);
  const held = new Float32Array(task.features);
  task.rows.forEach((row, at) => {
    const label = task.labels[at] as number;
    sizes[label] = (sizes[label] as number) + 1;
    for (const id of row.ids) held[id] = (held[id] as number) + 1;
  });
  for (let id = 0; id < task.features; id++) {
    const rarity = Math.log(1 + task.rows.length / (1 + (held[id] as number)));
    for (let at = starts[id] as number; at < (starts[id + 1] as number); at++) {
      sums[at] = ((sums[at] as number) * rarity) / Math.sqrt(sizes[owners[at] as number] as number);
    }
  }
  return { targets: task.targets, starts, owners, weights: sums };
}

function byTarget({ rows, labels }: CentroidTask): Int32Array {
  return Int32Array.from(rows.keys()).sort((a, b) => (labels[a] as number) - (labels[b] as number) || a - b);
}

function countPostings({ rows, labels, features }: CentroidTask, order: Int32Array): Int32Array {
  const starts = new Int32Array(features + 1);
  const last = new Int32Array(features).fill(-1);
  for (const at of order) {
    const label = labels[at] as number;
    for (const id of (rows[at] as Row).ids) {
      if (last[id] === label) continue;
      last[id] = label;
      starts[id + 1] = (starts[id + 1] as number) + 1;
    }
  }
  for (let id = 0; id < features; id++) starts[id + 1] = (starts[id + 1] as number) + (starts[id] as number);
  return starts;
}

function fillPostings({ rows, labels, features }: CentroidTask, order: Int32Array, starts: Int32Array) {
  const owners = new Uint16Array(starts[features] as number);
  const sums = new Float32Array(owners.length);
  const next = starts.slice(0, features);
  for (const at of order) {
    const label = labels[at] as number;
    const { ids, values } = rows[at] as Row;
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i] as number;
      let to = next[id] as number;
      const open = to > (starts[id] as number) && owners[to - 1] === label;
      if (open) to--;
      else next[id] = to + 1;
      owners[to] = label;
      sums[to] = (sums[to] as number) + (values[i] as number);
    }
  }
  return { owners, sums };
}

/** How near a row is to each target's examples taken together. */
export function scoreCentroids(index: CentroidIndex, row: Row): Float32Array {
  const scores = new Float32Array(index.targets);
  for (let i = 0; i < row.ids.length; i++) {
    const id = row.ids[i] as number;
    const value = row.values[i] as number;
    const end = index.starts[id + 1] as number;
    for (let at = index.starts[id] as number; at < end; at++) {
      const owner = index.owners[at] as number;
      scores[owner] = (scores[owner] as number) + value * (index.weights[at] as number);
    }
  }
  return scores;
}

/** Share (0..1) of a row's weight that each target's examples hold. */
export function coverage(index: CentroidIndex, row: Row): Float32Array {
  const shares = new Float32Array(index.targets);
  for (let i = 0; i < row.ids.length; i++) {
    const id = row.ids[i] as number;
    const weight = (row.values[i] as number) ** 2;
    const end = index.starts[id + 1] as number;
    for (let at = index.starts[id] as number; at < end; at++) {
      const owner = index.owners[at] as number;
      shares[owner] = (shares[owner] as number) + weight;
    }
  }
  return shares;
}

/** Targets that hold a feature, in ascending order. */
export function ownersOf(index: CentroidIndex, id: number): Uint16Array {
  return index.owners.subarray(index.starts[id] as number, index.starts[id + 1] as number);
}
