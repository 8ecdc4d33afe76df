/** Numbers and counts in the forms people write them in. */
import { describe, expect, test } from 'vitest';
import { readCount, readInteger } from '../../../bot/understand/numerals.ts';
import { plainText } from '../../../bot/understand/plain-text.ts';

test.each([
  ['12', 12],
  ['零', 0],
  ['两', 2],
  ['十', 10],
  ['十二', 12],
  ['二十', 20],
  ['三十一', 31],
  ['一百零五', 105],
  ['二〇二六', 2026],
  ['二零二六', 2026],
  ['廿五', 25],
  ['three', 3],
  ['十十', undefined],
  ['abc', undefined],
  ['', undefined],
])('%s is the number %s', (text, value) => {
  expect(readInteger(text)).toBe(value);
});

describe('counts', () => {
  test.each([
    ['3', 3],
    ['３个', 3],
    ['三个', 3],
    ['两個', 2],
    ['俩', 2],
    ['仨', 3],
    ['已经绑了2个账号', 2],
    ['一个都没有', 0],
    ['一個都冇', 0],
    ['还没绑过', 0],
    ['没有', 0],
    ['0', 0],
    ['none', 0],
    ['two accounts', 2],
    ['十二个', 12],
    ['-1', -1],
    ['负一个', -1],
    ['1.5个', 1.5],
    ['9月20号绑了2个', 2],
    ['大概', 'vague'],
    ['好几个', 'vague'],
    ['两三个', 'vague'],
    ['3-4个', 'vague'],
    ['大概3个吧', 'vague'],
    ['several', 'vague'],
    ['2个或者3个', 'vague'],
    ['3个工作日', undefined],
    ['9月20号', undefined],
    ['0.37元', undefined],
    ['怎么办', undefined],
    ['帮我算一下', undefined],
    ['三', 3],
    ['三吧', 3],
    ['once', 1],
  ])('%s', (text, expected) => {
    const reading = readCount(plainText(text));
    expect(reading?.kind === 'count' ? reading.count : reading?.kind).toBe(expected);
  });
});
