import { expect, test } from 'vitest';
import { likeness } from '../../../intents/matchers/likeness.ts';

test.each([
  ['认证要多久', '认证要多久', 1],
  ['', '', 1],
  ['认证多要久', '认证要多久', 0.8],
  ['认证要', '认证要多久', 0.8],
  ['认证要很久', '认证要多久', 0.8],
])('%j is like %j by %d', (question, known, expected) => {
  expect(likeness(question, known)).toBeCloseTo(expected);
});

test('a clause left out costs less than another clause in its place', () => {
  const known = '企业账号，发票怎么开';
  expect(likeness('发票怎么开', known)).toBeGreaterThan(
    likeness('个人用户，发票怎么开', '企业账号，发票能退吗'),
  );
});

test('very long texts are compared by their beginnings', () => {
  expect(likeness('认'.repeat(100_000), '认'.repeat(50_000))).toBe(1);
});
