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

/** A word belongs to the values of its own clause; a blank does not part a day from it, unless another day follows. */
const clauseEnd =
  /[,，。；;！!？?\n]|\.(?=\s|$)|(?= but )|(?=但是?|可是|不过)|(?<=(?:[今昨前]天|\d[月号日]).{0,12}) (?=[今昨明前]天|\d{1,2}[月号日])/gu;
const partEnd =
  /[,，。；;！!？?\n]|\.(?=\s|$)|(?= but )|(?=但是?|可是|不过)|(?<=[\p{Script=Han}\d]) (?=(?![个次家回遍张元块毛角分天号日月年])\p{Script=Han})/gu;
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
  const [own, stop] = clauseAround(place, plain);
  const start = isBareClause(place, plain, [own, stop]) ? clauseBefore(place, plain, own) : own;
  const clause = { start, text: plain.slice(start, stop) };
  const near = eligible
    .flatMap((fact) => nearestCue(place, plain, { fact, rivals, clause }) ?? [])
    .sort((a, b) => a.rank - b.rank || a.distance - b.distance || b.length - a.length);
  const best = near[0]?.fact;
  return best && facts.includes(best) ? best : undefined;
}

/** Three 家 are companies and three 次 are attempts; without such a word a number may count anything but companies. */
function countingSame({ end }: Place, plain: string, rivals: readonly Fact[]): readonly Fact[] {
  const rest = plain.slice(end).trimStart();
  const said = rivals
    .flatMap(({ units = [] }) => units)
    .filter((unit) => rest.startsWith(unit))
    .sort((a, b) => b.length - a.length)[0];
  if (said === undefined) return rivals.filter(({ units }) => !units?.includes('家'));
  return rivals.filter(({ units }) => units?.includes(said));
}

interface NearCue {
  readonly fact: Fact;
  /** 0 for a word of this fact alone, 1 for a word of several. */
  readonly rank: number;
  readonly distance: number;
  readonly length: number;
}

/** The clause that a value stands in, and where it begins. */
interface Clause {
  readonly start: number;
  readonly text: string;
}

function nearestCue(
  place: Place,
  plain: string,
  { fact, rivals, clause }: { fact: Fact; rivals: readonly Fact[]; clause: Clause },
): NearCue | undefined {
  const { start } = clause;
  const cues = (fact.cues ?? []).flatMap((cue) => {
    const places = occurrences(clause.text, cue.toLowerCase());
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

function clauseAround({ kind, at, end }: Place, plain: string): [number, number] {
  const ends = [...plain.matchAll(kind === 'day' ? clauseEnd : partEnd)].map(({ index }) => index);
  const before = ends.findLast((index) => index < at);
  const after = ends.find((index) => index >= end);
  return [before === undefined ? 0 : before + 1, after ?? plain.length];
}

/** "身份证绑满了，三个": a clause that is no more than the value belongs to the one before it. */
function isBareClause({ kind, at, end }: Place, plain: string, [start, stop]: [number, number]): boolean {
  if (kind !== 'count' || start === 0) return false;
  const around = plain.slice(start, at) + plain.slice(end, stop);
  return /^[ ,，]{0,4}(?:个|accounts?|家)?(?:账号|号)?[ 了吧]*$/.test(around);
}

function clauseBefore(place: Place, plain: string, start: number): number {
  return clauseAround({ ...place, at: start - 1, end: start - 1 }, plain)[0];
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
