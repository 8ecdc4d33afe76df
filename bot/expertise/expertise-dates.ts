/** How fresh the knowledge is: until when the calendar is known, and when each parameter was last checked. */
import type { Temporal } from 'temporal-polyfill';
import { shanghaiDay } from '../../intents/rules/shanghai-time.ts';
import type { Expertise } from './expertise.ts';

/** Days before the end of the calendar from which on everyone is told. */
export const warningDays = 60;

export interface ExpertiseDates {
  /** Last day whose working days are known, `YYYY-MM-DD`. */
  readonly calendarUntil: string;
  readonly parameters: readonly { readonly id: string; readonly from?: string; readonly checked: string }[];
}

export function expertiseDates({ knowledge, rules }: Expertise): ExpertiseDates {
  return {
    calendarUntil: rules.calendar.lastKnown.toString(),
    parameters: knowledge.parameters.flatMap(({ id, values }) =>
      values.map(({ from, checked }) => ({ id, ...(from !== undefined && { from }), checked })),
    ),
  };
}

/** A line about the end of the calendar when it is near or past, with what to do; `undefined` while it is far. */
export function horizonWarning({ rules }: Expertise, now: Temporal.Instant): string | undefined {
  const end = rules.calendar.lastKnown;
  const left = shanghaiDay(now).until(end, { largestUnit: 'days' }).days;
  if (left > warningDays) return undefined;
  const when = left < 0 ? `ended on ${end}` : `ends on ${end}, in ${left} days`;
  return `the calendar of working days ${when}: add knowledge/calendar/${end.year + 1}.yaml as soon as the State Council publishes its notice`;
}
