/** The ways a rule can end, as short words. */
import type { FactName } from './facts.ts';
import type { RuleOutcome, Step, Values } from './types.ts';

/** Values of a rule while they are gathered; what stays `undefined` is left out of the result. */
export type Draft = Readonly<Record<string, Values[string] | undefined>>;

/** The rule's answer: which of its outcomes, the values, and how they came about. */
export function ok(outcome: string, values: Draft, steps: readonly Step[]): RuleOutcome {
  return { status: 'ok', outcome, values: present(values), steps };
}

/** The facts that are missing, in the order to ask for them. */
export function needs(...missing: FactName[]): RuleOutcome {
  return { status: 'needs_facts', missing };
}

/** The facts that cannot be, all for the same reason. */
export function invalid(reason: string, ...facts: FactName[]): RuleOutcome {
  return { status: 'invalid', fields: facts.map((fact) => ({ fact, reason })) };
}

/** Drops the values that are not known. */
export function present(values: Draft): Values {
  return Object.fromEntries(
    Object.entries(values).filter((pair): pair is [string, Values[string]] => pair[1] !== undefined),
  );
}
