/** Whatever people type, nothing that reads it throws, and personal numbers are masked in every writing. */
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { readAmounts } from '../../../bot/understand/amounts.ts';
import { pickOption } from '../../../bot/understand/choices.ts';
import { readDays } from '../../../bot/understand/dates.ts';
import { readAnswer, readFacts } from '../../../bot/understand/facts.ts';
import { asksOtherAccount, asksSecretAmount } from '../../../bot/understand/limits.ts';
import { readCount } from '../../../bot/understand/numerals.ts';
import { maskPersonalData } from '../../../bot/understand/personal-data.ts';
import { plainText } from '../../../bot/understand/plain-text.ts';
import { splitQuestions } from '../../../bot/understand/questions.ts';
import { plainExpertise } from '../house.ts';

const today = Temporal.PlainDate.from('2026-11-23');
const facts = [...plainExpertise.knowledge.facts.values()];

/** Pieces that the readers look for, in any order, between arbitrary text. */
const pieces = fc.constantFrom(
  ...'0 1 9 12 31 99999999999 2026 二〇二六 三 两 廿 十 百 年 月 日 号 天 前 周 上个 星期 上 国庆 前一天 元 毛 分 块 . - / : T Z 个 次'.split(
    ' ',
  ),
  ...'的 不对 是 提交 收到 改过 输错 打款 金额 告诉我 第 last ago days weeks Aug Friday 第二 , ， ？ 。 @'.split(
    ' ',
  ),
);
const text = fc
  .array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 24 })
  .map((parts) => parts.join(''));

test('no reader throws, whatever the text', () => {
  fc.assert(
    fc.property(text, (typed) => {
      const plain = plainText(typed);
      readCount(plain);
      readAmounts(plain);
      for (const day of readDays(plain, { today, asked: true })) expect(day.text.length).toBeGreaterThan(0);
      for (const { reading } of readFacts(typed, facts, { today }))
        expect(reading.kind).toMatch(/value|vague|invalid/);
      for (const fact of facts) readAnswer(typed, fact, { today, near: today });
      asksOtherAccount(plain);
      asksSecretAmount(plain, { aboutPayment: true });
      expect(splitQuestions(typed).length).toBeGreaterThan(0);
      pickOption(typed, [{ label: '个人' }, { label: '企业' }]);
    }),
    { numRuns: 400 },
  );
});

describe('masking', () => {
  const digits = (length: number) =>
    fc
      .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
      .map((all) => all.join(''));
  const birthday = fc
    .tuple(
      fc.integer({ min: 1950, max: 2010 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
    )
    .map(([year, month, day]) => `${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`);
  const id = fc
    .tuple(digits(5), birthday, digits(3), fc.constantFrom(...'0123456789xX'))
    .map(([area, born, order, check]) => `1${area}${born}${order}${check}`);
  const mobile = fc
    .tuple(fc.constantFrom('3', '5', '8', '9'), digits(9))
    .map(([second, rest]) => `1${second}${rest}`);
  const card = digits(15).map((rest) => `6222${rest}`);
  const written = fc.constantFrom<(number: string) => string>(
    (number) => number,
    (number) => number.replace(/(\d{4})(?=.)/g, '$1 '),
    (number) => number.replace(/(\d{4})(?=.)/g, '$1-'),
    (number) => number.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  );
  const around = fc.constantFrom(
    ['我的', '怎么认证'],
    ['', ''],
    ['号码：', '，谢谢'],
    ['my number ', ' please'],
  );

  test.each([
    ['ID numbers', id],
    ['mobile numbers', mobile],
    ['bank cards', card],
  ])('hides %s', (_, number) => {
    fc.assert(
      fc.property(number, written, around, (one, write, [before, behind]) => {
        const { text: left, masked } = maskPersonalData(`${before}${write(one)}${behind}`);
        expect(masked).toBe(1);
        expect(left).toBe(`${before}***${behind}`);
      }),
      { numRuns: 500 },
    );
  });
});
