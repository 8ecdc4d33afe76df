/** Counting days from an event whose own day is not counted: plain days, and the steps that show them. */
import { Temporal } from 'temporal-polyfill';
import type { Step } from './types.ts';

type Day = Temporal.PlainDate;

/** Whole days from `today` to `day`, 0 on that day and after it. */
export function daysUntil(day: Day, today: Day): number {
  return Math.max(0, today.until(day, { largestUnit: 'day' }).days);
}

/** Whether `day` lies after `other`. */
export function isAfter(day: Day, other: Day): boolean {
  return Temporal.PlainDate.compare(day, other) > 0;
}

export interface Deadline {
  readonly deadline: string;
  readonly expired: boolean;
  readonly daysLeft: number;
  readonly steps: readonly Step[];
}

/** A deadline `days` calendar days after the event; its last day counts whole, in Shanghai. */
export function deadlineAfter(event: Day, days: number, today: Day): Deadline {
  const last = event.add({ days });
  return {
    deadline: last.toString(),
    expired: isAfter(today, last),
    daysLeft: daysUntil(last, today),
    steps: [startStep(event), { id: 'deadline_day', values: { days, day: last.toString() } }],
  };
}

/** Counting starts on the day after the event. */
export function startStep(event: Day): Step {
  return { id: 'count_starts', values: { day: event.toString(), next: event.add({ days: 1 }).toString() } };
}
