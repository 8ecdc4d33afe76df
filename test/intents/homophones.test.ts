import { expect, test } from 'vitest';
import { collectUsedWords, createDictionary } from '../../intents/dictionary.ts';
import { createHomophoneMender } from '../../intents/homophones.ts';

const texts = [
  '打款金额输错了怎么办',
  '实名认证要几天',
  '充值认证的钱退不退',
  '手机号绑满了',
  '企业名称改了',
  '没收到验证码',
];
const mend = createHomophoneMender(
  createDictionary(collectUsedWords(texts.flatMap((text) => new Array<string>(30).fill(text)))),
);

test.each([
  ['实民认征要几天', '实名认证要几天'],
  ['打款金鹅书错了', '打款金额输错了'],
  ['冲值认证', '充值认证'],
  ['没收道验正码', '没收到验证码'],
])('%s was meant as %s', (typed, meant) => {
  expect(mend(typed)).toBe(meant);
});

test.each(['实名认证要几天', '打款', '明天会下雨吗', '红烧肉怎么做', 'how long', '', '3个号'])(
  '%s stays as it is',
  (text) => {
    expect(mend(text)).toBe(text);
  },
);

test('only the Chinese of a mixed text is looked at', () => {
  expect(mend('我的account实民认征')).toBe('我的account实名认证');
});

test('a long text takes no time', () => {
  const started = performance.now();
  mend('打款金鹅'.repeat(1000));
  expect(performance.now() - started).toBeLessThan(300);
});
