/** Until when a received payment can be used to verify. */
import { deadlineAfter } from './day-count.ts';
import { defineRule } from './define-rule.ts';
import { invalid, needs, ok } from './outcome.ts';

export const transferVerifyDeadline = defineRule({
  name: 'transfer_verify_deadline',
  facts: ['paymentReceived', 'paymentReceivedAt'],
  parameters: ['transfer_verify_days'],
  outcomes: ['not_started', 'open', 'last_day', 'expired'],
  reasons: [],
  values: ['deadline', 'expired', 'daysLeft', 'notStarted'],

  evaluate({ paymentReceived, paymentReceivedAt }, { parameters, today }) {
    const days = parameters.days('transfer_verify_days');
    if (paymentReceived === false) {
      if (paymentReceivedAt) return invalid('contradiction', 'paymentReceived', 'paymentReceivedAt');
      const steps = [{ id: 'transfer_not_started', values: { days } }];
      return ok('not_started', { notStarted: true, expired: false }, steps);
    }
    if (!paymentReceivedAt) return needs('paymentReceivedAt');
    const { deadline, expired, daysLeft, steps } = deadlineAfter(paymentReceivedAt, days, today);
    const open = daysLeft > 0 ? 'open' : 'last_day';
    return ok(expired ? 'expired' : open, { deadline, expired, daysLeft }, steps);
  },
});
