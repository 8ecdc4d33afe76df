/** Picking an offered option by number, ordinal, label, part of it, and meaning. */
import { describe, expect, test } from 'vitest';
import { pickChoice, pickOption } from '../../../bot/understand/choices.ts';

const options = [
  { label: '个人能认证几个账号', entry: 'personal-account-limit' },
  { label: '企业能认证几个账号', entry: 'enterprise-account-limit' },
  { label: '已验满3个账号怎么办', entry: 'three-accounts-used-up' },
];
const conceptsOf = (text: string) =>
  /公司|企业/.test(text) ? ['enterprise'] : /个人/.test(text) ? ['personal'] : [];

describe('in words', () => {
  test.each([
    ['1', 0],
    ['１', 0],
    ['2。', 1],
    ['(3)', 2],
    ['②', 1],
    ['一', 0],
    ['第二个', 1],
    ['第2个吧', 1],
    ['2号', 1],
    ['二号', 1],
    ['选3', 2],
    ['我选第三个', 2],
    ['第二個', 1],
    ['最后一个', 2],
    ['the second one', 1],
    ['option 2', 1],
    ['last one', 2],
    ['前者', 0],
    ['企业能认证几个账号', 1],
    ['企业', 1],
    ['企業', 1],
    ['个人的', 0],
    ['验满那个', 2],
    ['公司那个', 1],
    ['4', undefined],
    ['0', undefined],
    ['账号', undefined],
    ['怎么修改实名信息', undefined],
    ['打款3天没到怎么办', undefined],
  ])('%s', (text, expected) => {
    expect(pickOption(text, options, conceptsOf)).toBe(expected);
  });
});

test.each([
  [2, 1],
  ['2', 1],
  ['enterprise-account-limit', 1],
  ['已验满3个账号怎么办', 2],
  [9, undefined],
  ['nothing', undefined],
])('as a structured choice, %s', (choice, expected) => {
  expect(pickChoice(choice, options)).toBe(expected);
});

test('a value is taken before a position', () => {
  const values = [
    { label: '甲', value: '2' },
    { label: '乙', value: '1' },
  ];
  expect(pickChoice('1', values)).toBe(1);
});
