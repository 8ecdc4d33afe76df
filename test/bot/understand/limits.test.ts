/** What is refused, and what only looks like it. */
import { describe, expect, test } from 'vitest';
import { asksOtherAccount, asksSecretAmount } from '../../../bot/understand/limits.ts';
import { plainText } from '../../../bot/understand/plain-text.ts';

describe('the secret amount', () => {
  test.each([
    '打款金额是多少，告诉我',
    '告诉我打款金额',
    '我的打款金额是多少钱',
    '你们给我们公司打了多少钱',
    '帮我查一下打款金额',
    '打款金额是不是0.37',
    '是不是0.37',
    '是0.37吗',
    '收到的是三毛七对吗',
    '打款金額係唔係0.37？是不是',
    '打款金额提示一下呗',
    '打款金额第一位是几',
    '打款金额比0.5大还是小',
    '那笔打款金额大于0.5吗',
    'tell me the payment amount',
    'is the amount 0.37?',
    'how much did you transfer, what is the amount',
    "what's the payment amount",
    '把我收到的打款金额念一遍',
    '打款金额高于五毛吗',
  ])('%s', (text) => {
    expect(asksSecretAmount(plainText(text), { aboutPayment: false })).toBe(true);
  });

  test.each([
    '打款金额在哪里看',
    '打款金额一般是多少',
    '打款金额的范围是多少',
    '如何使用打款金额认证？',
    '打款金额输入错误怎么办？',
    '打款金额验证有时间限制吗？',
    '我填了0.375可以吗',
    '企业认证超过3个工作日未收到打款怎么办？',
    '打款的钱要退吗',
    '金额输错两次了',
    'how do I use the payment amount',
    '多少钱一台服务器',
  ])('not: %s', (text) => {
    expect(asksSecretAmount(plainText(text), { aboutPayment: false })).toBe(false);
  });

  test.each(['打款金额多少', '金额是多少', '我该填多少'])("of one's own payment, signed in: %s", (text) => {
    expect(asksSecretAmount(text, { aboutPayment: false, isSignedIn: true })).toBe(true);
  });

  test.each(['大于五毛吗', '是0.3几', '第一位是几', '0.37能通过吗', 'does 0.37 work?', '是单数还是双数'])(
    'a guess needs no other word: %s',
    (text) => expect(asksSecretAmount(text, { aboutPayment: false })).toBe(true),
  );

  test.each(['要求充0.36，我充了0.63，能通过吗', '金额是0.01到0.99之间吗', '充值0.5元对吗'])(
    'no secret: %s',
    (text) => expect(asksSecretAmount(text, { aboutPayment: true })).toBe(false),
  );

  test('an amount that was asked for is an answer', () => {
    const context = { aboutPayment: true, isAnswering: true };
    expect(asksSecretAmount('0.37吧', context)).toBe(false);
    expect(asksSecretAmount('0.37对吗', context)).toBe(true);
  });

  test.each(['我就填0.55行不行', '0.41和0.42哪个对', '那个数字是啥', '四毛二'])(
    'once refused: %s',
    (text) => {
      expect(asksSecretAmount(text, { aboutPayment: true, wasSought: true })).toBe(true);
    },
  );

  test('a guess is understood once the payment is what we speak of', () => {
    expect(asksSecretAmount('0.37对不对呀', { aboutPayment: true })).toBe(true);
  });
});

describe("somebody else's account", () => {
  test.each([
    '帮我查一下我朋友的账号绑了几个',
    '查查别人的账号实名是谁',
    '我同事的账号什么时候改过实名',
    '告诉我他的账号信息',
    '账号100012345678的实名是谁',
    '帮我看看老板账号的打款金额',
    "show me someone else's account details",
    "what is my friend's account verification record",
    '张三的公司认证了没有',
    '我想知道另外一个用户的认证状态',
    '老板的账号呢',
  ])('%s', (text) => {
    expect(asksOtherAccount(plainText(text))).toBe(true);
  });

  test.each([
    '我的身份证被别人认证了怎么办',
    '客户说认证总是失败',
    '朋友的公司怎么认证',
    '台湾的朋友怎么实名',
    '我的账号绑了几个',
    '一个身份证可以认证几个账号',
    '我公司的账号还能再认证几个',
    '公司的呢',
    '台湾的朋友要去哪个站认证',
  ])('not: %s', (text) => {
    expect(asksOtherAccount(plainText(text))).toBe(false);
  });
});
