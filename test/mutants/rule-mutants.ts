/** Every change to a rule's numbers, calendar and zone that its cases must notice. */
import { rules } from '../../intents/rules/registry.ts';
import { createRuleRunner, type RuleKnowledge } from '../../intents/rules/run.ts';
import { parseInstant } from '../../intents/rules/shanghai-time.ts';
import { horizonReasons } from '../../intents/rules/workday-steps.ts';
import type { Parameter } from '../../knowledge/schema.ts';
import { holds, type RuleCase, readRuleCases, readRuleKnowledge } from '../intents/rules/rule-cases.ts';

export interface Mutant {
  readonly rule: string;
  /** What was changed, such as `personal_limit = 4`. */
  readonly change: string;
  /** Whether every case of the rule still holds: nobody would have noticed. */
  readonly survives: boolean;
}

type Value = Parameter['values'][number]['value'];

const knowledge = readRuleKnowledge();
const cases = readRuleCases();
const casesOf = (name: string) => cases.filter(({ rule }) => rule === name);

/** All mutants of all rules, each with its fate. Throws when a case does not hold for the shipped knowledge. */
export function tryMutants(): Mutant[] {
  const broken = cases.filter((one) => !holds(createRuleRunner(knowledge), one));
  if (broken.length > 0)
    throw new Error(`cases fail without any mutant: ${broken.map(({ name }) => name).join('; ')}`);
  return [...rules.values()].flatMap(({ name, parameters, reasons, facts }) => [
    ...knowledge.parameters.filter(({ id }) => parameters.includes(id)).flatMap((one) => numbers(name, one)),
    ...(horizonReasons.every((one) => reasons.includes(one)) ? calendars(name) : []),
    ...(facts.some((fact) => fact.endsWith('At')) ? zones(name) : []),
  ]);
}

function under(rule: string, change: string, changed: RuleKnowledge): Mutant {
  const runner = createRuleRunner(changed);
  return { rule, change, survives: casesOf(rule).every((one) => holds(runner, one)) };
}

function numbers(rule: string, parameter: Parameter): Mutant[] {
  return neighbours(parameter).map((value) => {
    const parameters = knowledge.parameters.map((one) =>
      one.id === parameter.id ? { ...one, values: [{ value, checked: '2026-11-23' }] } : one,
    );
    return under(rule, `${parameter.id} = ${value}`, { ...knowledge, parameters });
  });
}

/** One more and one less; a cent for amounts; a list without each of its members. */
function neighbours({ unit, values: [row] }: Parameter): Value[] {
  const value = row?.value;
  if (typeof value === 'number') return [value - 1, value + 1];
  if (unit === 'yuan') return [(Number(value) - 0.01).toFixed(2), (Number(value) + 0.01).toFixed(2)];
  return Array.isArray(value) ? value.map((gone) => value.filter((one) => one !== gone)) : [];
}

function calendars(rule: string): Mutant[] {
  const without = (part: 'holidays' | 'makeUpDays') => ({
    ...knowledge,
    calendar: knowledge.calendar.map((year) => ({ ...year, [part]: [] })),
  });
  return [
    under(rule, 'no holidays', without('holidays')),
    under(rule, 'no make-up days', without('makeUpDays')),
  ];
}

/** Days of UTC, in what is stated and in what today is. */
function zones(rule: string): Mutant[] {
  const runner = createRuleRunner(knowledge);
  const survives = (change: (one: RuleCase) => RuleCase) =>
    casesOf(rule).every((one) => holds(runner, change(one)));
  const stated = (one: RuleCase) => ({
    ...one,
    facts: Object.fromEntries(Object.entries(one.facts).map(([name, value]) => [name, utcDay(value)])),
  });
  const today = (one: RuleCase) => ({ ...one, asOf: String(utcDay(one.asOf)) });
  return [
    { rule, change: 'facts in UTC', survives: survives(stated) },
    { rule, change: 'today in UTC', survives: survives(today) },
  ];
}

function utcDay(raw: unknown): unknown {
  const instant = typeof raw === 'string' && raw.includes('T') ? parseInstant(raw) : undefined;
  return instant?.ok ? instant.value.toZonedDateTimeISO('UTC').toPlainDate().toString() : raw;
}
