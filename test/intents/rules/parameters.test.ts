/** Parameters are dated, typed and remembered once they are read. */
import { describe, expect, it } from 'vitest';
import { ParameterError, parametersOn } from '../../../intents/rules/parameters.ts';
import { createRuleRunner } from '../../../intents/rules/run.ts';
import { parseInstant } from '../../../intents/rules/shanghai-time.ts';
import type { Parameter } from '../../../knowledge/schema.ts';
import { readRuleKnowledge } from './rule-cases.ts';

function parameter(
  id: string,
  values: readonly [Parameter['values'][number]['value'], string?][],
): Parameter {
  return {
    id,
    description: '测试',
    unit: 'text',
    values: values.map(([value, from]) => ({ value, checked: '2026-11-23', ...(from && { from }) })),
    source: { entry: 'some-entry', quote: '原文' },
  };
}

const all = new Map(
  [
    parameter('days', [[30], [60, '2027-01-01'], [90, '2027-06-01']]),
    parameter('later', [[5, '2027-01-01']]),
    parameter('amount', [['0.99']]),
    parameter('words', [['就是这样']]),
    parameter('ways', [[['电汇', '支票']]]),
  ].map((one) => [one.id, one]),
);

describe('a dated value', () => {
  it.each([
    ['2026-12-31', 30],
    ['2027-01-01', 60],
    ['2027-05-31', 60],
    ['2027-06-01', 90],
    ['2099-01-01', 90],
  ])('on %s it is %i', (day, value) => {
    expect(parametersOn(all, day).days('days')).toBe(value);
  });

  it('is missing before its first row begins', () => {
    expect(() => parametersOn(all, '2026-12-31').count('later')).toThrow(/later has no value on 2026-12-31/);
  });

  it('changes what a rule computes, from its day on', () => {
    const knowledge = readRuleKnowledge();
    const parameters = knowledge.parameters.map((one) =>
      one.id === 'change_interval'
        ? { ...one, values: [...one.values, { value: 60, from: '2027-01-01', checked: '2026-11-23' }] }
        : one,
    );
    const runner = createRuleRunner({ ...knowledge, parameters });
    const daysLeft = (asOf: string) => {
      const now = parseInstant(asOf);
      const result = now.ok ? runner.run('modify_interval', { lastModifiedAt: asOf }, now.value) : undefined;
      return result?.status === 'ok' ? result.values.daysLeft : undefined;
    };
    expect(daysLeft('2026-12-31')).toBe(30);
    expect(daysLeft('2027-01-01')).toBe(60);
  });
});

describe('a read', () => {
  it('is typed', () => {
    const parameters = parametersOn(all, '2026-11-23');
    expect(parameters.amount('amount').toFixed(2)).toBe('0.99');
    expect(parameters.text('words')).toBe('就是这样');
    expect(parameters.list('ways')).toEqual(['电汇', '支票']);
    expect(() => parameters.count('words')).toThrow(ParameterError);
    expect(() => parameters.amount('words')).toThrow(/must be an amount/);
    expect(() => parameters.text('ways')).toThrow(/must be a text/);
    expect(() => parameters.list('days')).toThrow(/must be a list/);
    expect(() => parameters.cite('nowhere')).toThrow(/nowhere has no value/);
  });

  it('is remembered once, in the order of reading', () => {
    const parameters = parametersOn(all, '2026-11-23');
    parameters.cite('words');
    parameters.days('days');
    parameters.text('words');
    expect(parameters.used).toEqual(['words', 'days']);
  });
});
