import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { toText } from '../../../../adapters/markdown.ts';
import { createSearch, type PageQuestion } from '../../../../adapters/site/client/search.ts';
import type { SiteLocale } from '../../../../adapters/site/site-page.ts';
import { sitePage, siteSearchIndex } from '../../../../bot/cli/site-content.ts';
import { plainExpertise } from '../../../bot/house.ts';

const { knowledge } = plainExpertise;
const index = siteSearchIndex(knowledge);

function openSearch(locale: SiteLocale) {
  const questions = sitePage(knowledge, locale).sections.flatMap(({ entries }): PageQuestion[] =>
    entries.map(({ id, question, answer }) => ({ id, question, answer: toText(answer) })),
  );
  return createSearch(questions, index);
}

const chinese = openSearch('zh-Hans');
const first = (text: string, search = chinese) => search.find(text, 3).map(({ id }) => id);

describe('the search of a help centre', () => {
  test.each([
    ['the words of a question', '1个身份证可认证几个腾讯云账号', 'personal-account-limit'],
    ['own words', '刷脸老是不过', 'face-recognition-fails'],
    ['繁體', '營業執照剛辦下來多久能認證', 'new-business-license'],
    ['English', 'face recognition keeps failing', 'face-recognition-fails'],
    ['English, the last word begun', 'newly issued licen', 'new-business-license'],
    ['full width and capitals', 'ＦＡＣＥ recognition', 'face-recognition-fails'],
    ['pinyin', 'renlian shibie shibai', 'face-recognition-fails'],
    ['pinyin without blanks', 'dakuanjine shucuo', 'payment-amount-wrong'],
    ['first letters', 'rlsb', 'face-recognition-fails'],
    ['first letters, the last syllable begun', 'yyzh', 'new-business-license'],
    ['a word that stands in an answer alone', '遮挡', 'face-recognition-fails'],
  ])('finds by %s', (_what, text, entry) => {
    expect(knowledge.entries.map(({ id }) => id)).toContain(entry);
    expect(first(text)).toContain(entry);
  });

  test.each(['', '   ', '？！…', 'vvvv uuuu', '🙂'])('finds nothing for "%s"', (text) => {
    expect(first(text)).toEqual([]);
  });

  test('takes any length without falling over', () => {
    expect(first('a'.repeat(5000))).toEqual([]);
    expect(first('认证'.repeat(3000)).length).toBeGreaterThan(0);
  });

  test('knows all languages on the page of each', () => {
    for (const locale of ['zh-Hant', 'en'] as const)
      for (const text of ['刷脸失败', '人臉識別', 'face recognition'])
        expect(first(text, openSearch(locale))[0]).toBe('face-recognition-fails');
  });

  test('has the right question among the first three for nearly all questions of the development set', () => {
    const cases = readFileSync('test/cases/routing/dev.jsonl', 'utf8').trim().split('\n');
    const asked = cases
      .map((line): { q: string; expect: string[]; ok: string[] } => JSON.parse(line))
      .filter(({ expect: wanted }) => wanted.length > 0);
    const found = asked.filter(({ q, expect: wanted, ok }) =>
      first(q).some((id) => [...wanted, ...ok].includes(id)),
    );
    expect(found.length / asked.length).toBeGreaterThan(0.97);
  });
});
