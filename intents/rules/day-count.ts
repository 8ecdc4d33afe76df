/** Counting days from an event whose own day is not counted: plain days, and the steps that show them. */
import { Temporal } from 'temporal-polyfill';
import type { Step } from './types.ts';

type Day = Temporal.PlainDate;

/** Days from one day to another, negative where that one lies before it. A twentieth of the cost of `until`. */
export function daysBetween(from: Day, to: Day): number {
  return (startInUtc(to) - startInUtc(from)) / 86_400_000;
}

/** Years below 100 would be taken for those of the last century. */
const startInUtc = ({ year, month, day }: Day): number => new Date(0).setUTCFullYear(year, month - 1, day);

/** Whole days from `today` to `day`, 0 on that day and after it. */
export function daysUntil(day: Day, today: Day): number {
  return Math.max(0, daysBetween(today, day));
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
