/** Amounts of money in the forms people write them in. */
import { expect, test } from 'vitest';
import { readAmount, readAmounts } from '../../../bot/understand/amounts.ts';
import { plainText } from '../../../bot/understand/plain-text.ts';

test.each([
  ['0.37元', ['0.37']],
  ['0.37', ['0.37']],
  ['０．３７元', ['0.37']],
  ['三毛七', ['0.37']],
  ['3毛7分', ['0.37']],
  ['三角七分', ['0.37']],
  ['37分', ['0.37']],
  ['三十七分钱', ['0.37']],
  ['3毛', ['0.30']],
  ['5分', ['0.05']],
  ['一块二', ['1.20']],
  ['1块2毛', ['1.20']],
  ['1元', ['1.00']],
  ['十块', ['10.00']],
  ['¥0.99', ['0.99']],
  ['零点三七', ['0.37']],
  ['零点零五', ['0.05']],
  ['0.375元', ['0.375']],
  ['-0.37', ['-0.37']],
  ['37 cents', ['0.37']],
  ['0.37 yuan', ['0.37']],
  ['先充了0.2，又充了0.3元', ['0.2', '0.3']],
  ['10元3个账号', ['10.00']],
  ['等了5分钟', []],
  ['分公司2个', []],
  ['9.20号', []],
  ['2026.9.20', []],
])('%s', (text, expected) => {
  expect(readAmounts(plainText(text)).map(({ amount }) => amount)).toEqual(expected);
});

test.each([
  ['1', '1'],
  ['是2吧', '2'],
  ['我输的0.37', '0.37'],
  ['不知道', undefined],
])('as the answer to how much, %s is %s', (text, expected) => {
  expect(readAmount(plainText(text))?.amount).toBe(expected);
});
