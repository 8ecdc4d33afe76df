/** Shows a count of working days: every holiday and weekend passed over, every make-up day counted. */
import type { Temporal } from 'temporal-polyfill';
import type { CountedDay, WorkdayCount } from './calendar.ts';
import { isAfter, startStep } from './day-count.ts';
import { type Draft, present } from './outcome.ts';
import type { RuleContext, RuleOutcome, Step, Values } from './types.ts';

/** The reasons a rule that counts working days can end with. */
export const horizonReasons = ['before_first_known_day', 'after_last_known_day'] as const;

/** The steps of a count that began the day after `event`, in the order of the calendar. */
export function workdaySteps(event: Temporal.PlainDate, { passed }: WorkdayCount): Step[] {
  const counted = passed.filter(({ kind }) => kind === 'workday' || kind === 'makeUp');
  const days = counted.map(({ day }) => day.toString());
  const listed: Step[] =
    days.length > 0 ? [{ id: 'workdays_counted', values: { days, count: days.length } }] : [];
  return [startStep(event), ...runs(passed).flatMap(runStep), ...listed];
}

/** The step that names the n-th working day, when it is known. */
export function nthStep(n: number, count: WorkdayCount): Step[] {
  return count.status === 'known' ? [{ id: 'nth_workday', values: { n, day: count.day.toString() } }] : [];
}

/** Whether a counted day lies behind us. One beyond the calendar does not, as long as today stands within it. */
export function isPast(count: WorkdayCount, { today, calendar }: RuleContext): boolean | undefined {
  if (count.status === 'known') return isAfter(today, count.day);
  return count.side === 'after' && !isAfter(today, calendar.lastKnown) ? false : undefined;
}

/** Ends a rule whose count ran out of the known calendar, with what is sure nevertheless. */
export function calendarUnknown(
  side: 'before' | 'after',
  { calendar }: RuleContext,
  { sure, steps }: { sure: Draft; steps: readonly Step[] },
): RuleOutcome {
  const values = { first: calendar.firstKnown.toString(), last: calendar.lastKnown.toString() };
  return {
    status: 'calendar_unknown',
    reason: side === 'before' ? 'before_first_known_day' : 'after_last_known_day',
    values: present(sure),
    steps: [...steps, { id: 'calendar_known', values }],
  };
}

/** Neighbouring days of one kind and one holiday, together. */
function runs(passed: readonly CountedDay[]): CountedDay[][] {
  const result: CountedDay[][] = [];
  for (const day of passed) {
    const current = result.at(-1);
    const head = current?.[0];
    const same = head?.kind === day.kind && head.name?.['zh-Hans'] === day.name?.['zh-Hans'];
    if (current && same && day.kind !== 'makeUp') current.push(day);
    else result.push([day]);
  }
  return result;
}

function runStep(run: readonly CountedDay[]): Step[] {
  const [head] = run;
  if (!head || head.kind === 'workday') return [];
  const holiday: Values = head.name ? { holiday: head.name['zh-Hans'], holidayEn: head.name.en } : {};
  if (head.kind === 'makeUp') {
    const id = head.day.dayOfWeek === 6 ? 'makeup_saturday' : 'makeup_sunday';
    return [{ id, values: { day: head.day.toString(), ...holiday } }];
  }
  const days = run.map(({ day }) => day.toString());
  return [
    { id: head.kind === 'holiday' ? 'holiday_skipped' : 'weekend_skipped', values: { days, ...holiday } },
  ];
}
