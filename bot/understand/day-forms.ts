/** The arithmetic under every written form of a day: years that were left out, weekdays, days that do not exist. */
import { Temporal } from 'temporal-polyfill';
import { daysBetween } from '../../intents/rules/day-count.ts';

export interface DayContext {
  readonly today: Temporal.PlainDate;
  /** A day that was spoken of before: "the 5th" then means the 5th of that month. */
  readonly near?: Temporal.PlainDate;
  /** True when the message answers the question for a day, so that a bare `9.20` or `20` is one. */
  readonly asked?: boolean;
  /** True where the day need not be past: one without a year is of this year, a weekday of this week. */
  readonly anyTime?: boolean;
}

export type DayResult = Temporal.PlainDate | 'impossible' | 'vague';

/** One way of writing a day. Groups of the pattern go to `read`; undefined means it is no day after all. */
export interface DayForm {
  readonly pattern: RegExp;
  /** Holds only where a day was asked for. */
  readonly asked?: boolean;
  read(groups: readonly (string | undefined)[], context: DayContext): DayResult | undefined;
}

export const isDay = (result: DayResult): result is Temporal.PlainDate => typeof result !== 'string';

/** A full date, or `impossible` when the calendar has no such day. */
export function dayOf(year: number, month: number, day: number): DayResult {
  try {
    return new Temporal.PlainDate(year, month, day);
  } catch {
    return 'impossible';
  }
}

/** Days ahead up to which a day without a year is this year's: "10月5号" in September is a slip, not last year's. */
const soon = 183;

/** Month and day without a year: the one of this year and the last that lies nearer to today. */
export function latestDay(month: number, day: number, { today, anyTime }: DayContext): DayResult {
  const thisYear = dayOf(today.year, month, day);
  if (!isDay(thisYear)) return thisYear;
  const away = daysBetween(today, thisYear);
  if (anyTime) return away < -soon ? dayOf(today.year + 1, month, day) : thisYear;
  return away > soon ? dayOf(today.year - 1, month, day) : thisYear;
}

/** A day of the month alone: in the month spoken of, else the latest such day that is not in the future. */
export function latestDayOfMonth(day: number, { today, near }: DayContext): DayResult {
  if (!(day >= 1 && day <= 31)) return 'impossible';
  if (near) {
    const result = dayOf(near.year, near.month, day);
    if (!isDay(result) || !isLater(result, today)) return result;
  }
  let month = today.with({ day: 1 });
  for (;;) {
    const result = dayOf(month.year, month.month, day);
    if (isDay(result) && !isLater(result, today)) return result;
    month = month.subtract({ months: 1 });
  }
}

/** A day of the month that is still to come, today among them. */
export function nextDayOfMonth(day: number, { today }: DayContext): DayResult {
  if (!(day >= 1 && day <= 31)) return 'impossible';
  let month = today.with({ day: 1 });
  for (;;) {
    const result = dayOf(month.year, month.month, day);
    if (isDay(result) && !isLater(today, result)) return result;
    month = month.add({ months: 1 });
  }
}

/** So many days ago; a distance beyond a lifetime says nothing. */
export function daysAgo(days: number, today: Temporal.PlainDate): DayResult {
  return days <= 36_500 ? today.subtract({ days }) : 'vague';
}

/** Weekday 1-7 of the week that lies `weeks` away from this one; weeks begin on Monday. */
export function dayOfWeek(weekday: number, weeks: number, today: Temporal.PlainDate): Temporal.PlainDate {
  return today.add({ days: weekday - today.dayOfWeek + 7 * weeks });
}

/** The latest such weekday; today only when `orToday`. */
export function latestWeekday(
  weekday: number,
  today: Temporal.PlainDate,
  orToday: boolean,
): Temporal.PlainDate {
  const back = (today.dayOfWeek - weekday + 7) % 7;
  return today.subtract({ days: back === 0 && !orToday ? 7 : back });
}

/** The next such weekday, today among them. */
export function nextWeekday(weekday: number, today: Temporal.PlainDate): Temporal.PlainDate {
  return today.add({ days: (weekday - today.dayOfWeek + 7) % 7 });
}

function isLater(day: Temporal.PlainDate, today: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(day, today) > 0;
}
