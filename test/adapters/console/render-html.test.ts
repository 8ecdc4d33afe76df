/** HTML for the clipboard: few elements, and no text that could become one. */
import { expect, test } from 'vitest';
import { renderHtml } from '../../../adapters/console/render-html.ts';
import { parseMarkdown } from '../../../adapters/markdown.ts';

test.each([
  ['paragraphs and bold', '**先**认证', '<p><strong>先</strong>认证</p>'],
  [
    'a link',
    '[提工单](https://a.example/b?x="1"&y=2)',
    '<p><a href="https://a.example/b?x=&quot;1&quot;&amp;y=2">提工单</a></p>',
  ],
  ['items without paragraphs', '1. 甲\n2. 乙', '<ol><li>甲</li><li>乙</li></ol>'],
  ['a note', '> 每30天', '<blockquote><p>每30天</p></blockquote>'],
  ['code', '`<b>`', '<p><code>&lt;b&gt;</code></p>'],
  [
    'a script is words',
    "<script>alert('1')</script>",
    '<p>&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;</p>',
  ],
])('%s', (_, markdown, expected) => {
  expect(renderHtml(parseMarkdown(markdown))).toBe(expected);
});
