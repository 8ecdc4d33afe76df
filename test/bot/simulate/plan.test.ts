/** A storm has what platforms do to us: repeats of every kind, neighbours that overtake each other, and latecomers. */
import { expect, test } from 'vitest';
import { planStorm } from '../../../bot/simulate/plan.ts';

const plan = planStorm({ deliveries: 1000, rate: 100 });
const firsts = plan.filter(({ copy }) => copy === 'first');

test('three of ten deliveries bring what came before, none of it before the first time', () => {
  expect([plan.length, firsts.length]).toEqual([1000, 700]);
  const first = new Map(firsts.map(({ number, at }) => [number, at]));
  expect(plan.filter(({ number, at }) => at < (first.get(number) ?? Number.POSITIVE_INFINITY))).toEqual([]);
  expect(new Set(plan.map(({ copy }) => copy))).toEqual(new Set(['first', 'retry', 'duplicate', 'twin']));
});

test('messages come out of their order, and some late', () => {
  const overtaken = firsts.filter(({ number }, at) => (firsts[at - 1]?.number ?? 0) > number);
  expect(overtaken.length).toBeGreaterThan(100);
});

test('it takes as long as its rate says', () => {
  const seconds = (plan.at(-1)?.at ?? 0) / 1000;
  expect(seconds).toBeGreaterThan(9);
  expect(seconds).toBeLessThan(14);
});

test('the same sizes give the same storm', () => {
  expect(planStorm({ deliveries: 1000, rate: 100 })).toEqual(plan);
});
