/** Days of the Chinese lunar calendar as people name them around the Spring Festival: 初八, 正月十五, 腊月二十八, 除夕. */
import type { Temporal } from 'temporal-polyfill';
import type { DayContext, DayForm, DayResult } from './day-forms.ts';
import { readInteger } from './numerals.ts';

let format: Intl.DateTimeFormat | undefined;

/** `1/8` for 正月初八; a leap month has a word after its number. */
function lunar({ year, month, day }: Temporal.PlainDate): string {
  format ??= new Intl.DateTimeFormat('en-u-ca-chinese', {
    month: 'numeric',
    day: 'numeric',
    timeZone: 'UTC',
  });
  const parts = format.formatToParts(Date.UTC(year, month - 1, day));
  return ['month', 'day'].map((type) => parts.find((part) => part.type === type)?.value).join('/');
}

/** Half a lunar year with a leap month, and two lunar months. */
const halfYear = 193;
const twoMonths = 60;

/** A message is read several times over; looking through a year takes milliseconds. */
const found = new Map<string, DayResult>();
const mostFound = 100;

/** The day of a lunar month that lies nearest to today. */
function inMonth(month: number, day: number, { today }: DayContext): DayResult {
  const key = `${today} ${month}/${day}`;
  const result = found.get(key) ?? nearest(month, day, today);
  if (found.size >= mostFound) found.clear();
  found.set(key, result);
  return result;
}

function nearest(month: number, day: number, today: Temporal.PlainDate): DayResult {
  for (let away = 0; away <= halfYear; away += 1)
    for (const one of [today.subtract({ days: away }), today.add({ days: away })])
      if (lunar(one) === `${month}/${day}`) return one;
  return 'impossible';
}

/** The latest day of that number in a lunar month. */
function latest(day: number, { today }: DayContext): DayResult {
  for (let away = 0; away <= twoMonths; away += 1) {
    const one = today.subtract({ days: away });
    if (lunar(one).endsWith(`/${day}`)) return one;
  }
  return 'impossible';
}

/** The last day before the first of the first month. */
function newYearsEve(context: DayContext): DayResult {
  const first = inMonth(1, 1, context);
  return typeof first === 'string' ? first : first.subtract({ days: 1 });
}

const n = (text = ''): number => readInteger(text.replace('初', '')) ?? Number.NaN;

/** The 初一 of 最初一次 is no day. */
const noCount = '(?![个次种些样起直中月年天])';
const one = '[一二三四五六七八九]';

export const lunarDayForms: readonly DayForm[] = [
  { pattern: /除夕|大?年三十/g, read: (_, context) => newYearsEve(context) },
  {
    pattern: new RegExp(
      `(?:农历|阴历)?(正月|大年|腊月)(初(?:十|${one})|[二廿]?十${one}?|廿${one}|三十)${noCount}`,
      'g',
    ),
    read: ([month, day], context) => inMonth(month === '腊月' ? 12 : 1, n(day), context),
  },
  {
    pattern: new RegExp(`(?<![最当起月小])(?:农历|阴历|年)?(初(?:十|${one}))${noCount}`, 'g'),
    read: ([day], context) => latest(n(day), context),
  },
];
