import { describe, expect, test } from 'vitest';
import { fill, placeholders, TemplateError } from '../../knowledge/template.ts';

describe('the placeholders of a sentence', () => {
  test('are named once each, in order of reading', () => {
    expect(placeholders('{deadline}前，还剩{daysLeft}天，即{deadline}')).toEqual(['deadline', 'daysLeft']);
    expect(placeholders('nothing here')).toEqual([]);
  });

  test.each(['{', '}', '{}', '{a', 'a}', '{{a}}', '{a b}', '{1}', '{天}'])(
    '%j is a fault of syntax',
    (template) => {
      expect(() => placeholders(template)).toThrow(expect.objectContaining({ code: 'TEMPLATE_SYNTAX' }));
    },
  );
});

describe('filling a sentence', () => {
  test.each([
    ['a day', '2026-09-02', '2026年9月2日', '2 September 2026'],
    ['a leap day', '2028-02-29', '2028年2月29日', '29 February 2028'],
    ['one day in a list', ['2026-10-10'], '2026年10月10日', '10 October 2026'],
    ['days in a row', ['2026-10-01', '2026-10-02', '2026-10-03'], '2026年10月1日–3日', '1–3 October 2026'],
    ['two days in a row', ['2026-09-05', '2026-09-06'], '2026年9月5日–6日', '5–6 September 2026'],
    [
      'days across months',
      ['2026-09-30', '2026-10-01'],
      '2026年9月30日–10月1日',
      '30 September – 1 October 2026',
    ],
    [
      'days across years',
      ['2026-12-31', '2027-01-01'],
      '2026年12月31日–2027年1月1日',
      '31 December 2026 – 1 January 2027',
    ],
    [
      'days with gaps',
      ['2026-02-14', '2026-02-28', '2026-03-01'],
      '2026年2月14日、2026年2月28日–3月1日',
      '14 February 2026, 28 February – 1 March 2026',
    ],
    [
      'days out of order stay as given',
      ['2026-01-02', '2026-01-01'],
      '2026年1月2日、2026年1月1日',
      '2 January 2026, 1 January 2026',
    ],
    ['a count', 3, '3', '3'],
    ['nothing left', 0, '0', '0'],
    ['an amount', '0.30', '0.30', '0.30'],
    ['texts', ['国庆节', '中秋节'], '国庆节、中秋节', '国庆节, 中秋节'],
    ['a text that only looks like a day', '2026-13-01', '2026-13-01', '2026-13-01'],
    ['a text with braces of its own', '{value}', '{value}', '{value}'],
    ['a text with a dollar sign', '$&', '$&', '$&'],
  ])('%s', (_, value, chinese, english) => {
    expect(fill('({value})', { value }, 'zh-Hans')).toBe(`(${chinese})`);
    expect(fill('({value})', { value }, 'zh-Hant')).toBe(`(${chinese})`);
    expect(fill('({value})', { value }, 'en')).toBe(`(${english})`);
  });

  test('takes several values and the same one twice', () => {
    expect(fill('{a}+{b}={c}, {a}', { a: 1, b: 2, c: 3 }, 'en')).toBe('1+2=3, 1');
  });

  test.each([
    ['a missing value', {}],
    ['true', { value: true }],
    ['null', { value: null }],
    ['an empty text', { value: '' }],
    ['an empty list', { value: [] }],
    ['a list of numbers', { value: [1, 2] }],
    ['NaN', { value: Number.NaN }],
    ['what every object inherits', Object.create({ value: 'inherited' })],
  ])('%s throws and tells the name and the sentence', (_, values) => {
    expect(() => fill('until {value}', values, 'en')).toThrow(TemplateError);
    expect(() => fill('until {value}', values, 'en')).toThrow(
      expect.objectContaining({
        code: 'TEMPLATE_VALUE',
        message: expect.stringContaining('{value} in "until {value}"'),
      }),
    );
  });

  test('never takes a method of objects for a value', () => {
    expect(() => fill('{constructor}', {}, 'en')).toThrow(TemplateError);
  });
});
