/** Which days are working days: the State Council's notices as far as they are published, and nothing beyond. */
import chineseDays from 'chinese-days';
import { Temporal } from 'temporal-polyfill';
import type { CalendarYear, Localized } from '../../knowledge/schema.ts';

/** A day on the way of a count. A `weekend` is one without a holiday; a `makeUp` is a working Saturday or Sunday. */
export interface CountedDay {
  readonly day: Temporal.PlainDate;
  readonly kind: 'workday' | 'makeUp' | 'weekend' | 'holiday';
  /** The holiday, for `holiday` and `makeUp`. */
  readonly name?: Localized;
}

/** A count of working days: all days passed on the way, in order, as far as the calendar is known. */
export type WorkdayCount =
  | { readonly status: 'known'; readonly day: Temporal.PlainDate; readonly passed: readonly CountedDay[] }
  | { readonly status: 'unknown'; readonly side: 'before' | 'after'; readonly passed: readonly CountedDay[] };

export interface WorkCalendar {
  /** `undefined`: no notice is known for that year. */
  isWorkday(day: Temporal.PlainDate): boolean | undefined;
  /** What kind of day it is; `undefined` outside the known years. */
  describe(day: Temporal.PlainDate): CountedDay | undefined;
  /** The n-th working day after `day`, which itself is not counted (n ≥ 1). */
  nthWorkdayAfter(day: Temporal.PlainDate, n: number): WorkdayCount;
  readonly firstKnown: Temporal.PlainDate;
  readonly lastKnown: Temporal.PlainDate;
}

interface NamedDay {
  readonly work: boolean;
  readonly name: Localized;
}

/** Years the package could ever hold; which of them it does hold, its data says. */
const packageYears = Array.from({ length: 101 }, (_, index) => 2000 + index);

/**
 * The package's years, extended or corrected by the knowledge base's own notices.
 * Only an unbroken run of years is known: after a missing year nothing is.
 */
export function createWorkCalendar(authored: readonly CalendarYear[]): WorkCalendar {
  const { first, last } = knownYears(authored.map(({ year }) => year));
  const firstKnown = new Temporal.PlainDate(first, 1, 1);
  const lastKnown = new Temporal.PlainDate(last, 12, 31);
  const named = namedDays(authored.filter(({ year }) => year >= first && year <= last));
  const describe = (day: Temporal.PlainDate) =>
    day.year < first || day.year > last ? undefined : kindOf(day, named(day));
  const isWorkday = (day: Temporal.PlainDate) => {
    const kind = describe(day)?.kind;
    return kind && (kind === 'workday' || kind === 'makeUp');
  };
  return {
    firstKnown,
    lastKnown,
    describe,
    isWorkday,
    nthWorkdayAfter(day, n) {
      const passed: CountedDay[] = [];
      let left = n;
      for (let next = day.add({ days: 1 }); ; next = next.add({ days: 1 })) {
        const counted = describe(next);
        if (!counted) return { status: 'unknown', side: next.year < first ? 'before' : 'after', passed };
        passed.push(counted);
        if (counted.kind === 'workday' || counted.kind === 'makeUp') left -= 1;
        if (left <= 0) return { status: 'known', day: next, passed };
      }
    },
  };
}

/** The unbroken run of years around the package's newest one. */
function knownYears(authored: readonly number[]): { first: number; last: number } {
  const published = packageYears.filter(isInPackage);
  const known = new Set([...published, ...authored]);
  let first = published.at(-1) ?? Math.min(...authored);
  let last = first;
  while (known.has(first - 1)) first -= 1;
  while (known.has(last + 1)) last += 1;
  return { first, last };
}

/** Every notice gives 1 October a name; without one the package would only be guessing by weekday. */
function isInPackage(year: number): boolean {
  return packageDay(`${year}-10-01`) !== undefined;
}

function packageDay(day: string): NamedDay | undefined {
  const { work, name } = chineseDays.getDayDetail(day);
  const [en, zh] = name.split(',');
  return en && zh ? { work, name: { 'zh-Hans': zh, en } } : undefined;
}

/** Looks a day up by name: an authored notice first, then the package where no notice replaces that year. */
function namedDays(authored: readonly CalendarYear[]): (day: Temporal.PlainDate) => NamedDay | undefined {
  const days = new Map<string, NamedDay>(authored.flatMap(authoredDays));
  const replaced = new Set(authored.map(({ year }) => year));
  return (day) => {
    const key = day.toString();
    const own = days.get(key);
    // A notice may name days of the December before it, so a replaced year still takes those from the package.
    return own ?? (replaced.has(day.year) && day.month !== 12 ? undefined : packageDay(key));
  };
}

function authoredDays({ holidays, makeUpDays }: CalendarYear): [string, NamedDay][] {
  const off = holidays.flatMap(({ name, from, to }) =>
    daysBetween(from, to).map((day): [string, NamedDay] => [day, { work: false, name }]),
  );
  const on = makeUpDays.map((makeUp): [string, NamedDay] => {
    const holiday = holidays.find(({ name }) => name['zh-Hans'] === makeUp.for);
    return [makeUp.day, { work: true, name: holiday?.name ?? { 'zh-Hans': makeUp.for, en: makeUp.for } }];
  });
  return [...off, ...on];
}

function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  const last = Temporal.PlainDate.from(to);
  for (
    let day = Temporal.PlainDate.from(from);
    Temporal.PlainDate.compare(day, last) <= 0;
    day = day.add({ days: 1 })
  )
    days.push(day.toString());
  return days;
}

function kindOf(day: Temporal.PlainDate, named: NamedDay | undefined): CountedDay {
  const weekend = day.dayOfWeek > 5;
  if (!named) return { day, kind: weekend ? 'weekend' : 'workday' };
  return { day, kind: named.work ? 'makeUp' : 'holiday', name: named.name };
}
