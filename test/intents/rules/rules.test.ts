/** Every rule against its cases, and every case against the form of its rule. */
import { describe, expect, it } from 'vitest';
import { rules } from '../../../intents/rules/registry.ts';
import { readRuleCases, runCase, seen, shippedRunner } from './rule-cases.ts';

const runner = shippedRunner();
const cases = readRuleCases();

describe.each([...rules.keys()])('%s', (name) => {
  const own = cases.filter(({ rule }) => rule === name);

  it.each(own.map((one) => [one.name, one] as const))('%s', (_, one) => {
    expect(seen(runCase(runner, one), one)).toEqual(one.expect);
  });

  it('has at least twelve cases, each with a name of its own', () => {
    expect(own.length).toBeGreaterThanOrEqual(12);
    expect(new Set(own.map((one) => one.name)).size).toBe(own.length);
  });

  it('has a case for every outcome and every reason it declares, and ends in no other', () => {
    const results = own.map((one) => runCase(runner, one));
    const outcomes = results.flatMap((result) => (result.status === 'ok' ? [result.outcome] : []));
    const reasons = results.flatMap((result) => ('reason' in result ? [result.reason] : []));
    expect(new Set(outcomes)).toEqual(new Set(rules.get(name)?.outcomes));
    expect(new Set(reasons)).toEqual(new Set(rules.get(name)?.reasons));
  });

  it('gives and reads exactly what it declares', () => {
    const results = own.map((one) => runCase(runner, one));
    const values = results.flatMap((result) => ('values' in result ? Object.keys(result.values) : []));
    const parameters = results.flatMap((result) => result.parameters);
    expect(new Set(values)).toEqual(new Set(rules.get(name)?.values));
    expect(new Set(parameters)).toEqual(new Set(rules.get(name)?.parameters));
  });

  it('rests every answer on the document', () => {
    const answers = own.map((one) => runCase(runner, one)).filter(({ status }) => status === 'ok');
    expect(answers.filter(({ parameters }) => parameters.length === 0)).toEqual([]);
  });
});

it('every file of cases belongs to a rule', () => {
  expect(cases.filter(({ rule }) => !rules.has(rule))).toEqual([]);
});
