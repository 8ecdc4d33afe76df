/** WeCom text: plain, readable, and in pieces that the platform does not cut. */
import { expect, test } from 'vitest';
import { parseMarkdown } from '../../../adapters/markdown.ts';
import { bytesOf } from '../../../adapters/split-text.ts';
import { mostBytes, renderWecomText } from '../../../adapters/wecom/render-text.ts';

test.each([
  ['no bold', '请**先**认证', '请先认证'],
  ['links written out', '[提工单](https://a.example/b)', '提工单 https://a.example/b'],
  [
    'links apart from what follows',
    '请[提工单](https://a.example/b)，或等 [1](tel:1) 天',
    '请提工单 https://a.example/b ，或等 1 天',
  ],
  ['items with a dot', '- 一\n- 二', '· 一\n· 二'],
  ['numbers kept', '1. 甲\n2. 乙', '1. 甲\n2. 乙'],
  ['a note with a mark', '好。\n\n> 每30天', '好。\n\n※ 每30天'],
  ['steps set in', '> 这样算：\n>\n> 1. 甲\n> 2. 乙', '※ 这样算：\n　1. 甲\n　2. 乙'],
])('%s', (_, markdown, expected) => {
  expect(renderWecomText(parseMarkdown(markdown))).toEqual([expected]);
});

test('a long answer is several messages, each within the limit', () => {
  const pieces = renderWecomText(
    parseMarkdown(Array.from({ length: 60 }, () => '审核需要三个工作日。'.repeat(3)).join('\n\n')),
  );
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.every((piece) => bytesOf(piece) <= mostBytes)).toBe(true);
});
