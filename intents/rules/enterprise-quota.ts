/** How many accounts one enterprise may still verify, and whether that is enough for what it plans. */
import { defineRule } from './define-rule.ts';
import { invalid, needs, ok } from './outcome.ts';
import { remainingOf } from './quota.ts';
import type { Step } from './types.ts';

export const enterpriseQuota = defineRule({
  name: 'enterprise_quota',
  facts: ['enterpriseBoundAccounts', 'enterpriseAccountLimit', 'accountsWanted'],
  parameters: ['enterprise_account_limit'],
  outcomes: ['can_verify_more', 'used_up', 'enough', 'not_enough'],
  reasons: [],
  values: ['limit', 'remaining', 'canVerifyMore', 'enough', 'shortfall', 'raiseVia'],

  evaluate(
    { enterpriseBoundAccounts: bound, enterpriseAccountLimit, accountsWanted: wanted },
    { parameters },
  ) {
    const usual = parameters.count('enterprise_account_limit');
    // A limit can only be raised; a lower one is a slip of whoever stated it.
    if (enterpriseAccountLimit !== undefined && enterpriseAccountLimit < usual)
      return invalid('below_default', 'enterpriseAccountLimit');
    if (bound === undefined) return needs('enterpriseBoundAccounts');
    const { limit, remaining, canVerifyMore, steps } = remainingOf(enterpriseAccountLimit ?? usual, bound);
    const origin: Step = { id: limit === usual ? 'limit_default' : 'limit_raised', values: { limit, usual } };
    const values = { limit, remaining, canVerifyMore };
    if (wanted === undefined) {
      const raiseVia = canVerifyMore ? undefined : 'account_manager';
      return ok(canVerifyMore ? 'can_verify_more' : 'used_up', { ...values, raiseVia }, [origin, ...steps]);
    }
    const shortfall = Math.max(0, wanted - remaining);
    const enough = shortfall === 0;
    const raiseVia = enough ? undefined : 'account_manager';
    const compared: Step = { id: 'wanted_compared', values: { wanted, remaining, shortfall } };
    return ok(enough ? 'enough' : 'not_enough', { ...values, enough, shortfall, raiseVia }, [
      origin,
      ...steps,
      compared,
    ]);
  },
});
