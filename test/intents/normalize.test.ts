import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { longestText, normalize } from '../../intents/normalize.ts';

const caseSchema = z.array(z.strictObject({ says: z.string(), text: z.string(), clean: z.string() }));
const cases = caseSchema.parse(parse(readFileSync('test/cases/routing/normalize.yaml', 'utf8')));

describe('text is made comparable', () => {
  test.each(cases)('$says', ({ text, clean }) => {
    expect(normalize(text)).toBe(clean);
  });

  test('what is clean stays as it is', () => {
    for (const { clean } of cases) expect(normalize(clean)).toBe(clean);
  });
});

describe('any text at all is taken', () => {
  test.each([
    ['nothing', ''],
    ['blanks', ' \t\n　'],
    ['emoji', '😀👨‍👩‍👧‍👦'],
    ['punctuation', '？！…——'],
    ['NUL characters', '\0\0'],
    ['a right-to-left override', '\u202e'],
  ])('%s leaves nothing', (_, text) => {
    expect(normalize(text)).toBe('');
  });

  test('a lone surrogate is dropped', () => {
    expect(normalize('实名\ud800认证')).toBe('实名 认证');
  });

  test('100 KB of one token are cut at the longest text that is looked at', () => {
    expect([...normalize('ab'.repeat(50_000))].length).toBeLessThanOrEqual(longestText);
  });

  test('100 KB of thanks take no time', () => {
    const started = performance.now();
    normalize(`${'谢谢'.repeat(50_000)}x`);
    expect(performance.now() - started).toBeLessThan(200);
  });
});
