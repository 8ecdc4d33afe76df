/** Which fact a value belongs to: the words beside it in its clause, and what it counts. */
import type { Fact } from '../../knowledge/schema.ts';

/** Where a value stands in the text, and of which kind it is. */
export interface Place {
  readonly kind: Fact['kind'];
  readonly at: number;
  readonly end: number;
}

/** Facts that are looked for, and others whose words must not be taken for theirs. */
export interface Rivals {
  readonly facts: readonly Fact[];
  readonly others: readonly Fact[];
}

/** A word belongs to the values of its own clause. */
const clauseEnd = /[,，。；;！!？?\n]|\.(?=\s|$)/g;
/** How far a cue may stand from the value it belongs to: characters, or half as many English words. */
const reach = 14;

/**
 * The fact whose cue stands nearest in the same clause; a cue that only one fact has goes before one that several
 * share. Undefined when the value belongs to one of the others.
 */
export function cuedFact(place: Place, plain: string, { facts, others }: Rivals): Fact | undefined {
  const rivals = [...facts, ...others.filter((other) => !facts.includes(other))].filter(
    ({ kind }) => kind === place.kind,
  );
  const eligible = countingSame(place, plain, rivals);
  const near = eligible
    .flatMap((fact) => nearestCue(place, plain, { fact, rivals }) ?? [])
    .sort((a, b) => a.rank - b.rank || a.distance - b.distance || b.length - a.length);
  const best = near[0]?.fact;
  return best && facts.includes(best) ? best : undefined;
}

/** Three 家 are companies and three 次 are attempts; without such a word a number may count anything. */
function countingSame({ end }: Place, plain: string, rivals: readonly Fact[]): readonly Fact[] {
  const rest = plain.slice(end).trimStart();
  const said = rivals
    .flatMap(({ units = [] }) => units)
    .filter((unit) => rest.startsWith(unit))
    .sort((a, b) => b.length - a.length)[0];
  return said === undefined ? rivals : rivals.filter(({ units }) => units?.includes(said));
}

interface NearCue {
  readonly fact: Fact;
  /** 0 for a word of this fact alone, 1 for a word of several. */
  readonly rank: number;
  readonly distance: number;
  readonly length: number;
}

function nearestCue(
  place: Place,
  plain: string,
  { fact, rivals }: { fact: Fact; rivals: readonly Fact[] },
): NearCue | undefined {
  const [start, stop] = clauseAround(place, plain);
  const clause = plain.slice(start, stop);
  const cues = (fact.cues ?? []).flatMap((cue) => {
    const places = occurrences(clause, cue.toLowerCase());
    if (places.length === 0) return [];
    const rank = rivals.some((other) => other !== fact && other.cues?.includes(cue)) ? 1 : 0;
    return places.map((at) => {
      const distance = distanceTo(place, plain, { at: start + at, end: start + at + cue.length });
      return { fact, rank, distance, length: cue.length };
    });
  });
  const near = cues.filter(({ distance }) => distance <= reach);
  return near.sort((a, b) => a.rank - b.rank || a.distance - b.distance)[0];
}

function clauseAround({ at, end }: Place, plain: string): [number, number] {
  const ends = [...plain.matchAll(clauseEnd)].map(({ index }) => index);
  const before = ends.findLast((index) => index < at);
  const after = ends.find((index) => index >= end);
  return [before === undefined ? 0 : before + 1, after ?? plain.length];
}

function distanceTo(place: Place, plain: string, cue: { at: number; end: number }): number {
  const gap = cue.at >= place.end ? plain.slice(place.end, cue.at) : plain.slice(cue.end, place.at);
  return gap.replace(/[a-z']+ ?/g, '··').length;
}

/** Every place where a part stands in a text. */
export function occurrences(text: string, part: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) places.push(at);
  return places;
}
