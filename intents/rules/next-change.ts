/** When the real-name information of an account may be changed again. */
import type { Temporal } from 'temporal-polyfill';
import { daysUntil, isAfter, startStep } from './day-count.ts';
import type { RuleContext, Step } from './types.ts';

/** The parameters behind `nextChange`. */
export const changeParameters = ['change_interval', 'change_once_a_month'] as const;

export interface NextChange {
  readonly day: string;
  readonly allowedNow: boolean;
  readonly daysLeft: number;
  readonly steps: readonly Step[];
}

/** The day of the last change is not counted; the last day of the interval is the first one allowed. */
export function nextChange(last: Temporal.PlainDate, { parameters, today }: RuleContext): NextChange {
  const days = parameters.days('change_interval');
  parameters.cite('change_once_a_month');
  const next = last.add({ days });
  const values = { days, day: next.toString() };
  return {
    day: next.toString(),
    allowedNow: !isAfter(next, today),
    daysLeft: daysUntil(next, today),
    steps: [
      startStep(last),
      { id: 'change_allowed_from', values },
      { id: 'reading_change_interval', values: { days } },
    ],
  };
}
