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

/** The Shanghai day of an instant. */
export function shanghaiDay(instant: Temporal.Instant): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(zone).toPlainDate();
}

/** A fact's day: `YYYY-MM-DD`, or an ISO date-time with a zone, which becomes its Shanghai day. Years 1900-2200. */
export function parseDay(raw: unknown): Parsed<Temporal.PlainDate> {
  const instant = parseInstant(raw);
  return instant.ok ? { ok: true, value: shanghaiDay(instant.value) } : instant;
}

/** An instant: an ISO date-time with a zone, or a date alone, which is the start of that day in Shanghai. */
export function parseInstant(raw: unknown): Parsed<Temporal.Instant> {
  if (typeof raw !== 'string' || raw.length > longestText) return { ok: false, reason: 'not_a_day' };
  if (dayForm.test(raw)) return checked(() => startOfDay(raw));
  const dateTime = dateTimeForm.exec(raw)?.[0];
  const suffix = dateTime === undefined ? undefined : zoneForm.exec(raw.slice(dateTime.length));
  if (!suffix) return { ok: false, reason: 'not_a_day' };
  if (suffix[0] === '') return { ok: false, reason: 'needs_zone' };
  return checked(() => (suffix[2] && suffix[1] !== 'Z' ? zoned(raw) : Temporal.Instant.from(raw)));
}

function startOfDay(day: string): Temporal.Instant {
  return Temporal.PlainDate.from(day).toZonedDateTime(zone).toInstant();
}

/** A named zone decides; an offset that disagrees with it is a fault. */
function zoned(raw: string): Temporal.Instant {
  return Temporal.ZonedDateTime.from(raw).toInstant();
}

function checked(read: () => Temporal.Instant): Parsed<Temporal.Instant> {
  try {
    const value = read();
    const { year } = shanghaiDay(value);
    return year < 1900 || year > 2200 ? { ok: false, reason: 'year_out_of_range' } : { ok: true, value };
  } catch {
    return { ok: false, reason: 'impossible_day' };
  }
}
