/** Slack's mrkdwn: its own marks, and nothing that a text could ping with. */
import { expect, test } from 'vitest';
import { parseMarkdown } from '../../../adapters/markdown.ts';
import { renderMrkdwn } from '../../../adapters/slack/render-text.ts';

const edge = '\u200B';

test.each([
  ['bold has a mark of its own and an edge that Slack sees', '请**先**认证', `请${edge}*先*${edge}认证`],
  ['bold between blanks needs no edge', 'see **this** one', 'see *this* one'],
  [
    'a link carries its label',
    '[提工单](https://a.example/b?x=1&y=2)',
    '<https://a.example/b?x=1&amp;y=2|提工单>',
  ],
  ['a telephone link', '[4009100100](tel:4009100100)', '<tel:4009100100|4009100100>'],
  ['a label cannot end the link', '[a|b\\>c](https://a.example)', '<https://a.example|a b&gt;c>'],
  ['a ping is only words', '<!channel> <@U123> & <#C1>', '&lt;!channel&gt; &lt;@U123&gt; &amp; &lt;#C1&gt;'],
  ['items have marks', '- 一\n- 二', '• 一\n• 二'],
  ['numbered items keep their numbers', '1. 甲\n2. 乙', '1. 甲\n2. 乙'],
  ['a list within a list is set in', '1. 甲\n   - 一', '1. 甲\n\n   • 一'],
  ['a note is a quote', '好。\n\n> 每30天', '好。\n\n> 每30天'],
  ['code cannot be left', '`` a`b<!here> ``', '`aˋb&lt;!here&gt;`'],
])('%s', (_, markdown, expected) => {
  expect(renderMrkdwn(parseMarkdown(markdown))).toBe(expected);
});
