/** How many accounts one ID card may still verify. */
import { defineRule } from './define-rule.ts';
import { needs, ok } from './outcome.ts';
import { remainingOf } from './quota.ts';

export const personalQuota = defineRule({
  name: 'personal_quota',
  facts: ['idCardBoundAccounts', 'phoneBoundAccounts', 'asksForRaise'],
  parameters: ['personal_account_limit'],
  outcomes: ['can_verify_more', 'used_up', 'can_verify_more_no_raise', 'used_up_no_raise'],
  reasons: ['no_phone_limit'],
  values: ['limit', 'remaining', 'canVerifyMore', 'raisePossible'],

  evaluate({ idCardBoundAccounts: bound, phoneBoundAccounts, asksForRaise }, { parameters }) {
    if (bound === undefined) {
      if (phoneBoundAccounts === undefined) return needs('idCardBoundAccounts');
      return { status: 'not_applicable', reason: 'no_phone_limit' };
    }
    const quota = remainingOf(parameters.count('personal_account_limit'), bound);
    const { limit, remaining, canVerifyMore, steps } = quota;
    const raise = asksForRaise ? '_no_raise' : '';
    const raisePossible = asksForRaise ? false : undefined;
    return ok(
      `${canVerifyMore ? 'can_verify_more' : 'used_up'}${raise}`,
      { limit, remaining, canVerifyMore, raisePossible },
      steps,
    );
  },
});
