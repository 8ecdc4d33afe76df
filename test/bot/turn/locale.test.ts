/** The language of a message, and authored words in it. */
import { Converter } from 'opencc-js/cn2t';
import { describe, expect, test } from 'vitest';
import { detectLocale, inLocale } from '../../../bot/turn/locale.ts';
import { traditionalFor } from '../../../bot/turn/traditional.ts';
import { plainExpertise } from '../house.ts';

const { knowledge } = plainExpertise;

describe('the language of a message', () => {
  test.each([
    ['实名认证要多久', 'zh-Hans'],
    ['實名認證要多久', 'zh-Hant'],
    ['請問怎麼取消', 'zh-Hant'],
    ['點解收唔到', 'zh-Hant'],
    ['打款没到', 'zh-Hans'],
    ['How long does it take', 'en'],
    ['refund', 'en'],
    ['企業 verify 唔到', 'zh-Hant'],
    ['企业 verify 失败', 'zh-Hans'],
    ['shiming renzheng yao duojiu', 'zh-Hans'],
    ['smrz quxiao', 'zh-Hans'],
    ['yanzheng jine', 'zh-Hans'],
    ['OK', 'en'],
    ['2', undefined],
    ['可以', undefined],
    ['😀', undefined],
    ['', undefined],
  ])('%s', (text, locale) => {
    expect(detectLocale(text)).toBe(locale);
  });

  test.each([
    ['2', 'en', 'en'],
    ['OK', 'zh-Hant', 'zh-Hant'],
    ['你好呀', 'en', 'zh-Hans'],
    ['你好呀', 'zh-Hant', 'zh-Hant'],
    ['thanks a lot', 'zh-Hans', 'en'],
  ] as const)('%s after a message in %s is %s', (text, before, locale) => {
    expect(detectLocale(text, before)).toBe(locale);
  });
});

describe('繁體', () => {
  const toTraditional = traditionalFor(knowledge);

  test.each([
    ['names of menus stay', '请点击【提交工单】处理', '請點擊【提交工单】處理'],
    [
      'links stay',
      '参考 [账户提现](https://a.example/认证) 文档',
      '參考 [账户提现](https://a.example/认证) 文檔',
    ],
    ['menu paths stay', '前往账号中心 > 账号信息，查看认证', '前往账号中心 > 账号信息，查看認證'],
    ['placeholders stay', '还有{daysLeft}天', '還有{daysLeft}天'],
  ])('%s', (_, simplified, traditional) => {
    expect(toTraditional(simplified)).toBe(traditional);
  });

  test('the cut dictionary converts every entry as the whole one does', () => {
    const whole = Converter({ from: 'cn', to: 'tw' });
    const shown = /\[[^\]]*\]\([^)]*\)|【[^】]*】|\p{Script=Han}+ > \p{Script=Han}+/gu;
    for (const { answer, question, label } of knowledge.entries) {
      for (const text of [answer.replace(shown, '，'), question.replace(shown, '，'), label['zh-Hans']]) {
        expect(toTraditional(text)).toBe(whole(text).replaceAll('賬', '帳'));
      }
    }
  });

  test('authored 繁體 is taken as it is', () => {
    expect(inLocale({ 'zh-Hans': '资料', 'zh-Hant': '資料庫', en: 'data' }, 'zh-Hant', knowledge)).toBe(
      '資料庫',
    );
    expect(inLocale({ 'zh-Hans': '资料', en: 'data' }, 'en', knowledge)).toBe('data');
  });
});
