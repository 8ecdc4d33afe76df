/** Between which days the small payment to a corporate bank account comes, and what to do when it does not. */
import { defineRule } from './define-rule.ts';
import { needs, ok } from './outcome.ts';
import { arrivalParameters, transferArrival } from './transfer-arrival.ts';
import { calendarUnknown, horizonReasons } from './workday-steps.ts';

export const transferWindow = defineRule({
  name: 'transfer_window',
  facts: ['transferSubmittedAt', 'paymentReceived'],
  parameters: arrivalParameters,
  outcomes: ['expected', 'overdue', 'received'],
  reasons: horizonReasons,
  values: ['earliestDate', 'latestDate', 'overdue', 'nextStep'],

  evaluate({ transferSubmittedAt, paymentReceived }, context) {
    if (!transferSubmittedAt) return needs('transferSubmittedAt');
    const { earliest, latest, late, steps } = transferArrival(transferSubmittedAt, context);
    const overdue = paymentReceived === true ? false : late;
    const earliestDate = earliest.status === 'known' ? earliest.day.toString() : undefined;
    if (latest.status === 'unknown')
      return calendarUnknown(latest.side, context, { sure: { earliestDate, overdue }, steps });
    if (overdue) context.parameters.cite('transfer_overdue_advice');
    const nextStep = overdue ? 'self_check_then_ticket' : undefined;
    const values = { earliestDate, latestDate: latest.day.toString(), overdue, nextStep };
    if (paymentReceived === true) return ok('received', values, steps);
    return ok(overdue ? 'overdue' : 'expected', values, steps);
  },
});
