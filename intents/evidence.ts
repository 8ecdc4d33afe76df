/** What speaks for and against the best entry, as numbers that confidence is made of. */
import { ownersOf } from './matchers/pooled.ts';
import type { Reading } from './reading.ts';
import { type Opinion, type Scorers, topOf } from './scorers.ts';

export const evidenceNames = [
  /** Chance of the best entry, and its lead over the next entry and over all that is declined. */
  'chance',
  'lead',
  'lead over declined',
  /** Entropy of the chances: high when many are alike. */
  'spread',
  /** Share of the question that the entry's examples hold, and the same beside what is declined. */
  'covered',
  'covered lead',
  /** It is the nearest of all. */
  'agreed',
  /** Share of the named concepts that the entry never speaks of, and number of those that no entry speaks of. */
  'foreign to entry',
  'foreign to all',
  /** Number of outside things it names that the entry never speaks of. */
  'outside',
  /** Share of the question that only declined examples hold. */
  'only declined',
  'latin',
  'length',
  /** Nearness to the entry's examples, and its lead over all that is declined and over the next entry. */
  'near',
  'near lead over declined',
  'near lead',
  /** What the second linear model says of being in scope at all. */
  'scope',
] as const;

/** Evidence that also counts two by two: what is odd by one of them alone may be usual beside another. */
export const crossedEvidence: readonly number[] = (
  ['chance', 'lead', 'lead over declined', 'covered', 'outside', 'near lead', 'scope'] as const
).map((name) => evidenceNames.indexOf(name));

const logOdds = (chance: number): number => Math.log((chance + 1e-4) / (1 - chance + 1e-4));
const logRatio = (a: number, b: number): number => Math.log((a + 1e-3) / (b + 1e-3));
/** A knowledge base with one entry, or nothing to decline, has no second best: its chance is 0. */
const at = (values: Float32Array, k: number): number => values[k] ?? 0;

const noOwners = new Uint16Array();

interface Foreign {
  readonly toEntry: number;
  readonly toAll: number;
}

/** How many of these concepts the entry never speaks of, and how many no entry speaks of. */
function countForeign({ pooled, entries }: Scorers, concepts: readonly number[], best: number): Foreign {
  let toEntry = 0;
  let toAll = 0;
  for (const id of concepts) {
    // Owners are in order: entries first.
    const owners = id < 0 ? noOwners : ownersOf(pooled, id);
    if (!owners.includes(best)) toEntry++;
    if ((owners[0] ?? entries) >= entries) toAll++;
  }
  return { toEntry, toAll };
}

function shareOnlyDeclined({ pooled, entries }: Scorers, { row }: Reading): number {
  const { starts, owners } = pooled;
  let share = 0;
  for (let i = 0; i < row.ids.length; i++) {
    const start = starts[row.ids[i] as number] as number;
    const end = starts[(row.ids[i] as number) + 1] as number;
    if (end > start && (owners[start] as number) >= entries) share += at(row.values, i) ** 2;
  }
  return share;
}

function entropyOf(chances: Float32Array): number {
  let entropy = 0;
  for (let k = 0; k < chances.length; k++) {
    const chance = chances[k] as number;
    if (chance > 1e-6) entropy -= chance * Math.log(chance);
  }
  return entropy;
}

/** The best entry by the linear model and one number per name in `evidenceNames`. */
export function weigh(
  scorers: Scorers,
  opinion: Opinion,
  reading: Reading,
): { best: number; evidence: number[] } {
  const { entries } = scorers;
  const { chances, near, covered, scope } = opinion;
  const best = topOf(chances, 0, entries);
  const chance = at(chances, best);
  const nearness = at(near, best);
  const leadOverDeclined = nearness - at(near, topOf(near, entries, near.length));
  const lead = nearness - at(near, topOf(near, 0, entries, best));
  const foreign = countForeign(scorers, reading.concepts, best);
  const evidence = [
    logOdds(chance),
    logRatio(chance, at(chances, topOf(chances, 0, entries, best))),
    logRatio(chance, at(chances, topOf(chances, entries, chances.length))),
    entropyOf(chances),
    at(covered, best),
    at(covered, best) - at(covered, topOf(covered, entries, covered.length)),
    leadOverDeclined >= 0 && lead >= 0 ? 1 : 0,
    foreign.toEntry / Math.max(1, reading.concepts.length),
    foreign.toAll,
    Math.min(2, countForeign(scorers, reading.outside, best).toEntry),
    shareOnlyDeclined(scorers, reading),
    reading.latin,
    Math.log(1 + reading.length),
    nearness,
    leadOverDeclined,
    lead,
    scope,
  ];
  return { best, evidence };
}
