/** The small Markdown: what becomes part of the tree, what stays text, and the way back. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linksOf, parseMarkdown, toMarkdown, toText } from '../../adapters/markdown.ts';

const text = (value: string) => ({ type: 'text', text: value });
const paragraph = (...children: object[]) => ({ type: 'paragraph', children });

describe('what becomes part of the tree', () => {
  test.each([
    ['a paragraph', '可以。', [paragraph(text('可以。'))]],
    [
      'strong and code',
      '**重要** `id`',
      [paragraph({ type: 'strong', children: [text('重要')] }, text(' '), { type: 'code', text: 'id' })],
    ],
    [
      'a link',
      '请 [提工单](https://a.example/b)',
      [paragraph(text('请 '), { type: 'link', url: 'https://a.example/b', children: [text('提工单')] })],
    ],
    [
      'a telephone link',
      '[电话](tel:4009100100)',
      [paragraph({ type: 'link', url: 'tel:4009100100', children: [text('电话')] })],
    ],
    ['a note', '> 每30天', [{ type: 'note', children: [paragraph(text('每30天'))] }]],
    [
      'a list',
      '1. 甲\n2. 乙',
      [{ type: 'list', ordered: true, items: [[paragraph(text('甲'))], [paragraph(text('乙'))]] }],
    ],
    ['nothing', '', []],
  ])('%s', (_, markdown, content) => {
    expect(parseMarkdown(markdown)).toEqual(content);
  });
});

test('a plain line is what the parser makes of it', () => {
  const pieces = [
    '打款',
    '3',
    ' ',
    '.',
    ')',
    '-',
    '+',
    '#',
    '=',
    '~',
    '>',
    '|',
    '!',
    '(',
    'a',
    '&',
    '*',
    '\t',
    '\u3000',
  ];
  const line = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join(''));
  // what has more than one line is never taken for plain
  const parsed = (words: string): void => {
    expect(parseMarkdown(words)).toEqual(parseMarkdown(`甲\n\n${words}`).slice(1));
  };
  fc.assert(fc.property(line, parsed), { numRuns: 2000 });
});

describe('what stays text', () => {
  test.each([
    ['HTML blocks', '<script>alert(1)</script>'],
    ['HTML in a line', 'a <b onclick="x">b</b> c'],
    ['a javascript link', '[x](javascript:alert(1))'],
    ['a data link', '[x](data:text/html,hi)'],
    ['a relative link', '[x](/admin)'],
    ['an image', '![x](https://a.example/b.png)'],
    ['a heading', '# 标题'],
    ['emphasis', '*x*'],
    ['a menu path', '账号中心 > 账号信息'],
  ])('%s', (_, markdown) => {
    expect(parseMarkdown(markdown)).toEqual([paragraph(text(markdown))]);
  });
});

describe('as plain text', () => {
  test.each([
    ['links are written out', '请 [提工单](https://a.example/b)。', '请 提工单 (https://a.example/b)。'],
    ['a number is not repeated', '[官方客服 4009100100](tel:4009100100)', '官方客服 4009100100'],
    ['an address that is its own text stands once', '<https://a.example>', 'https://a.example'],
    ['items keep their numbers', '如下：\n\n1. 甲\n2. 乙', '如下：\n\n1. 甲\n2. 乙'],
    ['notes keep their words', '可以。\n\n> 每30天', '可以。\n\n每30天'],
  ])('%s', (_, markdown, expected) => {
    expect(toText(parseMarkdown(markdown))).toBe(expected);
  });
});

test.each([
  '# 不是标题 * _ [x](y) <b> &amp; `c`',
  '可以。详见 [变更](https://a.example/b_c?d=1&e=2) 文档。\n\n> 每30天\n>\n> - 一\n> - 二',
  '1. 甲\n\n   续\n2. `a` **乙**',
  '第一行\n- 一\n- 二\n\n结尾\\\n+ 不是列表',
  '2026\\. 年',
  '`` a`b ``',
])('Markdown written from a tree parses to the same tree: %s', (markdown) => {
  const content = parseMarkdown(markdown);
  expect(parseMarkdown(toMarkdown(content))).toEqual(content);
});

test('links are listed once each, in order', () => {
  const content = parseMarkdown(
    '[a](https://a.example) **[b](https://b.example)**\n\n- [c](https://a.example)',
  );
  expect(linksOf(content)).toEqual([
    { title: 'a', url: 'https://a.example' },
    { title: 'b', url: 'https://b.example' },
  ]);
});
