/** Scores a router on labelled questions: how often it is right, how often it should have kept silent. */
import { z } from 'zod';
import type { Match, Router } from './types.ts';

/** One line of a routing set. `expect` and `ok` name entries by id or canonical question; no `expect`: must not be answered. */
export const routingCaseSchema = z.object({
  q: z.string(),
  expect: z.array(z.string()).default([]),
  ok: z.array(z.string()).default([]),
  kind: z.string().default('other'),
});
export type RoutingCase = z.infer<typeof routingCaseSchema>;

/** Counts over some cases; shares are made of them where they are shown. */
export interface Tally {
  readonly inScope: number;
  readonly outOfScope: number;
  /** First of the ranking is expected. */
  readonly top1: number;
  /** First of the ranking is expected or equally right. */
  readonly top1Ok: number;
  /** One of the first three is expected or equally right. */
  readonly top3: number;
  /** Answered directly and rightly. */
  readonly answered: number;
  /** Answered rightly, or the right entry is among at most three options. */
  readonly served: number;
  /** In scope, answered directly with a wrong entry. */
  readonly wrong: number;
  /** Out of scope and answered all the same. */
  readonly falseAnswers: number;
}

export interface RoutingReport {
  readonly all: Tally;
  readonly byKind: Readonly<Record<string, Tally>>;
}

const mostOptions = 3;
const nothing: Tally = {
  inScope: 0,
  outOfScope: 0,
  top1: 0,
  top1Ok: 0,
  top3: 0,
  answered: 0,
  served: 0,
  wrong: 0,
  falseAnswers: 0,
};

const names = (
  list: readonly string[],
  candidate: { entry: string; question: string } | undefined,
): boolean =>
  candidate !== undefined && (list.includes(candidate.entry) || list.includes(candidate.question));

/** How one case went, as a tally of ones and zeros. */
export function scoreCase(match: Match, given: RoutingCase): Tally {
  const answered = match.decision === 'answer';
  if (given.expect.length === 0) return { ...nothing, outOfScope: 1, falseAnswers: Number(answered) };
  const good = [...given.expect, ...given.ok];
  const first = names(good, match.ranking[0]);
  const offered = match.decision === 'clarify' ? (match.options ?? []).slice(0, mostOptions) : [];
  const served = offered.some((entry) =>
    names(
      good,
      match.ranking.find((one) => one.entry === entry),
    ),
  );
  return {
    ...nothing,
    inScope: 1,
    top1: Number(names(given.expect, match.ranking[0])),
    top1Ok: Number(first),
    top3: Number(match.ranking.slice(0, 3).some((candidate) => names(good, candidate))),
    answered: Number(answered && first),
    served: Number((answered && first) || served),
    wrong: Number(answered && !first),
  };
}

const keys = Object.keys(nothing) as (keyof Tally)[];
const add = (a: Tally, b: Tally): Tally =>
  Object.fromEntries(keys.map((key) => [key, a[key] + b[key]])) as unknown as Tally;

export function evaluateRouting(router: Router, cases: readonly RoutingCase[]): RoutingReport {
  let all = nothing;
  const byKind: Record<string, Tally> = {};
  for (const given of cases) {
    const tally = scoreCase(router.route(given.q), given);
    all = add(all, tally);
    byKind[given.kind] = add(byKind[given.kind] ?? nothing, tally);
  }
  return { all, byKind };
}
