/** What the console looks up: search, short commands, pasted messages, forms and everything that is pasted. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../bot/console/analysis.ts';
import type { Bench } from '../../../bot/console/bench.ts';
import { viewEntry } from '../../../bot/console/entry-view.ts';
import { renderAll } from '../../../bot/console/rendering.ts';
import { answerRule } from '../../../bot/console/rule-answer.ts';
import { search } from '../../../bot/console/search.ts';
import { loadExpertise } from '../../../bot/expertise/load-expertise.ts';
import { createTestLog } from '../house.ts';

const folders = { knowledgeDir: 'knowledge', dataDir: join(tmpdir(), 'dawen-test') };
const bench: Bench = {
  expertise: loadExpertise(folders, createTestLog()),
  now: Temporal.Instant.from('2026-09-25T02:00:00Z'),
};

describe('the search field', () => {
  test.each([
    ['a keyword of no heading', '转企业', 'personal-to-enterprise'],
    ['keywords in any order', '打款 几天', 'enterprise-review-time'],
    ['the same the other way round', '几天 打款', 'enterprise-review-time'],
    ['pinyin', 'renlian', 'face-recognition-fails'],
    ['a typo', '刷脸失则', 'face-recognition-fails'],
  ])('finds by %s', (_, typed, entry) => {
    const firstTwo = search(bench, typed).hits.slice(0, 2);
    expect(firstTwo.map((hit) => hit.entry)).toContain(entry);
  });

  test('finds by the initials of a heading', () => {
    const hits = search(bench, 'smrzxx').hits.map(({ question }) => question);
    expect(hits).toContain('如何取消账号的实名认证信息？');
  });

  test('says which similar question lies nearest and which words counted', () => {
    const [hit] = search(bench, '输错 金额').hits;
    expect(hit?.why).toEqual(['输错', '金额']);
    expect(hit?.matched).toMatch(/输错/);
  });

  test('shows nothing for an empty field', () => {
    expect(search(bench, '  ').hits).toEqual([]);
  });

  test('never repeats a personal number', () => {
    expect(search(bench, '13800138000 打款').query).toBe('*** 打款');
  });
});

describe('short commands', () => {
  test.each([
    ['/额度 企业 2', 'enterprise_quota', { enterpriseBoundAccounts: 2 }, []],
    ['/企业额度 两个', 'enterprise_quota', { enterpriseBoundAccounts: 2 }, []],
    ['／额度 个人 3', 'personal_quota', { idCardBoundAccounts: 3 }, []],
    ['/modify_interval 9月3号', 'modify_interval', { lastModifiedAt: '2026-09-03' }, []],
    ['/充值金额 0.37元', 'recharge_amount', { assignedAmount: '0.37' }, []],
    ['/输错 1 呵呵', 'amount_attempts', { wrongAttempts: 1 }, ['呵呵']],
  ])('%s', (typed, rule, facts, unread) => {
    expect(search(bench, typed).command).toMatchObject({ form: { rule }, facts, unread });
  });

  test('a name of two rules fills no form, and lists both', () => {
    const { command, commands } = search(bench, '/额度');
    expect(command).toBeUndefined();
    expect(commands?.map(({ rule }) => rule)).toEqual(['personal_quota', 'enterprise_quota']);
  });

  test('a slash alone lists every rule', () => {
    expect(search(bench, '/').commands).toHaveLength(bench.expertise.rules.names.length);
  });
});

describe('a pasted message', () => {
  const pasted =
    '你好，我身份证110101199003070011，上周五提交的对公信息到现在没收到钱，什么时候能到？另外金额输错了一次还能输几次？还有你们能开发票吗，谢谢';

  test('is masked and taken apart in order', async () => {
    const { text, masked, parts } = await analyze(bench, pasted);
    expect(masked).toBe(1);
    expect(JSON.stringify({ text, parts })).not.toContain('110101');
    expect(parts.map(({ decision, rule }) => [decision, rule])).toEqual([
      [expect.any(String), 'transfer_window'],
      ['answer', 'amount_attempts'],
      ['boundary', undefined],
    ]);
  });

  test('fills in the facts that it tells', async () => {
    const { parts } = await analyze(bench, pasted);
    expect(parts[0]?.facts).toMatchObject({ transferSubmittedAt: '2026-09-18', paymentReceived: false });
    expect(parts[1]?.facts).toMatchObject({ wrongAttempts: 1 });
  });

  test('says what to say where the document has no answer', async () => {
    const { parts } = await analyze(bench, pasted);
    expect(parts[2]?.say?.markdown).toContain('发票');
  });
});

describe('a form', () => {
  test('stands beside its entry, with the field that is needed', () => {
    const view = viewEntry(bench, 'change-verification');
    const form = view?.forms.find(({ rule }) => rule === 'modify_interval');
    expect(form?.fields[0]).toMatchObject({ fact: 'lastModifiedAt', type: 'date', required: true });
  });

  test('computes with its steps and its source', () => {
    const facts = { transferSubmittedAt: '2026-09-18' };
    const answer = answerRule(bench, { rule: 'transfer_window', entry: 'payment-not-received', facts });
    expect(answer.status).toBe('ok');
    expect(answer.computed?.values).toMatchObject({ latestDate: '2026-09-22', overdue: true });
    expect(answer.steps.join()).toContain('补班');
    expect(answer.markdown).toContain('根据您提供的信息');
  });

  test('takes words as well as values', () => {
    const facts = { transferSubmittedAt: '上周五' };
    const answer = answerRule(bench, { rule: 'transfer_window', entry: 'payment-not-received', facts });
    expect(answer.computed?.facts).toEqual({ transferSubmittedAt: '2026-09-18' });
  });

  test('says what is wrong with a field, and what is missing', () => {
    const call = { rule: 'transfer_window', entry: 'payment-not-received' };
    expect(answerRule(bench, { ...call, facts: { transferSubmittedAt: '2月30日' } })).toMatchObject({
      status: 'invalid',
      fields: [{ fact: 'transferSubmittedAt' }],
    });
    expect(answerRule(bench, { ...call, facts: { transferSubmittedAt: '' } })).toMatchObject({
      status: 'needs_facts',
      missing: ['transferSubmittedAt'],
    });
  });

  test('what the document does not say sends nobody to a human: the agent is one', () => {
    const facts = { subject: 'personal', method: 'corporate_transfer' };
    const answer = answerRule(bench, { rule: 'review_time', entry: 'enterprise-review-time', facts });
    expect(answer).toMatchObject({ status: 'not_applicable', markdown: expect.stringContaining('资料') });
    expect(answer.markdown).not.toContain('没有替您呼叫');
  });
});

test('one text comes in every form, without personal numbers', () => {
  const rendered = renderAll('**好**，详见 [文档](https://a.example)。电话 13800138000');
  expect(rendered).toMatchObject({
    html: '<p><strong>好</strong>，详见 <a href="https://a.example">文档</a>。电话 ***</p>',
    plain: '好，详见 文档 (https://a.example)。电话 ***',
    markdown: '**好**，详见 [文档](https://a.example)。电话 ***',
    slack: '*好*\u200B，详见 <https://a.example|文档>。电话 ***',
    wecom: ['好，详见 文档 https://a.example 。电话 ***'],
  });
});
