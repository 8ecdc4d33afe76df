/** The words of computing: facts go in, a rule result comes out. Rules are pure and hold no sentence of their own. */
import type { Temporal } from 'temporal-polyfill';
import type { WorkCalendar } from './calendar.ts';
import type { FactName, FactsOf } from './facts.ts';
import type { ParameterSet } from './parameters.ts';

/** JSON values that a rule gives back: days as `YYYY-MM-DD`, amounts as decimal strings with two places. */
export type Value = string | number | boolean | readonly string[];
export type Values = Readonly<Record<string, Value>>;

/** One step of a computation: a template id of the knowledge base and the values that fill it. */
export interface Step {
  readonly id: string;
  readonly values: Values;
}

/** What a rule may look at besides the facts. */
export interface RuleContext {
  /** The Shanghai day of "now". */
  readonly today: Temporal.PlainDate;
  /** Parameters in force on that day; whatever is read from them becomes a source of the answer. */
  readonly parameters: ParameterSet;
  readonly calendar: WorkCalendar;
}

export interface InvalidFact {
  readonly fact: string;
  /** Reason code; its sentence stands in `knowledge/facts.yaml`. */
  readonly reason: string;
}

export type RuleOutcome =
  | {
      readonly status: 'ok';
      readonly outcome: string;
      readonly values: Values;
      readonly steps: readonly Step[];
    }
  | { readonly status: 'needs_facts'; readonly missing: readonly string[] }
  | { readonly status: 'not_applicable'; readonly reason: string }
  | {
      readonly status: 'calendar_unknown';
      readonly reason: string;
      readonly values: Values;
      readonly steps: readonly Step[];
    }
  | { readonly status: 'invalid'; readonly fields: readonly InvalidFact[] };

/** One rule: the facts it reads, the parameters it rests on, and the computation. */
export interface Rule<Name extends FactName = FactName> {
  readonly name: string;
  /** Names of the facts it reads; others never reach `evaluate`. */
  readonly facts: readonly Name[];
  /** Ids of the parameters it may read; their quotes are the sources of its answer. */
  readonly parameters: readonly string[];
  /** Every outcome it can end with; the knowledge base holds a sentence for each. */
  readonly outcomes: readonly string[];
  /** Every reason for `not_applicable` and `calendar_unknown`. */
  readonly reasons: readonly string[];
  /** Names of the values it can give, which sentences may use as placeholders. */
  readonly values: readonly string[];
  evaluate(facts: FactsOf<Name>, context: RuleContext): RuleOutcome;
}

/** A finished computation: the outcome plus the facts that were used and the parameters behind it. */
export type RuleResult = RuleOutcome & {
  readonly rule: string;
  /** Today in Shanghai, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** The rule's own facts that were given, as clean JSON: days in Shanghai, amounts as decimal strings. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Ids of the parameters that were read, in the order of reading. */
  readonly parameters: readonly string[];
};
