/** The cases are dense: whatever number, holiday or zone is changed, a case of every rule concerned breaks. */
import { describe, expect, it } from 'vitest';
import { rules } from '../../../intents/rules/registry.ts';
import { createRuleRunner, type RuleKnowledge } from '../../../intents/rules/run.ts';
import { parseInstant } from '../../../intents/rules/shanghai-time.ts';
import { horizonReasons } from '../../../intents/rules/workday-steps.ts';
import type { Parameter } from '../../../knowledge/schema.ts';
import { holds, type RuleCase, readRuleCases, readRuleKnowledge } from './rule-cases.ts';

const knowledge = readRuleKnowledge();
const cases = readRuleCases();
const shipped = createRuleRunner(knowledge);
const counting = [...rules.values()].filter(({ reasons }) =>
  horizonReasons.every((one) => reasons.includes(one)),
);
const dated = [...rules.values()].filter(({ facts }) => facts.some((fact) => fact.endsWith('At')));

/** Names of the rules of which every case still holds, although something was changed. */
function survivors(names: readonly string[], changed: RuleKnowledge): string[] {
  const runner = createRuleRunner(changed);
  return names.filter((name) => cases.filter(({ rule }) => rule === name).every((one) => holds(runner, one)));
}

function withValue(id: string, value: Parameter['values'][number]['value']): RuleKnowledge {
  const parameters = knowledge.parameters.map((parameter) =>
    parameter.id === id ? { ...parameter, values: [{ value, checked: '2026-11-23' }] } : parameter,
  );
  return { ...knowledge, parameters };
}

/** Values close to the true one, which only an exact case tells from it. */
function neighbours({ unit, values: [row] }: Parameter): Parameter['values'][number]['value'][] {
  const value = row?.value;
  if (typeof value === 'number') return [value - 1, value + 1];
  if (unit === 'yuan') return [(Number(value) - 0.01).toFixed(2), (Number(value) + 0.01).toFixed(2)];
  return Array.isArray(value) ? value.map((gone) => value.filter((one) => one !== gone)) : [];
}

const mutants = knowledge.parameters.flatMap((parameter) =>
  neighbours(parameter).map((value) => [parameter.id, value] as const),
);

describe('a changed parameter is noticed by every rule that reads it', () => {
  it.each(mutants)('%s = %s', (id, value) => {
    const concerned = [...rules.values()].filter(({ parameters }) => parameters.includes(id));
    expect(concerned.length).toBeGreaterThan(0);
    expect(
      survivors(
        concerned.map(({ name }) => name),
        withValue(id, value),
      ),
    ).toEqual([]);
  });

  it.each([
    ['recharge_payer', 'personal', ['recharge_amount', 'recharge_channel']],
    ['upload_original_entity_changed', '别处', ['original_entity_document']],
    ['upload_original_entity_deregistered', '别处', ['original_entity_document']],
  ] as const)('%s = %s', (id, value, concerned) => {
    expect(survivors(concerned, withValue(id, value))).toEqual([]);
  });
});

describe('a changed calendar is noticed by every rule that counts working days', () => {
  const names = counting.map(({ name }) => name);

  it('without holidays', () => {
    const calendar = knowledge.calendar.map((year) => ({ ...year, holidays: [] }));
    expect(survivors(names, { ...knowledge, calendar })).toEqual([]);
  });

  it('without make-up days', () => {
    const calendar = knowledge.calendar.map((year) => ({ ...year, makeUpDays: [] }));
    expect(survivors(names, { ...knowledge, calendar })).toEqual([]);
  });

  it('with a year that is not published', () => {
    const unpublished = { ...knowledge.calendar[0], year: 2027, holidays: [], makeUpDays: [] };
    const calendar = [...knowledge.calendar, unpublished as (typeof knowledge.calendar)[number]];
    expect(survivors(names, { ...knowledge, calendar })).toEqual([]);
  });
});

describe('days of UTC instead of days in Shanghai are noticed by every rule that reads days', () => {
  const utcDay = (raw: unknown) => {
    const instant = typeof raw === 'string' && raw.includes('T') ? parseInstant(raw) : undefined;
    return instant?.ok ? instant.value.toZonedDateTimeISO('UTC').toPlainDate().toString() : raw;
  };
  const utcFacts = (one: RuleCase): RuleCase => ({
    ...one,
    facts: Object.fromEntries(Object.entries(one.facts).map(([name, value]) => [name, utcDay(value)])),
  });
  const utcToday = (one: RuleCase): RuleCase => ({ ...one, asOf: String(utcDay(one.asOf)) });

  it.each(dated.map(({ name }) => name))('%s', (name) => {
    const own = cases.filter(({ rule }) => rule === name);
    expect(own.every((one) => holds(shipped, one))).toBe(true);
    expect(own.map(utcFacts).every((one) => holds(shipped, one))).toBe(false);
    expect(own.map(utcToday).every((one) => holds(shipped, one))).toBe(false);
  });
});
