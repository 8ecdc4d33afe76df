import { describe, expect, test } from 'vitest';
import { createHashedReader } from '../../../intents/matchers/hashed-features.ts';
import { buildPostingIndex } from '../../../intents/matchers/posting-index.ts';
import { createPostingSearch } from '../../../intents/matchers/posting-search.ts';

const bits = 14;
const read = createHashedReader(bits);
const texts = [
  '发票怎么开',
  '发票开错了如何退回',
  '域名备案要多久',
  'how to reset my password',
  '实名认证要多久',
];
const index = buildPostingIndex(
  texts.map((clean, owner) => ({ clean, owner, features: read.ofText(clean) })),
  bits,
);
const search = createPostingSearch(index);
const ask = (clean: string) => search({ clean, features: read.ofQuestion(clean) });

describe('the inverted index', () => {
  test.each(texts)('finds %s by itself, wholly alike', (text) => {
    const [first] = ask(text);
    expect(texts[first?.owner ?? -1]).toBe(text);
    expect(first?.score).toBeGreaterThan(0.9);
  });

  test.each([
    ['发票开措了怎么退回', '发票开错了如何退回'],
    ['域备名案多久', '域名备案要多久'],
    ['shiming renzheng', '实名认证要多久'],
    ['how to reset my pasword', 'how to reset my password'],
  ])('finds what %s was meant to be', (asked, meant) => {
    expect(texts[ask(asked)[0]?.owner ?? -1]).toBe(meant);
  });

  test('gives nothing for a text that shares nothing with any', () => {
    expect(ask('')).toEqual([]);
    expect(ask('鹅')).toEqual([]);
  });

  test('passes over what is to be skipped', () => {
    const question = { clean: texts[0] as string, features: read.ofQuestion(texts[0] as string) };
    const found = search(question, (_, owner) => owner === 0);
    expect(found.map(({ owner }) => owner)).not.toContain(0);
    expect(found).not.toEqual([]);
  });

  test('keeps nothing of one question for the next', () => {
    const before = ask('发票怎么开');
    ask('域名备案要多久');
    expect(ask('发票怎么开')).toEqual(before);
  });

  test('holds every feature of every text once', () => {
    expect(index.postings).toHaveLength(index.features.length);
    expect([...index.postings].sort((a, b) => a - b)).toEqual(
      texts.flatMap((_, text) =>
        new Array((index.textStarts[text + 1] ?? 0) - (index.textStarts[text] ?? 0)).fill(text),
      ),
    );
  });
});
