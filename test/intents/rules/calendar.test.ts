/** Working days against the notices, and silence wherever no notice is known. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { createWorkCalendar, type WorkCalendar } from '../../../intents/rules/calendar.ts';
import type { CalendarYear } from '../../../knowledge/schema.ts';
import { readRuleKnowledge } from './rule-cases.ts';

const noticeSchema = z.record(
  z.string(),
  z.strictObject({ off: z.array(z.string()), makeUp: z.array(z.string()) }),
);
const notices = noticeSchema.parse(
  parse(readFileSync(join(import.meta.dirname, '../../cases/calendar/notices.yaml'), 'utf8')),
);
const authored = readRuleKnowledge().calendar;
const day = (text: string) => Temporal.PlainDate.from(text);

function daysOf(year: number): Temporal.PlainDate[] {
  const first = new Temporal.PlainDate(year, 1, 1);
  return Array.from({ length: first.daysInYear }, (_, at) => first.add({ days: at }));
}

function year(number: number, rest: Partial<CalendarYear> = {}): CalendarYear {
  const source = { title: '测试用的通知', number: '测试1号' };
  return { year: number, source, holidays: [], makeUpDays: [], ...rest };
}

const calendars: [string, WorkCalendar][] = [
  ['from the package alone', createWorkCalendar([])],
  ['with the authored notices', createWorkCalendar(authored)],
];

describe.each(calendars)('the calendar %s', (_, calendar) => {
  it.each(['2025', '2026'])('agrees with the notice of %s on every day', (text) => {
    const notice = notices[text];
    const expected = daysOf(Number(text)).map((one) => {
      const name = one.toString();
      const works = notice?.makeUp.includes(name) || (one.dayOfWeek < 6 && !notice?.off.includes(name));
      return `${name} ${works}`;
    });
    expect(daysOf(Number(text)).map((one) => `${one} ${calendar.isWorkday(one)}`)).toEqual(expected);
  });

  it('names every day off and every make-up day, and no other', () => {
    for (const [text, { off, makeUp }] of Object.entries(notices)) {
      const named = daysOf(Number(text)).filter((one) => calendar.describe(one)?.name);
      expect(named.map(String)).toEqual([...off, ...makeUp].sort());
    }
  });

  it('calls nothing after the last known day a working day or a holiday', () => {
    expect(calendar.lastKnown.toString()).toBe('2026-12-31');
    for (let at = 1; at <= 366 * 30; at += 1) {
      const beyond = calendar.lastKnown.add({ days: at });
      expect(calendar.isWorkday(beyond)).toBeUndefined();
      expect(calendar.describe(beyond)).toBeUndefined();
    }
  });

  it('says nothing about days before the first known one', () => {
    const before = calendar.firstKnown.subtract({ days: 1 });
    expect(calendar.firstKnown.toString()).toBe('2004-01-01');
    expect(calendar.isWorkday(before)).toBeUndefined();
    expect(calendar.nthWorkdayAfter(before.subtract({ days: 1 }), 1)).toMatchObject({
      status: 'unknown',
      side: 'before',
    });
  });
});

describe('counting', () => {
  const calendar = createWorkCalendar(authored);
  const kinds = (from: string, n: number) =>
    calendar.nthWorkdayAfter(day(from), n).passed.map((one) => `${one.day} ${one.kind}`);

  it('passes over holidays and weekends and counts make-up days', () => {
    expect(kinds('2026-09-18', 2)).toEqual(['2026-09-19 weekend', '2026-09-20 makeUp', '2026-09-21 workday']);
  });

  it('gives a holiday and a make-up day their names in both languages', () => {
    expect(calendar.describe(day('2026-10-01'))?.name).toEqual({ 'zh-Hans': '国庆节', en: 'National Day' });
    expect(calendar.describe(day('2026-10-10'))?.name).toEqual({ 'zh-Hans': '国庆节', en: 'National Day' });
  });

  it('stops at the end of the known calendar with all days passed so far', () => {
    const count = calendar.nthWorkdayAfter(day('2026-12-30'), 2);
    expect(count).toMatchObject({ status: 'unknown', side: 'after' });
    expect(count.passed.map((one) => one.day.toString())).toEqual(['2026-12-31']);
  });

  it('begins on the first known day when the event lies right before it', () => {
    const count = calendar.nthWorkdayAfter(day('2003-12-31'), 1);
    expect(count.status === 'known' && count.day.toString()).toBe('2004-01-02');
  });
});

describe('a notice added to the knowledge base', () => {
  const newYear = { name: { 'zh-Hans': '元旦', en: "New Year's Day" }, from: '2027-01-01', to: '2027-01-03' };

  it('extends the known years by its own', () => {
    const calendar = createWorkCalendar([...authored, year(2027, { holidays: [newYear] })]);
    expect(calendar.lastKnown.toString()).toBe('2027-12-31');
    expect(calendar.isWorkday(day('2027-01-01'))).toBe(false);
    expect(calendar.isWorkday(day('2027-01-04'))).toBe(true);
    expect(calendar.isWorkday(day('2028-01-04'))).toBeUndefined();
  });

  it('is not used while a year before it is missing', () => {
    const calendar = createWorkCalendar([year(2028)]);
    expect(calendar.lastKnown.toString()).toBe('2026-12-31');
    expect(calendar.isWorkday(day('2028-01-04'))).toBeUndefined();
  });

  it('corrects the package where the two differ', () => {
    const corrected = year(2026, { makeUpDays: [{ day: '2026-10-11', for: '国庆节' }] });
    const calendar = createWorkCalendar([corrected]);
    expect(calendar.isWorkday(day('2026-10-01'))).toBe(true);
    expect(calendar.isWorkday(day('2026-10-10'))).toBe(false);
    expect(calendar.isWorkday(day('2026-10-11'))).toBe(true);
  });

  it('leaves days of its December alone that the next notice named', () => {
    const calendar = createWorkCalendar([year(2018)]);
    expect(calendar.isWorkday(day('2018-12-29'))).toBe(true);
    expect(calendar.isWorkday(day('2018-12-31'))).toBe(false);
    expect(calendar.isWorkday(day('2018-10-01'))).toBe(true);
  });
});
