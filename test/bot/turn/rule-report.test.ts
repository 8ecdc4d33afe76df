/** A rule's result as people and programs read it, with the shipped knowledge base. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ruleSentence, ruleSources, ruleSteps, toRuleReport } from '../../../bot/turn/rule-report.ts';
import { factSchemas } from '../../../intents/rules/facts.ts';
import { ruleSignatures } from '../../../intents/rules/registry.ts';
import { createRuleRunner } from '../../../intents/rules/run.ts';
import { parseInstant } from '../../../intents/rules/shanghai-time.ts';
import { loadKnowledge } from '../../../knowledge/load.ts';
import { locales } from '../../../knowledge/schema.ts';
import { readRuleCases, runCase } from '../../intents/rules/rule-cases.ts';

const knowledge = loadKnowledge(join(import.meta.dirname, '../../../knowledge'), { rules: ruleSignatures });
const runner = createRuleRunner(knowledge);
const cases = readRuleCases();

function run(rule: string, facts: unknown, asOf = '2026-11-23') {
  const now = parseInstant(asOf);
  if (!now.ok) throw new Error(asOf);
  return runner.run(rule, facts, now.value);
}

describe('the report', () => {
  it('of an answer holds values, steps and sources, and nothing else', () => {
    const report = toRuleReport(
      run('transfer_window', { transferSubmittedAt: '2026-09-30' }, '2026-10-08'),
      knowledge,
    );
    expect(report).toEqual({
      rule: 'transfer_window',
      status: 'ok',
      values: { earliestDate: '2026-10-08', latestDate: '2026-10-10', overdue: false },
      steps: [
        '2026年9月30日当天不计，从次日2026年10月1日开始数。',
        '国庆节假期2026年10月1日–7日不计。',
        '2026年10月10日（周六）为国庆节补班，计入。',
        '计入的工作日：2026年10月8日–10日，共3个。',
        '第1个工作日是2026年10月8日。',
        '第3个工作日是2026年10月10日。',
        '“等待1 - 3工作日打款”读作：提交次日起的第1到第3个工作日到账，再往后一天才算超时。',
      ],
      sources: [
        {
          entry: 'enterprise-review-time',
          section: '企业认证类问题',
          heading: '企业实名认证多久才能通过？',
          quote: '通过公对公转账认证方式需要等待1 - 3工作日打款，输入打款金额后认证立即通过。',
          document: knowledge.document,
        },
      ],
    });
  });

  it('of missing facts names them', () => {
    const report = toRuleReport(run('release_slot', {}), knowledge);
    const missing = ['idCardBoundAccounts', 'accountsMovedToOtherId'];
    expect(report).toEqual({ rule: 'release_slot', status: 'needs_facts', missing });
  });

  it('of a rule that does not apply says why, in words and as a code', () => {
    const report = toRuleReport(run('personal_quota', { phoneBoundAccounts: 2 }), knowledge, 'en');
    expect(report).toMatchObject({
      rule: 'personal_quota',
      status: 'not_applicable',
      code: 'no_phone_limit',
    });
    expect('reason' in report && report.reason).toMatch(/not how many a phone number/);
  });

  it('of a count past the calendar says what is sure', () => {
    const report = toRuleReport(
      run('transfer_window', { transferSubmittedAt: '2026-12-30' }, '2026-12-30'),
      knowledge,
    );
    expect(report).toMatchObject({
      status: 'calendar_unknown',
      code: 'after_last_known_day',
      values: { earliestDate: '2026-12-31', overdue: false },
    });
    expect('steps' in report && report.steps.at(-1)).toMatch(/2026年12月31日，超出的日子不猜/);
  });

  it('of invalid facts tells every one of them', () => {
    const facts = { lastModifiedAt: '2026-02-30', everModified: 'no' };
    expect(toRuleReport(run('modify_interval', facts), knowledge)).toEqual({
      rule: 'modify_interval',
      status: 'invalid',
      fields: [
        { fact: 'lastModifiedAt', reason: '日历上没有这一天。', code: 'impossible_day' },
        { fact: 'everModified', reason: '这里只能回答“是”或“否”。', code: 'not_boolean' },
      ],
    });
  });
});

describe('every case in every language', () => {
  it.each(locales)('%s: has its sentence, all its steps and only filled placeholders', (locale) => {
    for (const one of cases) {
      const result = runCase(runner, one);
      const sentence = ruleSentence(result, knowledge, locale);
      const steps = ruleSteps(result, knowledge, locale);
      const silent = result.status === 'needs_facts' || result.status === 'invalid';
      expect(sentence === undefined, `${one.rule}: ${one.name}`).toBe(silent);
      expect(steps).toHaveLength('steps' in result ? result.steps.length : 0);
      for (const text of [sentence ?? '', ...steps]) expect(text).not.toMatch(/[{}]|undefined|NaN/);
    }
  });

  it('every reason for an invalid fact has its words', () => {
    const codes = cases.flatMap((one) => {
      const result = runCase(runner, one);
      return result.status === 'invalid' ? result.fields.map(({ reason }) => reason) : [];
    });
    expect([...new Set(codes)].filter((code) => !knowledge.invalid[code])).toEqual([]);
  });

  it('every answer names its source', () => {
    for (const one of cases) {
      const result = runCase(runner, one);
      if (result.status !== 'ok') continue;
      expect(ruleSources(result, knowledge).length, `${one.rule}: ${one.name}`).toBeGreaterThan(0);
    }
  });
});

describe('繁體', () => {
  it('converts the sentence and the names of holidays, and keeps names of menus', () => {
    const steps = ruleSteps(run('recharge_review', { rechargePaidAt: '2026-09-30' }), knowledge, 'zh-Hant');
    expect(steps.join('')).toContain('國慶節');
    const upload = run('original_entity_document', { originalEntity: 'info_changed' });
    expect(ruleSentence(upload, knowledge, 'zh-Hant')).toContain('【上传原主体资料处】');
  });
});

it('every fact of the rules can be asked for, and no other', () => {
  expect([...knowledge.facts.keys()].sort()).toEqual(Object.keys(factSchemas).sort());
});

it('options of a choice are exactly the values that are taken', () => {
  for (const fact of knowledge.facts.values()) {
    const schema = factSchemas[fact.name as keyof typeof factSchemas];
    for (const option of fact.options ?? []) expect(schema.safeParse(option.value).success).toBe(true);
    if (fact.kind === 'choice' && 'options' in schema)
      expect(fact.options?.map(({ value }) => value).sort()).toEqual([...schema.options].sort());
  }
});
