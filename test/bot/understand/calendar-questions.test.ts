/** Which questions are about the calendar, and which days they name. */
import { describe, expect, test } from 'vitest';
import { asksCalendar, readNamedDays, readYear } from '../../../bot/understand/calendar-questions.ts';

describe('a question about the calendar', () => {
  test.each([
    '10月10日上班吗',
    '国庆算工作日吗',
    '周末补班那天算不算?',
    '明天是工作日吗',
    '元旦放几天假?',
    'is october 10 a working day?',
  ])('%s', (text) => expect(asksCalendar(text)).toBe(true));

  test.each([
    '周末审核吗',
    '你们周末上班吗',
    '打款要几个工作日',
    '国庆期间提交认证算工作日吗',
    '我明天上班',
    '今天天气怎么样',
  ])('not: %s', (text) => expect(asksCalendar(text)).toBe(false));
});

test('holidays are known by their names and nicknames', () => {
  const names = [{ zh: '国庆节', en: 'National Day' }];
  expect(readNamedDays('十一和五一', names).holidays).toEqual(['劳动节', '国庆节']);
  expect(readNamedDays('national day', names).holidays).toEqual(['国庆节']);
  expect(readNamedDays('十一月', names).holidays).toEqual([]);
  expect(readNamedDays('周末补班', names)).toMatchObject({ weekends: true, makeUpDays: true });
});

test('a year is written or told by its distance', () => {
  expect(readYear('2027年国庆', 2026)).toBe(2027);
  expect(readYear('明年国庆', 2026)).toBe(2027);
  expect(readYear('国庆', 2026)).toBeUndefined();
});
