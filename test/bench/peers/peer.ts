/** The one face behind which every system of the routing bench stands. */

/** What there is to learn from: the same for every system. */
export interface Lesson {
  readonly entries: readonly { readonly id: string; readonly texts: readonly string[] }[];
  /** Questions that must not be answered: boundary topics, small talk, negatives. For classifiers. */
  readonly none: readonly string[];
}

export interface Ranked {
  /** Id of an entry, or `nowhere`. */
  readonly entry: string;
  /** The higher, the better; what it means is the system's own affair. */
  readonly score: number;
}

/** Best first, each entry once; may be empty. */
export type Ranker = (question: string) => readonly Ranked[] | Promise<readonly Ranked[]>;

export interface Peer {
  /** Package, and what was asked of it. */
  readonly name: string;
  readonly version: string;
  /** How it was set up, in a few words for the table. */
  readonly settings: string;
  build(lesson: Lesson): Ranker | Promise<Ranker>;
}

/** The class of questions that belong to no entry, for systems that learn classes. */
export const nowhere = 'none';

/** One document an entry, for engines that find an entry better by all its texts together. */
export const pooled = ({ entries }: Lesson): { id: string; text: string }[] =>
  entries.map(({ id, texts }) => ({ id, text: texts.join('\n') }));

/** One row a text, for engines that find it better by itself. */
export const rowsOf = ({ entries }: Lesson): { entry: string; text: string }[] =>
  entries.flatMap(({ id, texts }) => texts.map((text) => ({ entry: id, text })));

/** The best of every entry's texts stands for the entry. */
export function bestOfEach(found: readonly Ranked[]): Ranked[] {
  const best = new Map<string, number>();
  for (const { entry, score } of found) best.set(entry, Math.max(score, best.get(entry) ?? -Infinity));
  return Array.from(best, ([entry, score]) => ({ entry, score })).sort((a, b) => b.score - a.score);
}
