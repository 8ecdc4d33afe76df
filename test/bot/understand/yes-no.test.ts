/** Yes and no in the words of answers. */
import { expect, test } from 'vitest';
import { plainText } from '../../../bot/understand/plain-text.ts';
import { readYesNo } from '../../../bot/understand/yes-no.ts';

test.each([
  ['是的', true],
  ['对', true],
  ['嗯嗯', true],
  ['有', true],
  ['没错', true],
  ['收到了', true],
  ['係', true],
  ['yes', true],
  ['OK', true],
  ['没有', false],
  ['还没', false],
  ['不是', false],
  ['未收到', false],
  ['冇', false],
  ['no', false],
  ['not yet', false],
  ['不清楚', undefined],
  ['不知道', undefined],
  ['不记得了', undefined],
  ['是不是要重新提交', undefined],
  ['怎么修改', undefined],
])('%s', (text, expected) => {
  expect(readYesNo(plainText(text))).toBe(expected);
});
