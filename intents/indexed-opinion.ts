/** What the inverted index says of one question: targets by likeness, and numbers that confidence is made of. */
import type { Found, PostingSearch } from './matchers/posting-search.ts';

export const indexedEvidenceNames = [
  /** Likeness of the best text, and its lead over other entries and over all that is declined. */
  'likeness',
  'lead',
  'lead over declined',
  /** Share of the question that the best text holds. */
  'covered',
  'length',
] as const;

/** The best text of one target. */
export type Standing = Found;

export interface IndexedOpinion {
  /** Entries by their best text, best first. */
  readonly entries: readonly Standing[];
  /** The same for everything that is declined. */
  readonly declined: readonly Standing[];
  /** One number per name in `indexedEvidenceNames`. */
  readonly evidence: readonly number[];
}

export interface IndexedQuestion {
  readonly clean: string;
  readonly features: Int32Array;
}

export type Skips = (text: number, owner: number) => boolean;

/** The first `entries` targets are entries. */
export function consultIndex(
  search: PostingSearch,
  entries: number,
  { question, skips }: { question: IndexedQuestion; skips?: Skips },
): IndexedOpinion {
  const standings = bestOfEach(search(question, skips));
  const known = standings.filter(({ owner }) => owner < entries);
  const declined = standings.filter(({ owner }) => owner >= entries);
  const best = known[0]?.score ?? 0;
  const evidence = [
    best,
    best - (known[1]?.score ?? 0),
    best - (declined[0]?.score ?? 0),
    known[0]?.covered ?? 0,
    Math.log(1 + question.clean.length),
  ];
  return { entries: known, declined, evidence };
}

/** Found texts come best first, so the first of a target is its best. */
function bestOfEach(found: readonly Found[]): Standing[] {
  const seen = new Set<number>();
  return found.filter(({ owner }) => {
    if (seen.has(owner)) return false;
    seen.add(owner);
    return true;
  });
}
