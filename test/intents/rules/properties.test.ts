/** What must hold for every rule and every input, not only for the cases. */
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { type FactName, factSchemas } from '../../../intents/rules/facts.ts';
import { rules } from '../../../intents/rules/registry.ts';
import { parseInstant } from '../../../intents/rules/shanghai-time.ts';
import type { RuleResult } from '../../../intents/rules/types.ts';
import { readRuleCases, runCase, shippedRunner } from './rule-cases.ts';

const runner = shippedRunner();
const names = [...rules.keys()];
const factNames = Object.keys(factSchemas) as FactName[];
const origin = Temporal.PlainDate.from('2019-01-01');
const dayAt = (offset: number) => origin.add({ days: offset }).toString();
const run = (rule: string, facts: unknown, asOf: string): RuleResult => {
  const now = parseInstant(asOf);
  if (!now.ok) throw new Error(asOf);
  return runner.run(rule, facts, now.value);
};
const valuesOf = (result: RuleResult) => ('values' in result ? result.values : {});

/** Days from 2019 to 2028: seven known years and, with 2027 and 2028, two that nobody knows yet. */
const offset = fc.integer({ min: 0, max: 3650 });
const day = offset.map(dayAt);
const plausible = fc.oneof(
  fc.integer({ min: 0, max: 12 }),
  fc.boolean(),
  day,
  fc.constantFrom(
    '0.37',
    0.37,
    'personal',
    'enterprise',
    'recharge',
    'corporate_transfer',
    'add',
    'replace',
    '电汇',
  ),
  fc.constantFrom(
    'info_changed',
    'deregistered',
    'legal_person_face',
    'wechat_official_account',
    'CN-mainland',
  ),
);
const anything = fc.oneof(
  fc.anything(),
  fc.date().map((date) => date.toString()),
  fc.string(),
);
const factsOf = (value: fc.Arbitrary<unknown>) =>
  fc.dictionary(fc.constantFrom(...factNames), value, { maxKeys: 8, noNullPrototype: true });

describe('every rule', () => {
  it('answers anything without throwing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.oneof(anything, factsOf(anything)),
        day,
        (name, facts, today) => {
          expect(run(name, facts, today).rule).toBe(name);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('ends in one of its outcomes or reasons, with values it has declared and days never negative', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), factsOf(plausible), day, (name, facts, today) => {
        const result = run(name, facts, today);
        const rule = rules.get(name);
        if (result.status === 'ok') expect(rule?.outcomes).toContain(result.outcome);
        if ('reason' in result) expect(rule?.reasons).toContain(result.reason);
        for (const [value, given] of Object.entries(valuesOf(result))) {
          expect(rule?.values).toContain(value);
          if (typeof given === 'number') expect(given).toBeGreaterThanOrEqual(0);
        }
        expect(rule?.parameters).toEqual(expect.arrayContaining([...result.parameters]));
      }),
      { numRuns: 3000 },
    );
  });

  it('is not moved by facts it does not know', () => {
    const cases = readRuleCases();
    fc.assert(
      fc.property(fc.constantFrom(...cases), factsOf(anything), (one, foreign) => {
        const known: readonly string[] = rules.get(one.rule)?.facts ?? [];
        const others = Object.fromEntries(Object.entries(foreign).filter(([name]) => !known.includes(name)));
        const more = { ...others, accountId: 'a-1', paymentAmount: '0.37', ...one.facts };
        expect(runCase(runner, { ...one, facts: more })).toEqual(runCase(runner, one));
      }),
      { numRuns: 1000 },
    );
  });

  it('never repeats the secret amount', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), factsOf(plausible), day, (name, facts, today) => {
        const told = JSON.stringify(run(name, { ...facts, paymentAmount: '0.4242' }, today));
        expect(told).not.toContain('0.4242');
        expect(told).not.toContain('paymentAmount');
      }),
      { numRuns: 500 },
    );
  });
});

describe('a day later', () => {
  it.each([
    ['modify_interval', 'lastModifiedAt', 'nextAllowedDate'],
    ['transfer_window', 'transferSubmittedAt', 'earliestDate'],
    ['transfer_window', 'transferSubmittedAt', 'latestDate'],
    ['transfer_verify_deadline', 'paymentReceivedAt', 'deadline'],
    ['recharge_window', 'rechargeAmountIssuedAt', 'deadline'],
    ['recharge_review', 'rechargePaidAt', 'expectedBy'],
    ['new_license', 'licenseIssuedAt', 'earliestSubmitDate'],
    ['legal_person_retry', 'checkFailedAt', 'retryFrom'],
  ])('%s: %s never gives an earlier %s, nor a day before it', (rule, fact, value) => {
    fc.assert(
      fc.property(offset, (at) => {
        const today = dayAt(4000);
        const sooner = valuesOf(run(rule, { [fact]: dayAt(at) }, today))[value];
        const later = valuesOf(run(rule, { [fact]: dayAt(at + 1) }, today))[value];
        if (sooner !== undefined) expect(String(sooner) > dayAt(at)).toBe(true);
        if (sooner !== undefined && later !== undefined) expect(String(later) >= String(sooner)).toBe(true);
        if (sooner === undefined) expect(later).toBeUndefined();
      }),
    );
  });

  it.each([
    ['transfer_verify_deadline', 'paymentReceivedAt'],
    ['recharge_window', 'rechargeAmountIssuedAt'],
    ['modify_interval', 'lastModifiedAt'],
  ])('%s: as today moves on, the days left fall by one down to 0', (rule, fact) => {
    fc.assert(
      fc.property(offset, fc.integer({ min: 0, max: 60 }), (at, passed) => {
        const left = (days: number) =>
          Number(valuesOf(run(rule, { [fact]: dayAt(at) }, dayAt(at + days))).daysLeft);
        expect(left(passed + 1)).toBe(Math.max(0, left(passed) - 1));
      }),
    );
  });

  it('what is overdue stays overdue', () => {
    fc.assert(
      fc.property(offset, fc.integer({ min: 0, max: 30 }), (at, passed) => {
        const overdue = (days: number) =>
          valuesOf(run('transfer_window', { transferSubmittedAt: dayAt(at) }, dayAt(at + days))).overdue;
        if (overdue(passed) === true) expect(overdue(passed + 1)).toBe(true);
      }),
    );
  });
});

describe('quotas', () => {
  const count = fc.integer({ min: 0, max: 10_000 });

  it('what remains and what is bound make the limit, as long as the limit is kept', () => {
    fc.assert(
      fc.property(count, (bound) => {
        const { limit, remaining } = valuesOf(
          run('personal_quota', { idCardBoundAccounts: bound }, '2026-11-23'),
        );
        expect(Number(remaining)).toBe(bound > Number(limit) ? 0 : Number(limit) - bound);
      }),
    );
  });

  it('wanted accounts are covered by what remains and what is short', () => {
    fc.assert(
      fc.property(count, count, (bound, wanted) => {
        const facts = { enterpriseBoundAccounts: bound, accountsWanted: wanted };
        const { remaining, shortfall, enough } = valuesOf(run('enterprise_quota', facts, '2026-11-23'));
        expect(Number(remaining) + Number(shortfall)).toBeGreaterThanOrEqual(wanted);
        expect(enough).toBe(Number(remaining) >= wanted);
      }),
    );
  });
});

describe('amounts', () => {
  const fen = fc.integer({ min: 0, max: 200 });

  it('exactly the amounts from 1 to 99 fen are possible, as numbers and as texts', () => {
    fc.assert(
      fc.property(fen, (amount) => {
        const text = (amount / 100).toFixed(2);
        for (const enteredAmount of [text, Number(text)])
          expect(valuesOf(run('amount_range', { enteredAmount }, '2026-11-23')).valid).toBe(
            amount >= 1 && amount <= 99,
          );
      }),
    );
  });

  it('sums of fen are exact', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(), (before, added) => {
        const yuan = (value: number) => {
          const digits = String(Math.abs(value)).padStart(3, '0');
          return `${value < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
        };
        const facts = { method: 'recharge', balanceBefore: yuan(before), amount: yuan(added) };
        expect(valuesOf(run('money_return', facts, '2026-11-23')).balanceAfter).toBe(yuan(before + added));
      }),
    );
  });
});
