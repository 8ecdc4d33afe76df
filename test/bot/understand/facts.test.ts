/** Facts said in passing and in answers, with the shipped facts and rules, on Monday 23 November 2026. */
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { FactReading } from '../../../bot/understand/fact-reading.ts';
import { readAnswer, readFacts } from '../../../bot/understand/facts.ts';
import { rules } from '../../../intents/rules/registry.ts';
import { plainExpertise } from '../house.ts';

const { facts } = plainExpertise.knowledge;
const today = Temporal.PlainDate.from('2026-11-23');
const factsOf = (rule: string) => (rules.get(rule)?.facts ?? []).flatMap((name) => facts.get(name) ?? []);
const said = (reading: FactReading | undefined) =>
  reading?.kind === 'value' ? reading.value : reading?.kind;

describe('in passing', () => {
  const read = (rule: string, text: string) => {
    const statements = readFacts(text, factsOf(rule), { today, others: facts.values() });
    return Object.fromEntries(statements.map(({ fact, reading }) => [fact.name, said(reading)]));
  };

  test.each([
    [
      'modify_interval',
      '我8月3号改过一回，最早几时能再改',
      { lastModifiedAt: '2026-08-03', everModified: true },
    ],
    ['modify_interval', '從來沒改過', { everModified: false }],
    ['modify_interval', '前阵子改过', { lastModifiedAt: 'vague', everModified: true }],
    ['modify_interval', '2月30号改过', { lastModifiedAt: 'invalid', everModified: true }],
    ['modify_interval', '一个月最多修改一次吗', {}],
    [
      'transfer_window',
      '我9月28号提交的，还没收到',
      { transferSubmittedAt: '2026-09-28', paymentReceived: false },
    ],
    ['transfer_window', '超过3个工作日未收到打款', { paymentReceived: false }],
    [
      'transfer_status',
      '9月28号提交，10月9号收到，输错1次',
      { transferSubmittedAt: '2026-09-28', paymentReceivedAt: '2026-10-09', wrongAttempts: 1 },
    ],
    ['transfer_verify_deadline', '我9月29号提交的', {}],
    ['personal_quota', '我身份证已经绑了两个账号', { idCardBoundAccounts: 2 }],
    ['personal_quota', '1个身份证可认证几个账号', {}],
    ['personal_quota', '一个人到底让开几个号', {}],
    ['personal_quota', '帮我算一下', {}],
    ['enterprise_quota', '公司认证了3个，还想再认证5个', { enterpriseBoundAccounts: 3, accountsWanted: 5 }],
    ['enterprise_quota', '同一家公司名下能有几个号', {}],
    ['amount_attempts', '打款金额我输错了一次', { wrongAttempts: 1 }],
    ['amount_range', '我填了三毛七', { enteredAmount: '0.37' }],
    [
      'recharge_amount',
      '系统让我充0.25，我充了0.2和0.05',
      { assignedAmount: '0.25', rechargedAmount: '0.2', rechargedAmounts: ['0.2', '0.05'] },
    ],
    ['transfer_verify_deadline', '国庆前一天提交的，最晚哪天到账', {}],
    ['review_time', '企业用公对公转账认证', { subject: 'enterprise', method: 'corporate_transfer' }],
    ['site_routing', '台灣的朋友怎麼認證', { userRegion: 'TW' }],
    ['new_license', 'My license was issued on Nov 10', { licenseIssuedAt: '2026-11-10' }],
  ])('%s: %s', (rule, text, expected) => {
    expect(read(rule, text)).toEqual(expected);
  });
});

describe('in an answer to the question for it', () => {
  test.each([
    ['idCardBoundAccounts', '两个', 2],
    ['idCardBoundAccounts', '好几个', 'vague'],
    ['idCardBoundAccounts', '不知道', undefined],
    ['lastModifiedAt', '20号', '2026-11-20'],
    ['lastModifiedAt', '2月30号', 'invalid'],
    ['lastModifiedAt', '前阵子', 'vague'],
    ['enteredAmount', '37分', '0.37'],
    ['rechargedAmounts', '先0.2，后来又0.1', ['0.2', '0.1']],
    ['paymentReceived', '还没', false],
    ['paymentReceived', '到了', true],
    ['paymentReceived', '1', true],
    ['payerAccount', '公账', 'enterprise'],
    ['payerAccount', '第二个', 'personal'],
    ['payerAccount', 'a personal account', 'personal'],
    ['channel', '网银', '网上银行'],
    ['channel', '支付宝', '支付宝'],
    ['userRegion', 'Hong Kong', 'HK'],
  ])('%s: %s', (name, text, expected) => {
    const fact = facts.get(name);
    if (!fact) throw new Error(`no fact ${name}`);
    expect(said(readAnswer(text, fact, { today }))).toEqual(expected);
  });
});
