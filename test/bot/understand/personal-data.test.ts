/** Personal numbers are masked in every form people type them; other numbers are left alone. */
import { describe, expect, test } from 'vitest';
import { maskPersonalData } from '../../../bot/understand/personal-data.ts';

describe('what is masked', () => {
  test.each([
    ['an ID number', '我的身份证110101199003077475认证不了', '我的身份证***认证不了'],
    ['an ID number with a wrong checksum', '身份证110101199003077470', '身份证***'],
    ['an ID number that ends in x', '11010119900307747x 怎么办', '*** 怎么办'],
    ['an ID number with blanks', '110101 19900307 7475', '***'],
    ['an ID number with dashes', '110101-1990-0307-7475', '***'],
    ['an ID number digit by digit', '1 1 0 1 0 1 1 9 9 0 0 3 0 7 7 4 7 5', '***'],
    ['a full-width ID number', '１１０１０１１９９００３０７７４７５', '***'],
    ['an ID number after letters', 'id110101199003077475ok', 'id***ok'],
    ['an old ID number', '110101900307747', '***'],
    ['a credit code', '公司91110108551385082Q能认证吗', '公司***能认证吗'],
    ['a credit code in small letters', '91440300ma5fxxxq2p', '***'],
    ['a credit code with blanks', '9111 0108 5513 8508 2Q', '***'],
    ['a bank card', '卡号6222021234567890123收不到', '卡号***收不到'],
    ['a bank card in fours', '6222 0212 3456 7890', '***'],
    ['a bank card with an ID number inside by chance', '6222 3291 9111 0085 815', '***'],
    ['a bank card with dashes', '6222-0212-3456-7890-123', '***'],
    ['a mobile number', '我手机13800138000', '我手机***'],
    ['a mobile number with blanks', '138 0013 8000', '***'],
    ['a mobile number with a country code', '+86 138-0013-8000', '+***'],
    ['a full-width mobile number', '１３８００１３８０００', '***'],
    ['a mobile number in Chinese digits', '幺三八零零幺三八零零零', '***'],
    ['an e-mail address', '发到 li.lei+a@mail.example.com 吧', '发到 *** 吧'],
    ['a full-width e-mail address', 'ｌｉ＠ｍａｉｌ．ｃｏｍ', '***'],
    ['a mobile number before 一直', '13800138000一直收不到验证码', '***一直收不到验证码'],
    ['an ID number and a mobile number as one', '11010119900307747513800138000', '***'],
    ['an old ID number with blanks', '110101 900307 747', '***'],
    ['a credit code amid letters', 'code91350100M000100Y43ok', 'code***ok'],
    ['a bank card of 13 digits', '卡号4222222222222', '卡号***'],
    ['a mobile number with hidden characters', '138\u200b0013\u200b8000', '***'],
    ['an e-mail address with blanks around its sign', 'li.lei ＠ qq.com', '***'],
    ['an e-mail address with a Chinese dot', '发到li@qq。com', '发到***'],
    ['a number after the number of a list', '2. 6222 0212 3456 7890 123', '2. ***'],
    ['several at once', '13800138000 和 a@b.cn', '*** 和 ***'],
  ])('%s', (_, text, expected) => {
    expect(maskPersonalData(text).text).toBe(expected);
  });
});

describe('what is left alone', () => {
  test.each([
    '2026-09-20 到 2026-10-12 之间',
    '2026-09-20 2026-10-12',
    '官方客服 4009100100',
    '账号 ID 100012345678',
    '账号 100012345678 202609',
    '客服4009100100 2026-11-23',
    '订单 20260920 20261012',
    '我有一个账号三个公司',
    '打款 0.37 元',
    '二〇二六年九月二十日',
    '9月20号提交，10月1日收到',
    '@所有人 看一下',
    'a @ b',
    '3个账号 2个公司 1个身份证',
  ])('%s', (text) => {
    expect(maskPersonalData(text)).toEqual({ text, masked: 0 });
  });
});

test('every masked number is counted', () => {
  expect(maskPersonalData('13800138000，13900139000').masked).toBe(2);
});

test.each([
  ['letters', 'a'.repeat(100_000)],
  ['digits', '1'.repeat(100_000)],
  ['digits with blanks', '1 '.repeat(50_000)],
  ['at signs', '@'.repeat(100_000)],
  ['names and at signs', 'aa@'.repeat(30_000)],
])('100 KB of %s take no time', (_, text) => {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    maskPersonalData(text);
    return performance.now() - start;
  });
  // 10 to 30 ms when nothing else runs; the rest is for busy machines
  expect(Math.min(...times)).toBeLessThan(150);
});
