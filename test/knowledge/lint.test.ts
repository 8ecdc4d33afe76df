import { describe, expect, test } from 'vitest';
import { formatPosition } from '../../knowledge/errors.ts';
import { lintKnowledge } from '../../knowledge/lint.ts';
import { type Change, loadChanged } from './small-knowledge.ts';

const usual = [
  'knowledge/entries/recharge.yaml:16:7 thin-entry',
  'knowledge/entries/recharge.yaml:25:7 thin-entry',
];

/** Findings as `place code`, without the thin entries that the tiny knowledge base always has. */
function lint(...changes: readonly Change[]): string[] {
  const findings = lintKnowledge(loadChanged(...changes));
  return findings
    .map((finding) => `${formatPosition(finding)} ${finding.code}`)
    .filter((line) => !line.endsWith(' thin-entry'));
}

const entries = 'entries/recharge.yaml';

describe('what is legal but doubtful', () => {
  test('an entry with few similar questions', () => {
    const findings = lintKnowledge(loadChanged());
    expect(findings.map((finding) => `${formatPosition(finding)} ${finding.code}`)).toEqual(usual);
    expect(findings[0]).toMatchObject({
      severity: 'warning',
      message: 'the entry `recharge-deadline` has 2 similar questions; write at least 20, better 60',
    });
  });

  test('a similar question that differs in case, blanks and punctuation only', () => {
    const change = {
      file: entries,
      replace: '      - 多久之内要充值',
      with: '      - PAY in time\n      - "pay, in TIME？"\n      - payintime',
    };
    expect(lint(change)).toEqual([`knowledge/${entries}:18:9 near-duplicate`]);
  });

  test('a similar question that says the same as the question itself', () => {
    const change = { file: entries, replace: '- 多久之内要充值', with: '- 充值认证 有时间限制吗' };
    expect(lint(change)).toEqual([`knowledge/${entries}:17:9 near-duplicate`]);
  });

  test('nearly the same question in two entries', () => {
    const change = { file: entries, replace: '- 充的钱会退吗', with: '- 多久之内要充值？' };
    expect(lint(change)).toEqual([`knowledge/${entries}:25:9 conflicting-question`]);
  });

  test('an example of a topic or of small talk that is also a question of an entry', () => {
    const topic = { file: 'boundaries.yaml', replace: '[电话卡怎么实名', with: '[充的钱会退吗' };
    const talk = { file: 'smalltalk.yaml', replace: '[你好', with: '[充的钱会退吗！' };
    expect(lint(topic, talk)).toEqual([
      'knowledge/boundaries.yaml:6:16 conflicting-question',
      'knowledge/smalltalk.yaml:4:16 conflicting-question',
    ]);
  });

  test('questions that are punctuation only are not all the same', () => {
    expect(lint({ file: 'smalltalk.yaml', replace: '[你好', with: '["?", "!"' })).toEqual([]);
  });

  test('an answer that some channel would cut', () => {
    const change = { file: entries, replace: '金额会充到您的账户里作为余额。', with: '余'.repeat(683) };
    expect(lint(change)).toEqual([`knowledge/${entries}:21:13 long-answer`]);
    expect(lint({ ...change, with: '余'.repeat(682) })).toEqual([]);
  });

  test.each(['30天', '3个', '1 - 3工作日', '0.01 - 0.99元', '2次'])(
    'the number in "%s" of an answer when no parameter quotes it',
    (number) => {
      const change = { file: entries, replace: '作为余额', with: `作为余额${number}` };
      expect(lint(change)).toEqual([`knowledge/${entries}:21:13 loose-number`]);
    },
  );

  test('but not a number that a parameter quotes, nor one without a unit', () => {
    expect(lint({ file: entries, replace: '作为余额', with: '7日内作为余额，请拨打4009100100' })).toEqual([]);
  });

  test('a parameter and a fact that no rule reads', () => {
    const parameter =
      '  - id: spare\n    description: D\n    unit: day\n    values: [{ value: 7, checked: 2026-11-23 }]\n    source: { entry: recharge-deadline, quote: 请于7日内 }\n';
    const fact =
      '\n  - { name: spare, kind: day, label: { zh-Hans: 甲, en: A }, ask: { zh-Hans: 甲, en: A } }';
    expect(
      lint(
        { file: 'parameters/recharge.yaml', replace: 'parameters:\n', with: `parameters:\n${parameter}` },
        { file: 'facts.yaml', replace: 'facts:', with: `facts:${fact}` },
      ),
    ).toEqual([
      'knowledge/facts.yaml:3:5 unused-fact',
      'knowledge/parameters/recharge.yaml:3:5 unused-parameter',
    ]);
  });

  test('an English answer that lacks a link of the Chinese one', () => {
    const change = { file: entries, replace: ', see [recharge](https://example.com/pay)', with: '' };
    expect(lint(change)).toEqual([`knowledge/${entries}:12:15 missing-link`]);
  });

  test('a topic with few examples', () => {
    const change = { file: 'boundaries.yaml', replace: ', phone card real name', with: '' };
    expect(lint(change)).toEqual(['knowledge/boundaries.yaml:3:5 thin-topic']);
  });

  test('an entry that is related to itself, and references that stand twice', () => {
    const related = {
      file: entries,
      replace: '[recharge-refund]',
      with: '[recharge-deadline, recharge-refund, recharge-refund]',
    };
    const opening = {
      file: 'responses.yaml',
      replace: '[recharge-deadline]',
      with: '[recharge-deadline, recharge-deadline]',
    };
    expect(lint(related, opening)).toEqual([
      `knowledge/${entries}:13:15 self-reference`,
      `knowledge/${entries}:13:51 repeated-reference`,
      'knowledge/responses.yaml:4:30 repeated-reference',
    ]);
  });

  test('a sentence of a rule that tells more in one language than in the other', () => {
    const change = {
      file: 'rules/recharge.yaml',
      replace: 'Please recharge by {deadline}.',
      with: 'Please recharge.',
    };
    expect(lint(change)).toEqual(['knowledge/rules/recharge.yaml:6:13 uneven-placeholders']);
  });

  test('a file without the line by which editors find its schema', () => {
    const none = {
      file: 'lexicon.yaml',
      replace: '# yaml-language-server: $schema=./schemas/lexicon.schema.json\n',
      with: '',
    };
    const wrong = { file: entries, replace: '$schema=../schemas', with: '$schema=schemas' };
    expect(lint(none, wrong)).toEqual([
      `knowledge/${entries}:1:1 no-schema-line`,
      'knowledge/lexicon.yaml:1:1 no-schema-line',
    ]);
  });
});
