/** Days (`YYYY-MM-DD`) as people write them, alone or as ranges. Pure arithmetic on the calendar: no clock, no zone. */
import type { Locale } from './schema.ts';

const dayPattern = /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** True for a text that is written as a day. */
export function isDay(text: string): boolean {
  return dayPattern.test(text);
}

/** Each run of consecutive days as one text: `2026年10月1日–7日`, `1–7 October 2026`. Keeps the order given. */
export function writeDays(days: readonly string[], locale: Locale): string[] {
  const write = locale === 'en' ? englishRange : chineseRange;
  return runs(days.map(readDay)).map(([first, last]) => write(first, last));
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Count of days since 1970, to see which follow one another. */
  readonly count: number;
}

function readDay(text: string): Day {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return { year, month, day, count: Date.UTC(year, month - 1, day) / 86_400_000 };
}

function runs(days: readonly Day[]): [Day, Day][] {
  const found: [Day, Day][] = [];
  for (const day of days) {
    const open = found.at(-1);
    if (open && day.count === open[1].count + 1) open[1] = day;
    else found.push([day, day]);
  }
  return found;
}

function chineseRange(first: Day, last: Day): string {
  const start = `${first.year}年${first.month}月${first.day}日`;
  if (first === last) return start;
  const year = first.year === last.year ? '' : `${last.year}年`;
  const month = year === '' && first.month === last.month ? '' : `${last.month}月`;
  return `${start}–${year}${month}${last.day}日`;
}

function englishRange(first: Day, last: Day): string {
  const end = `${last.day} ${monthName(last)} ${last.year}`;
  if (first === last) return end;
  if (first.year !== last.year) return `${first.day} ${monthName(first)} ${first.year} – ${end}`;
  return first.month === last.month ? `${first.day}–${end}` : `${first.day} ${monthName(first)} – ${end}`;
}

function monthName(day: Day): string {
  return months[day.month - 1] ?? '';
}
