/** By which day a paid recharge must have been reviewed. */
import { defineRule } from './define-rule.ts';
import { needs, ok } from './outcome.ts';
import { calendarUnknown, horizonReasons, isPast, nthStep, workdaySteps } from './workday-steps.ts';

export const rechargeReview = defineRule({
  name: 'recharge_review',
  facts: ['rechargePaidAt'],
  parameters: ['recharge_review_workdays', 'recharge_done_on_receipt'],
  outcomes: ['expected', 'overdue'],
  reasons: horizonReasons,
  values: ['expectedBy', 'overdue'],

  evaluate({ rechargePaidAt: paid }, context) {
    if (!paid) return needs('rechargePaidAt');
    const { parameters, calendar } = context;
    const n = parameters.days('recharge_review_workdays');
    parameters.cite('recharge_done_on_receipt');
    const count = calendar.nthWorkdayAfter(paid, n);
    const overdue = isPast(count, context);
    const reading = { id: 'reading_recharge_review', values: { n } };
    const steps = [...workdaySteps(paid, count), ...nthStep(n, count), reading];
    if (count.status === 'unknown') return calendarUnknown(count.side, context, { sure: { overdue }, steps });
    return ok(overdue ? 'overdue' : 'expected', { expectedBy: count.day.toString(), overdue }, steps);
  },
});
