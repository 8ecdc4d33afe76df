/** When the small payment to a corporate bank account must have arrived. */
import type { Temporal } from 'temporal-polyfill';
import type { WorkdayCount } from './calendar.ts';
import type { RuleContext, Step } from './types.ts';
import { isPast, nthStep, workdaySteps } from './workday-steps.ts';

/** The parameters behind `transferArrival`. */
export const arrivalParameters = [
  'transfer_workdays_min',
  'transfer_workdays_max',
  'transfer_overdue_advice',
] as const;

export interface TransferArrival {
  readonly earliest: WorkdayCount;
  readonly latest: WorkdayCount;
  /** Whether it is late, had it not come; `undefined` when the calendar cannot tell. */
  readonly late: boolean | undefined;
  readonly steps: readonly Step[];
}

/** From the first to the last of the working days after the day of submission; late from the day after. */
export function transferArrival(submitted: Temporal.PlainDate, context: RuleContext): TransferArrival {
  const { parameters, calendar } = context;
  const [min, max] = [parameters.days('transfer_workdays_min'), parameters.days('transfer_workdays_max')];
  const earliest = calendar.nthWorkdayAfter(submitted, min);
  const latest = calendar.nthWorkdayAfter(submitted, max);
  const steps = [...workdaySteps(submitted, latest), ...nthStep(min, earliest), ...nthStep(max, latest)];
  return {
    earliest,
    latest,
    late: isPast(latest, context),
    steps: [...steps, { id: 'reading_transfer_window', values: { min, max } }],
  };
}
