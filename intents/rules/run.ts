/** The folder's door for computing: a rule's name and raw facts go in, a RuleResult comes out. */
import type { Temporal } from 'temporal-polyfill';
import type { KnowledgeBase } from '../../knowledge/schema.ts';
import { createWorkCalendar, type WorkCalendar } from './calendar.ts';
import { type FactName, type Facts, factSchemas, isPastDay } from './facts.ts';
import { isAmount } from './money.ts';
import { parametersOn } from './parameters.ts';
import { rules } from './registry.ts';
import { shanghaiDay } from './shanghai-time.ts';
import type { InvalidFact, Rule, RuleResult } from './types.ts';

/** A rule was asked for that does not exist. */
export class UnknownRuleError extends Error {
  override readonly name = 'UnknownRuleError';
  readonly code = 'UNKNOWN_RULE';
  readonly rule: string;

  constructor(rule: string, names: readonly string[]) {
    super(`there is no rule "${rule}": use one of ${names.join(', ')}`);
    this.rule = rule;
  }
}

export interface RuleRunner {
  readonly names: readonly string[];
  /** The calendar that every rule counts with, for the horizon warning and for questions about single days. */
  readonly calendar: WorkCalendar;
  /**
   * Runs one rule at one instant. Whatever `facts` holds, the result says so; nothing is coerced.
   * Throws UnknownRuleError for a name that is not in `names`.
   */
  run(name: string, facts: unknown, asOf: Temporal.Instant): RuleResult;
}

/** What of the knowledge base the rules compute with. */
export type RuleKnowledge = Pick<KnowledgeBase, 'parameters' | 'calendar'> &
  Partial<Pick<KnowledgeBase, 'rules'>>;

/** A runner over the parameters and the calendar of a knowledge base. */
export function createRuleRunner(knowledge: RuleKnowledge): RuleRunner {
  const parameters = new Map(knowledge.parameters.map((parameter) => [parameter.id, parameter]));
  const calendar = createWorkCalendar(knowledge.calendar);
  // one without sentences could tell nobody what it found
  const names = [...rules.keys()].filter((name) => knowledge.rules?.has(name) ?? true);
  return {
    names,
    calendar,
    run(name, raw, asOf) {
      const rule = rules.get(name);
      if (!rule || !names.includes(name)) throw new UnknownRuleError(name, names);
      const today = shanghaiDay(asOf);
      const day = today.toString();
      const inForce = parametersOn(parameters, day);
      const facts = readFacts(rule, raw, day);
      const outcome =
        'fields' in facts
          ? ({ status: 'invalid', fields: facts.fields } as const)
          : rule.evaluate(facts.clean, { today, parameters: inForce, calendar });
      return {
        ...outcome,
        rule: name,
        asOf: day,
        facts: 'fields' in facts ? {} : asJson(facts.clean),
        parameters: inForce.used,
      };
    },
  };
}

type ReadFacts = { readonly clean: Partial<Facts> } | { readonly fields: readonly InvalidFact[] };

/** The rule's own facts, checked one by one so that every bad field is told at once. */
function readFacts(rule: Rule, raw: unknown, today: string): ReadFacts {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    return { fields: [{ fact: 'facts', reason: 'not_an_object' }] };
  const given = new Map<string, unknown>(Object.entries(raw));
  const clean: Record<string, unknown> = {};
  const fields: InvalidFact[] = [];
  for (const fact of rule.facts) {
    if (given.get(fact) === undefined) continue;
    const read = readFact(fact, given.get(fact), today);
    if ('reason' in read) fields.push({ fact, reason: read.reason });
    else clean[fact] = read.value;
  }
  return fields.length > 0 ? { fields } : { clean };
}

function readFact(name: FactName, raw: unknown, today: string): { value: unknown } | { reason: string } {
  const parsed = factSchemas[name].safeParse(raw);
  if (!parsed.success) return { reason: parsed.error.issues[0]?.message ?? 'not_a_choice' };
  if (isPastDay(name) && String(parsed.data) > today) return { reason: 'in_future' };
  return { value: parsed.data };
}

/** Days as `YYYY-MM-DD`, amounts as plain decimal strings. */
function asJson(facts: Partial<Facts>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, jsonValue(value)]));
}

function jsonValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(jsonValue);
  if (isAmount(value)) return value.toFixed();
  return typeof value === 'object' ? String(value) : value;
}
