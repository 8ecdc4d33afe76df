/** A hash table in one array: pairs of whole numbers (32 bits each), numbered in the order in which they came. */

export interface PairTable {
  readonly size: number;
  /** Number of the pair, -1 when it is not here. */
  find(first: number, second: number): number;
  /** Number of the pair, which is taken in when it is not here. */
  add(first: number, second: number): number;
  clear(): void;
}

/** A cell is a pair and its number plus one, 0 while nothing stands there. */
const cell = 3;
const fewestBits = 8;
const spread = 0x9e3779b1;

/** It grows by itself, but need not where it is told how many pairs will come. */
export function createPairTable(expected = 0): PairTable {
  let bits = Math.max(fewestBits, Math.ceil(Math.log2(2 * expected + 1)));
  let cells = new Int32Array(cell << bits);
  let size = 0;

  /** Where the pair stands, or would stand. */
  function placeOf(first: number, second: number): number {
    const last = (1 << bits) - 1;
    let slot = Math.imul(first ^ Math.imul(second, spread), spread) >>> (32 - bits);
    for (;;) {
      const at = slot * cell;
      if (cells[at + 2] === 0 || (cells[at] === first && cells[at + 1] === second)) return at;
      slot = (slot + 1) & last;
    }
  }

  function put(at: number, first: number, second: number, number: number): void {
    cells[at] = first;
    cells[at + 1] = second;
    cells[at + 2] = number + 1;
  }

  /** Twice the room: at most half of it is taken, so that a pair stands near its place. */
  function grow(): void {
    const before = cells;
    bits++;
    cells = new Int32Array(cell << bits);
    for (let at = 0; at < before.length; at += cell) {
      const [first, second, taken] = [
        before[at] as number,
        before[at + 1] as number,
        before[at + 2] as number,
      ];
      if (taken > 0) put(placeOf(first, second), first, second, taken - 1);
    }
  }

  return {
    get size() {
      return size;
    },
    find: (first, second) => (cells[placeOf(first, second) + 2] as number) - 1,
    add: (first, second) => {
      const at = placeOf(first, second);
      const known = (cells[at + 2] as number) - 1;
      if (known >= 0) return known;
      put(at, first, second, size);
      if (++size << 1 > 1 << bits) grow();
      return size - 1;
    },
    clear: () => {
      cells.fill(0);
      size = 0;
    },
  };
}
