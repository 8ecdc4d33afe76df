/** Reads days and instants the one way this house knows them: a day is a day in Asia/Shanghai. */
import { Temporal } from 'temporal-polyfill';

const zone = 'Asia/Shanghai';
const dayForm = /^\d{4}-\d{2}-\d{2}$/;
const dateTimeForm = /^\d{4}-\d{2}-\d{2}T\d{2}(:\d{2}(:\d{2}(\.\d{1,9})?)?)?/;
const zoneForm = /^(Z|[+-]\d{2}:?\d{2})?(\[[A-Za-z0-9_+:/-]{1,60}\])?$/;
const longestText = 120;

export type DayFault = 'not_a_day' | 'impossible_day' | 'needs_zone' | 'year_out_of_range';
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: DayFault };

/** A day in Shanghai, from its first millisecond up to the first of the next. */
interface ShanghaiDay {
  readonly day: Temporal.PlainDate;
  readonly start: number;
  readonly end: number;
}

let latest: ShanghaiDay | undefined;

/** The Shanghai day of an instant. The last one is kept: all day long it is the same, and a zone costs much. */
export function shanghaiDay(instant: Temporal.Instant): Temporal.PlainDate {
  const at = instant.epochMilliseconds;
  if (!latest || at < latest.start || at >= latest.end) latest = dayAround(instant);
  return latest.day;
}

function dayAround(instant: Temporal.Instant): ShanghaiDay {
  const day = instant.toZonedDateTimeISO(zone).toPlainDate();
  const startOf = (one: Temporal.PlainDate): number => one.toZonedDateTime(zone).epochMilliseconds;
  return { day, start: startOf(day), end: startOf(day.add({ days: 1 })) };
}

/** A fact's day: `YYYY-MM-DD`, or an ISO date-time with a zone, which becomes its Shanghai day. Years 1900-2200. */
export function parseDay(raw: unknown): Parsed<Temporal.PlainDate> {
  // most days come as such, and a zone would cost ten times the reading
  if (typeof raw === 'string' && dayForm.test(raw))
    return checked(() => Temporal.PlainDate.from(raw), yearOf);
  const instant = parseInstant(raw);
  return instant.ok ? { ok: true, value: shanghaiDay(instant.value) } : instant;
}

const yearOf = ({ year }: Temporal.PlainDate): number => year;
const shanghaiYear = (instant: Temporal.Instant): number => shanghaiDay(instant).year;

/** An instant: an ISO date-time with a zone, or a date alone, which is the start of that day in Shanghai. */
export function parseInstant(raw: unknown): Parsed<Temporal.Instant> {
  if (typeof raw !== 'string' || raw.length > longestText) return { ok: false, reason: 'not_a_day' };
  if (dayForm.test(raw)) return checked(() => startOfDay(raw), shanghaiYear);
  const dateTime = dateTimeForm.exec(raw)?.[0];
  const suffix = dateTime === undefined ? undefined : zoneForm.exec(raw.slice(dateTime.length));
  if (!suffix) return { ok: false, reason: 'not_a_day' };
  if (suffix[0] === '') return { ok: false, reason: 'needs_zone' };
  const isZoned = suffix[2] && suffix[1] !== 'Z';
  return checked(() => (isZoned ? zoned(raw) : Temporal.Instant.from(raw)), shanghaiYear);
}

function startOfDay(day: string): Temporal.Instant {
  return Temporal.PlainDate.from(day).toZonedDateTime(zone).toInstant();
}

/** A named zone decides; an offset that disagrees with it is a fault. */
function zoned(raw: string): Temporal.Instant {
  return Temporal.ZonedDateTime.from(raw).toInstant();
}

function checked<T>(read: () => T, yearOf: (value: T) => number): Parsed<T> {
  try {
    const value = read();
    const year = yearOf(value);
    return year < 1900 || year > 2200 ? { ok: false, reason: 'year_out_of_range' } : { ok: true, value };
  } catch {
    return { ok: false, reason: 'impossible_day' };
  }
}
