/** Until when the assigned amount has to be recharged. */
import { deadlineAfter } from './day-count.ts';
import { defineRule } from './define-rule.ts';
import { needs, ok } from './outcome.ts';

export const rechargeWindow = defineRule({
  name: 'recharge_window',
  facts: ['rechargeAmountIssuedAt'],
  parameters: ['recharge_days'],
  outcomes: ['open', 'last_day', 'expired'],
  reasons: [],
  values: ['deadline', 'expired', 'daysLeft'],

  evaluate({ rechargeAmountIssuedAt: issued }, { parameters, today }) {
    if (!issued) return needs('rechargeAmountIssuedAt');
    const { deadline, expired, daysLeft, steps } = deadlineAfter(
      issued,
      parameters.days('recharge_days'),
      today,
    );
    const open = daysLeft > 0 ? 'open' : 'last_day';
    return ok(expired ? 'expired' : open, { deadline, expired, daysLeft }, steps);
  },
});
