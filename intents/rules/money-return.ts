/** What becomes of the money of a verification: a recharge stays as balance, a received payment may be kept. */
import { defineRule } from './define-rule.ts';
import type { FactsOf } from './facts.ts';
import { isWholeFen, sum } from './money.ts';
import { needs, ok } from './outcome.ts';
import type { RuleContext, RuleOutcome } from './types.ts';

type Recharge = FactsOf<'balanceBefore' | 'amount'>;

export const moneyReturn = defineRule({
  name: 'money_return',
  facts: ['method', 'balanceBefore', 'amount'],
  parameters: ['recharge_becomes_balance', 'payment_need_not_return'],
  outcomes: ['recharge_withdrawable', 'recharge_balance', 'payment_kept'],
  reasons: ['no_money_moves'],
  values: ['balanceAfter', 'withdrawable', 'mustReturn'],

  evaluate({ method, ...recharge }, context) {
    if (!method) return needs('method');
    if (method === 'recharge') return recharged(recharge, context);
    if (method !== 'corporate_transfer') return { status: 'not_applicable', reason: 'no_money_moves' };
    context.parameters.cite('payment_need_not_return');
    return ok('payment_kept', { mustReturn: false }, [{ id: 'payment_direction', values: {} }]);
  },
});

function recharged({ balanceBefore: before, amount }: Recharge, { parameters }: RuleContext): RuleOutcome {
  parameters.cite('recharge_becomes_balance');
  const direction = { id: 'recharge_direction', values: {} };
  if (!before || !amount) return ok('recharge_withdrawable', { withdrawable: true }, [direction]);
  if (!isWholeFen(before) || !isWholeFen(amount))
    return ok('recharge_withdrawable', { withdrawable: true }, [
      direction,
      { id: 'balance_not_whole', values: {} },
    ]);
  const balanceAfter = sum([before, amount]).toFixed(2);
  const added = {
    id: 'balance_added',
    values: { before: before.toFixed(2), amount: amount.toFixed(2), balanceAfter },
  };
  return ok('recharge_balance', { balanceAfter, withdrawable: true }, [direction, added]);
}
