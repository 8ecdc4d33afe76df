/** A reply's text, tree and links are those of its Markdown, though each part is parsed by itself. */
import { expect, test } from 'vitest';
import { linksOf, parseMarkdown, toText } from '../../../adapters/markdown.ts';
import { compose } from '../../../bot/turn/compose.ts';

const parts = [
  '根据您提供的信息：现在就可以修改。',
  '> 是这样算的：\n>\n> 1. 2026年1月1日当天不计。\n> 2. 这一天起**可以**再修改。',
  '出处：\n\n- “每30天才能修改1次。”（[个人](https://example.com/a)）\n- `二`',
  '仍有疑问，请[联系客服](https://example.com/b)。',
];

test('the parts together have the tree of the whole', () => {
  const { markdown, content, text, links } = compose({ act: 'computed', parts });
  const whole = parseMarkdown(markdown);
  expect(content).toEqual(whole);
  expect(text).toBe(toText(whole));
  expect(links).toEqual(linksOf(whole));
});
