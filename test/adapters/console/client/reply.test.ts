/** How a reply is composed, kept while it is edited, and brought into the form that it is copied in. */
import { describe, expect, test } from 'vitest';
import { matterOfMessage, type Topic } from '../../../../adapters/console/client/answers/topic.ts';
import { carryOver } from '../../../../adapters/console/client/reply/carry-over.ts';
import { clipboardData } from '../../../../adapters/console/client/reply/clipboard.ts';
import { composeReply, joinSegments, outcomeOf } from '../../../../adapters/console/client/reply/compose.ts';
import { formatOfKey } from '../../../../adapters/console/client/reply/copy-keys.ts';
import { receiptLine, sourceLine, withFooter } from '../../../../adapters/console/client/reply/footer.ts';
import type { EntryView, RuleAnswer } from '../../../../adapters/console/console-api.ts';

const source = { entry: 'e', section: '企业', heading: '怎么办？', quote: '照办。', document: 'faq' };
const view = (entry: string, markdown: string): EntryView => ({
  ...{ entry, question: `问${entry}*？`, section: '企业', content: [], markdown, sources: [source] },
  ...{ forms: [], related: [] },
});
const topic = (key: string, change: Partial<Topic> = {}): Topic => ({
  ...{ key, hits: [], answer: view(key, `答${key}`), isOwnCase: false, isIn: true },
  ...change,
});
const worked: RuleAnswer = {
  ...{ rule: 'r', status: 'ok', steps: ['一步', '两步'] },
  markdown: '还有1次。\n\n> 是这样算的：\n>\n> 1. 一步\n\n出处：“…”',
};
const me = { displayName: '小梅', greeting: '您好，我是{agent}。', closing: '{agent}祝好' };
const manner = { me, withCourtesy: true, withSteps: false };
const composed = (...given: Parameters<typeof composeReply>) => joinSegments(composeReply(...given));

describe('composing', () => {
  test('one answer stands between greeting and closing, without a heading', () => {
    expect(composed([{ topic: topic('a') }], manner)).toBe('您好，我是小梅。\n\n答a\n\n小梅祝好');
  });

  test('several are numbered in their order, and a sign of Markdown in a question stays a sign', () => {
    const answered = [{ topic: topic('a') }, { topic: topic('x', { isIn: false }) }, { topic: topic('b') }];
    expect(composed(answered, { ...manner, withCourtesy: false })).toBe(
      '**1. 问a\\*？**\n\n答a\n\n**2. 问b\\*？**\n\n答b',
    );
  });

  test.each([
    ['follows the authored answer', false, '答a\n\n还有1次。'],
    ['stands for it where it is the customer’s own case', true, '还有1次。'],
  ])('a result %s', (_, isOwnCase, text) => {
    expect(composed([{ topic: topic('a', { isOwnCase }), worked }], { ...manner, withCourtesy: false })).toBe(
      text,
    );
  });

  test('steps come along when they are wanted', () => {
    const answered = [{ topic: topic('a', { isOwnCase: true }), worked }];
    expect(composed(answered, { ...manner, withCourtesy: false, withSteps: true })).toBe(
      '还有1次。\n\n> 1. 一步\n> 2. 两步',
    );
  });

  test.each(['needs_facts', 'invalid'] as const)('a rule that says %s adds nothing', (status) => {
    const answered = [{ topic: topic('a'), worked: { ...worked, status } }];
    expect(composed(answered, { ...manner, withCourtesy: false })).toBe('答a');
  });

  test('an outcome without steps is the whole text', () => {
    expect(outcomeOf('只有一句。')).toBe('只有一句。');
  });
});

describe('the footer', () => {
  test('names every place once, and the receipts', () => {
    const answered = [{ topic: topic('a') }, { topic: topic('b') }];
    expect(withFooter('正文\n', [sourceLine(answered), receiptLine(['DW-1', 'DW-1'])])).toBe(
      '正文\n\n出处：“怎么办？”\n\n回执：DW-1',
    );
  });

  test('is nothing where nothing is to be named', () => {
    expect(withFooter('正文', ['', receiptLine([])])).toBe('正文');
  });
});

describe('carrying edits over', () => {
  const before = [
    { key: 'greeting', text: '您好' },
    { key: 'a', text: '答一' },
    { key: 'b', text: '答二' },
  ];
  const text = joinSegments(before);
  const changed = [before[0], { key: 'a', text: '新答一' }, before[2]].filter((one) => one !== undefined);

  test.each([
    ['an untouched text is composed anew', text, changed, '您好\n\n新答一\n\n答二'],
    ['an edit elsewhere stays', `${text}\n\n我加的`, changed, '您好\n\n新答一\n\n答二\n\n我加的'],
    [
      'an edit in the way of the change is for the agent to decide',
      text.replace('答一', '答1'),
      changed,
      undefined,
    ],
    ['what is left out goes', `${text}\n\n我加的`, before.slice(0, 2), '您好\n\n答一\n\n我加的'],
    [
      'what is new comes after the one before it',
      `${text} 我加的`,
      [...before, { key: 'c', text: '答三' }],
      '您好\n\n答一\n\n答二\n\n答三 我加的',
    ],
    [
      'what should go but was edited away is for the agent to decide',
      '我加的\n\n答一\n\n答二',
      [{ key: 'new', text: '最前' }, ...before.slice(1)],
      undefined,
    ],
  ])('%s', (_, edited, after, expected) => {
    expect(carryOver(edited, before, after)).toBe(expected);
  });

  test('signs of a replacement pattern in an answer are only signs', () => {
    const after = [before[0], { key: 'a', text: "$& $' $1" }, before[2]].filter((one) => one !== undefined);
    expect(carryOver(`${text}!`, before, after)).toBe("您好\n\n$& $' $1\n\n答二!");
  });
});

describe('copying', () => {
  const rendered = {
    content: [],
    html: '<p>a</p>',
    plain: 'a',
    markdown: '**a**',
    slack: '*a*',
    wecom: ['一', '二'],
  };

  test('the rich form carries the plain one for editors that know no other', () => {
    expect(clipboardData('rich', rendered)).toEqual({ 'text/html': '<p>a</p>', 'text/plain': 'a' });
    expect(clipboardData('wecom', rendered, 1)).toEqual({ 'text/plain': '二' });
    expect(clipboardData('slack', rendered)).toEqual({ 'text/plain': '*a*' });
  });

  const key = { key: 'x', code: '', altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };
  test.each([
    ['Ctrl+Enter', { key: 'Enter', ctrlKey: true }, 'rich'],
    ['⌘+Enter', { key: 'Enter', metaKey: true }, 'rich'],
    ['Alt+1', { code: 'Digit1', altKey: true }, 'rich'],
    ['Alt+5 on a Mac, where it types a sign', { key: '∞', code: 'Digit5', altKey: true }, 'wecom'],
    ['Alt+6', { code: 'Digit6', altKey: true }, undefined],
    [
      'Ctrl+Alt+2, which some keyboards type signs with',
      { code: 'Digit2', altKey: true, ctrlKey: true },
      undefined,
    ],
    ['Enter', { key: 'Enter' }, undefined],
  ])('%s', (_, pressed, format) => {
    expect(formatOfKey({ ...key, ...pressed })).toBe(format);
  });
});

test('the facts of all parts of a message are one set, to be confirmed', () => {
  const part = { text: '问', decision: 'answer', hits: [] } as const;
  const matter = matterOfMessage({
    ...{ text: '', masked: 0 },
    parts: [
      { ...part, facts: { a: 1 }, answer: view('a', '答') },
      { ...part, facts: { b: true }, decision: 'fallback', say: { content: [], markdown: '不知道' } },
    ],
  });
  expect(matter.facts).toEqual({ a: 1, b: true });
  expect(matter.unconfirmed).toEqual(['a', 'b']);
  expect(matter.topics.map(({ isIn }) => isIn)).toEqual([true, false]);
});
