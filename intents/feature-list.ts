/** The features of one text. Each is known by 64 bits of its name's hash, and its name is written only where somebody reads it. */
import { createPairTable, type PairTable } from './pair-table.ts';

/** Characters, pinyin, concepts, concepts of the layers `outside` and `owner`, English stems; letters and pairs of stems. */
export const views = ['c', 'p', 'k', 'o', 'e', 'l', 's'] as const;
export type View = (typeof views)[number];

/** Each feature once, in the order in which the text names them. It holds until the next text is read. */
export interface FeatureList {
  readonly count: number;
  /** The two halves of each feature's hash, and the place of its view in `views`; `count` of them stand. */
  readonly firsts: readonly number[];
  readonly seconds: readonly number[];
  readonly viewAt: readonly number[];
  /** Positions of the concepts that stand by themselves, not in a pair, and of those of them that are outside. */
  readonly concepts: readonly number[];
  readonly outside: readonly number[];
  /** Its name begins with its view: `c:实名`, `p:si min`, `k:face>fail`. */
  nameOf(at: number): string;
}

/** Fills one list, for one text after the other. */
export interface FeatureWriter {
  readonly list: FeatureList;
  begin(text: string, sounds: readonly string[]): void;
  /** So many characters of the text. */
  addCharacters(from: number, size: number): void;
  /** So many sounds in a row. */
  addSounds(from: number, size: number): void;
  /** Anything else, by its name without its view. */
  add(view: View, name: string): void;
  addConcept(view: 'k' | 'o', id: string): void;
}

/** FNV-1a's, and another for the second half. */
const [basis, prime, otherPrime] = [0x811c9dc5 | 0, 0x01000193, 0x85ebca6b];
/** More than any feature has characters or sounds in a row. */
const mostInRow = 16;

/** Two hashes of what was taken since the start. */
interface Hash {
  first: number;
  second: number;
}

function take(hash: Hash, text: string, from = 0, to = text.length): void {
  let { first, second } = hash;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    first = Math.imul(first ^ code, prime);
    second = Math.imul(second ^ code, otherPrime);
  }
  hash.first = first;
  hash.second = second;
}

function hashed(text: string): Hash {
  const hash = { first: basis, second: basis };
  take(hash, text);
  return hash;
}

/** Numbers names by their order. */
export function tableOf(names: readonly string[]): PairTable {
  const table = createPairTable(names.length);
  for (const name of names) {
    const { first, second } = hashed(name);
    table.add(first, second);
  }
  return table;
}

const starts = views.map((view) => hashed(`${view}:`));
const placeOf = Object.fromEntries(views.map((view, at) => [view, at])) as Readonly<Record<View, number>>;

/** Features of the views in `without` are left out. */
export function createFeatureWriter(without = ''): FeatureWriter {
  const met = createPairTable();
  const hash = hashed('');
  const left = views.map((view) => without.includes(view));
  let [text, sounds]: [string, readonly string[]] = ['', []];
  /** Name of each feature, or where in the text or its sounds it stands and how long it is. */
  let told: (string | number)[] = [];
  const [firsts, seconds, viewAt]: [number[], number[], number[]] = [[], [], []];
  const list = {
    count: 0,
    firsts,
    seconds,
    viewAt,
    concepts: [] as number[],
    outside: [] as number[],
    nameOf,
  };

  function nameOf(at: number): string {
    const [view, name] = [views[viewAt[at] as number], told[at] as string | number];
    if (typeof name === 'string') return `${view}:${name}`;
    const from = Math.floor(name / mostInRow);
    const to = from + (name % mostInRow);
    return `${view}:${view === 'c' ? text.slice(from, to) : sounds.slice(from, to).join(' ')}`;
  }

  function start(view: number): void {
    const { first, second } = starts[view] as Hash;
    hash.first = first;
    hash.second = second;
  }

  /** Its position, -1 when the list has it already or does without it. */
  function put(view: number, name: string | number): number {
    const at = list.count;
    if (left[view] || met.add(hash.first, hash.second) < at) return -1;
    firsts[at] = hash.first;
    seconds[at] = hash.second;
    viewAt[at] = view;
    told.push(name);
    return list.count++;
  }

  function add(view: View, name: string): number {
    start(placeOf[view]);
    take(hash, name);
    return put(placeOf[view], name);
  }

  return {
    list,
    begin: (given, heard) => {
      [text, sounds, told] = [given, heard, []];
      [list.count, list.concepts, list.outside] = [0, [], []];
      met.clear();
    },
    addCharacters: (from, size) => {
      start(placeOf.c);
      take(hash, text, from, from + size);
      put(placeOf.c, from * mostInRow + size);
    },
    addSounds: (from, size) => {
      start(placeOf.p);
      for (let at = from; at < from + size; at++) {
        if (at > from) take(hash, ' ');
        take(hash, sounds[at] as string);
      }
      put(placeOf.p, from * mostInRow + size);
    },
    add,
    addConcept: (view, id) => {
      const at = add(view, id);
      if (at < 0) return;
      list.concepts.push(at);
      if (view === 'o') list.outside.push(at);
    },
  };
}
