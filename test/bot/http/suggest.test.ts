import { describe, expect, test } from 'vitest';
import { suggest } from '../../../bot/http/suggest.ts';
import { plainExpertise } from '../house.ts';

const questions = (text: string, locale: 'zh-Hans' | 'zh-Hant' | 'en' = 'zh-Hans') =>
  suggest(plainExpertise, text, locale).map(({ question }) => question);

describe('suggestions', () => {
  test('begin with the opening questions, also for blanks', () => {
    const opening = suggest(plainExpertise, '', 'zh-Hans').map(({ entry }) => entry);
    expect(opening).toEqual(plainExpertise.knowledge.opening.slice(0, 6));
    expect(suggest(plainExpertise, '  ', 'zh-Hans').map(({ entry }) => entry)).toEqual(opening);
  });

  test('put questions that contain the text first, each once, six at most', () => {
    const found = questions('营业执照');
    expect(found[0]).toContain('营业执照');
    expect(new Set(found).size).toBe(found.length);
    expect(found.length).toBeLessThanOrEqual(6);
  });

  test('do not mind width and case', () => {
    expect(questions('ＩＤ', 'en')[0]?.toLowerCase()).toContain('id');
  });

  test('speak the language asked for', () => {
    expect(questions('', 'en').join('')).not.toMatch(/^\p{Script=Han}/u);
    expect(questions('', 'zh-Hans').join('')).toMatch(/\p{Script=Han}/u);
    expect(questions('實名', 'zh-Hant').join('')).toContain('實名認證');
  });
});
