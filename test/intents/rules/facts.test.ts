/** How raw facts are read: what is taken, what is refused and why, and what a result repeats of them. */
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { type FactName, factSchemas } from '../../../intents/rules/facts.ts';
import { rules } from '../../../intents/rules/registry.ts';
import { UnknownRuleError } from '../../../intents/rules/run.ts';
import { parseInstant } from '../../../intents/rules/shanghai-time.ts';
import { shippedRunner } from './rule-cases.ts';

const runner = shippedRunner();
const now = Temporal.Instant.from('2026-11-23T04:00:00Z');

function reasonOf(fact: FactName, raw: unknown): string | undefined {
  return factSchemas[fact].safeParse(raw).error?.issues[0]?.message;
}

describe('a fact of each kind', () => {
  it.each<[FactName, unknown, string]>([
    ['wrongAttempts', Number.NaN, 'not_a_count'],
    ['wrongAttempts', Number.POSITIVE_INFINITY, 'not_a_count'],
    ['wrongAttempts', '３', 'not_a_count'],
    ['wrongAttempts', 2 ** 53, 'not_a_count'],
    ['wrongAttempts', -1.5, 'not_a_count'],
    ['wrongAttempts', -0.5, 'not_a_count'],
    ['wrongAttempts', {}, 'not_a_count'],
    ['paymentReceived', 'true', 'not_boolean'],
    ['paymentReceived', 0, 'not_boolean'],
    ['lastModifiedAt', '', 'not_a_day'],
    ['lastModifiedAt', '2026-9-2', 'not_a_day'],
    ['lastModifiedAt', '2026/09/02', 'not_a_day'],
    ['lastModifiedAt', ' 2026-09-02', 'not_a_day'],
    ['lastModifiedAt', '+002026-09-02', 'not_a_day'],
    ['lastModifiedAt', '2026-09-02 10:00:00Z', 'not_a_day'],
    ['lastModifiedAt', '2026-09-02T10:00:00CST', 'not_a_day'],
    ['lastModifiedAt', `2026-09-02T10:00:00Z${' '.repeat(200)}`, 'not_a_day'],
    ['lastModifiedAt', new Date(0), 'not_a_day'],
    ['lastModifiedAt', '2026-04-31', 'impossible_day'],
    ['lastModifiedAt', '2100-02-29', 'impossible_day'],
    ['lastModifiedAt', '2026-09-02T25:00:00Z', 'impossible_day'],
    ['lastModifiedAt', '2026-09-02T10:00:00[Mars/Olympus]', 'impossible_day'],
    ['lastModifiedAt', '2026-09-02T10:00', 'needs_zone'],
    ['lastModifiedAt', '2201-01-01', 'year_out_of_range'],
    ['lastModifiedAt', '0000-01-01', 'year_out_of_range'],
    ['enteredAmount', '0x10', 'not_an_amount'],
    ['enteredAmount', '1_000', 'not_an_amount'],
    ['enteredAmount', '--1', 'not_an_amount'],
    ['enteredAmount', '0.37\n', 'not_an_amount'],
    ['enteredAmount', '1'.repeat(31), 'not_an_amount'],
    ['enteredAmount', '1000000000000.01', 'not_an_amount'],
    ['enteredAmount', 1e300, 'not_an_amount'],
    ['enteredAmount', [0.37], 'not_an_amount'],
    ['amount', '-0.01', 'negative_amount'],
    ['rechargedAmounts', { 0: 0.37 }, 'not_amounts'],
    ['rechargedAmounts', ['0.37', null], 'not_an_amount'],
    ['rechargedAmounts', Array(101).fill(0.01), 'too_many'],
    ['method', 'constructor', 'not_a_choice'],
    ['channel', '长'.repeat(101), 'too_long'],
    ['channel', ['电汇'], 'not_a_text'],
  ])('%s: %j is refused', (fact, raw, reason) => {
    expect(reasonOf(fact, raw)).toBe(reason);
  });

  it.each<[FactName, unknown]>([
    ['wrongAttempts', 0],
    ['wrongAttempts', -0],
    ['lastModifiedAt', '2024-02-29'],
    ['lastModifiedAt', '2026-09-02T10:00Z'],
    ['lastModifiedAt', '2026-09-02T10:00:00.123456789+0800'],
    ['lastModifiedAt', '2026-09-02T10:00:00+08:00[Asia/Shanghai]'],
    ['balanceBefore', '-12.50'],
    ['balanceBefore', '007.50'],
    ['channel', '任何途径'],
  ])('%s: %j is taken', (fact, raw) => {
    expect(reasonOf(fact, raw)).toBeUndefined();
  });
});

describe('days in Shanghai', () => {
  it.each([
    ['2026-09-20T23:30:00+00:00', '2026-09-21'],
    ['2026-09-20T15:59:59Z', '2026-09-20'],
    ['2026-09-20T16:00:00Z', '2026-09-21'],
    ['2026-09-20T23:30:00[Asia/Shanghai]', '2026-09-20'],
    ['2026-09-20T12:00:00[America/New_York]', '2026-09-21'],
    ['2026-12-31T23:30:00-08:00', '2027-01-01'],
    ['1988-07-01T15:30:00Z', '1988-07-02'],
  ])('%s is %s', (raw, expected) => {
    expect(String(factSchemas.lastModifiedAt.parse(raw))).toBe(expected);
  });

  it('a date alone as now is the start of that day in Shanghai', () => {
    const parsed = parseInstant('2026-11-23');
    expect(parsed.ok && parsed.value.toString()).toBe('2026-11-22T16:00:00Z');
  });
});

describe('a result', () => {
  it("repeats only the rule's own facts, as clean JSON", () => {
    const facts = {
      accountId: 'a-1',
      paymentAmount: '0.37',
      method: 'recharge',
      balanceBefore: 100,
      amount: '0.370',
      lastModifiedAt: '2026-09-20T23:30:00Z',
    };
    expect(runner.run('money_return', facts, now).facts).toEqual({
      method: 'recharge',
      balanceBefore: '100',
      amount: '0.37',
    });
    expect(runner.run('modify_interval', facts, now).facts).toEqual({ lastModifiedAt: '2026-09-21' });
    const amounts = { assignedAmount: 0.37, rechargedAmounts: [0.1, '0.20'] };
    expect(runner.run('recharge_amount', amounts, now).facts).toEqual({
      assignedAmount: '0.37',
      rechargedAmounts: ['0.1', '0.2'],
    });
  });

  it('bears its rule, its day and the parameters it read', () => {
    expect(runner.run('amount_attempts', { wrongAttempts: 1 }, now)).toMatchObject({
      rule: 'amount_attempts',
      asOf: '2026-11-23',
      parameters: ['amount_attempts'],
    });
  });

  it('cites the advice for late payments only where one is late', () => {
    const facts = { transferSubmittedAt: '2026-11-02' };
    const early = Temporal.Instant.from('2026-11-03T04:00:00Z');
    expect(runner.run('transfer_window', facts, now).parameters).toContain('transfer_overdue_advice');
    expect(runner.run('transfer_window', facts, early).parameters).not.toContain('transfer_overdue_advice');
  });

  it.each([[null], [undefined], ['{}'], [[]], [7]])('facts given as %j are no facts', (facts) => {
    expect(runner.run('personal_quota', facts, now)).toMatchObject({
      status: 'invalid',
      fields: [{ fact: 'facts', reason: 'not_an_object' }],
    });
  });

  it('does not look for facts on the prototype', () => {
    const facts = Object.create({ idCardBoundAccounts: 1 });
    expect(runner.run('personal_quota', facts, now).status).toBe('needs_facts');
    const polluted = JSON.parse('{"__proto__": {"idCardBoundAccounts": 1}}');
    expect(runner.run('personal_quota', polluted, now).status).toBe('needs_facts');
  });
});

it('a rule that does not exist is a fault that names the ones that do', () => {
  expect(() => runner.run('constructor', {}, now)).toThrow(UnknownRuleError);
  expect(() => runner.run('toString', {}, now)).toThrow(/personal_quota/);
});

it('there are twenty-one rules', () => {
  expect(runner.names).toHaveLength(21);
  expect(runner.names).toEqual([...rules.keys()]);
});
