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
  /[,，。；;！!？?\n]|\.(?=\s|$)|(?= but )|(?=但是?|可是|不过)|(?<=(?:[今昨前]天|\d[月号日.]).{0,12}) (?=[今昨明前]天|\d{1,2}[月号日.])/gu;
const partEnd =
  /[,，。；;！!？?\n]|\.(?=\s|$)|(?= but )|(?=但是?|可是|不过)|(?<=[\p{Script=Han}\d]) (?=(?![个次家回遍张元块毛角分天号日月年])\p{Script=Han})/gu;
/** How far a cue may stand from the value it belongs to: characters, or half as many English words. */
const reach = 14;

/**
 * The fact whose cue stands nearest in the same clause; a cue that only one fact has goes before one that several
 * share. Undefined when the value belongs to one of the others.
 */
export function cuedFact(place: Place, plain: string, { facts, others }: Rivals): Fact | undefined {
  const own = facts.filter(({ kind }) => kind === place.kind);
  if (own.length === 0) return undefined;
  const rivals = [...own, ...others.filter((other) => other.kind === place.kind && !own.includes(other))];
  const cued = rivals.filter((fact) => cuesAround(place, plain, fact).length > 0);
  if (cued.length === 0) return undefined;
  const unit = unitAfter(place, plain, rivals);
  const possible = cued.filter((fact) => counts(fact, unit));
  const all = possible.flatMap((fact) => cuesAround(place, plain, fact));
  const whole = (fact: Fact) => cuesAround(place, plain, fact).filter((cue) => !isPart(cue, all));
  const near = possible
    .flatMap((fact) => nearest(whole(fact), rivals) ?? [])
    .sort((a, b) => a.rank - b.rank || a.distance - b.distance || b.cue.length - a.cue.length);
  const best = near[0]?.fact;
  return best && own.includes(best) ? best : undefined;
}

/** The longest unit of a fact that stands after the value; empty when none does. */
function unitAfter({ end }: Place, plain: string, facts: readonly Fact[]): string {
  const rest = plain.slice(end).trimStart();
  let said = '';
  for (const { units = [] } of facts)
    for (const unit of units) if (unit.length > said.length && rest.startsWith(unit)) said = unit;
  return said;
}

/** Three 家 are companies and three 次 are attempts; without such a word a number may count anything but companies. */
const counts = ({ units = [] }: Fact, said: string): boolean =>
  said === '' ? !units.includes('家') : units.includes(said);

interface NearCue {
  readonly fact: Fact;
  readonly cue: string;
  /** Where it stands in its clause. */
  readonly at: number;
  readonly distance: number;
}

/** The 到的 of 拿到的 is no word of its own. */
const isPart = (one: NearCue, others: readonly NearCue[]): boolean =>
  others.some(
    ({ at, cue, fact }) =>
      fact !== one.fact &&
      cue.length > one.cue.length &&
      at < one.at &&
      at + cue.length >= one.at + one.cue.length,
  );

/** The first of those that stand nearest, with rank 0 for a word of this fact alone, 1 for a word of several. */
function nearest(
  near: readonly NearCue[],
  rivals: readonly Fact[],
): (NearCue & { rank: number }) | undefined {
  const isShared = ({ fact, cue }: NearCue) =>
    rivals.some((other) => other !== fact && other.cues?.includes(cue));
  const ranked = near.map((one) => ({ ...one, rank: isShared(one) ? 1 : 0 }));
  return ranked.sort((a, b) => a.rank - b.rank || a.distance - b.distance)[0];
}

/** What stands around a value; every rule that reads it asks anew. */
interface Surroundings {
  /** Where the clause begins that the value stands in. */
  readonly start: number;
  readonly clause: string;
  readonly cues: WeakMap<Fact, readonly NearCue[]>;
}

const surroundings = new WeakMap<Place, Surroundings>();

/** The cues of a fact within reach of a value, in the order of the fact and of the text. */
function cuesAround(place: Place, plain: string, fact: Fact): readonly NearCue[] {
  const around = surroundings.get(place) ?? lookAround(place, plain);
  surroundings.set(place, around);
  const cues = around.cues.get(fact) ?? cuesNear(place, plain, { fact, ...around });
  around.cues.set(fact, cues);
  return cues;
}

function lookAround(place: Place, plain: string): Surroundings {
  const [own, stop] = clauseAround(place, plain);
  const start = isBareClause(place, plain, [own, stop]) ? clauseBefore(place, plain, own) : own;
  return { start, clause: plain.slice(start, stop), cues: new WeakMap() };
}

function cuesNear(
  place: Place,
  plain: string,
  { fact, start, clause }: { fact: Fact; start: number; clause: string },
): NearCue[] {
  return (fact.cues ?? []).flatMap((cue) =>
    occurrences(clause, cue.toLowerCase())
      .map((at) => ({
        at,
        distance: distanceTo(place, plain, { at: start + at, end: start + at + cue.length }),
      }))
      .filter(({ distance }) => distance <= reach)
      .map((near) => ({ fact, cue, ...near })),
  );
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
