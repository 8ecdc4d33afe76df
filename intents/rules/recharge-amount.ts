/** Whether what was recharged is the assigned amount, paid by the enterprise and small enough in total. */
import { defineRule } from './define-rule.ts';
import type { FactsOf } from './facts.ts';
import { isWholeFen, sum } from './money.ts';
import { invalid, needs, ok } from './outcome.ts';
import type { RuleContext, Step } from './types.ts';

type Paid = FactsOf<'assignedAmount' | 'rechargedAmount' | 'rechargedAmounts' | 'payerAccount'>;
type Payments = NonNullable<Paid['rechargedAmounts']>;

export const rechargeAmount = defineRule({
  name: 'recharge_amount',
  facts: ['assignedAmount', 'rechargedAmount', 'rechargedAmounts', 'payerAccount'],
  parameters: ['recharge_total_below', 'recharge_payer'],
  outcomes: ['accepted', 'personal_payer', 'total_too_high', 'too_many_decimals', 'other_amount'],
  reasons: [],
  values: ['accepted'],

  evaluate(facts, context) {
    const { assignedAmount, rechargedAmount, rechargedAmounts } = facts;
    if (rechargedAmount && rechargedAmounts)
      return invalid('contradiction', 'rechargedAmount', 'rechargedAmounts');
    const payments = rechargedAmount ? [rechargedAmount] : rechargedAmounts;
    if (!assignedAmount)
      return payments ? needs('assignedAmount') : needs('assignedAmount', 'rechargedAmount');
    if (!payments) return needs('rechargedAmount');
    const outcome = fault(facts, payments, context) ?? 'accepted';
    return ok(outcome, { accepted: outcome === 'accepted' }, steps(payments, context));
  },
});

function fault({ assignedAmount, payerAccount }: Paid, payments: Payments, { parameters }: RuleContext) {
  if (payerAccount && payerAccount !== parameters.text('recharge_payer')) return 'personal_payer';
  if (!sum(payments).lt(parameters.amount('recharge_total_below'))) return 'total_too_high';
  if (!payments.every(isWholeFen)) return 'too_many_decimals';
  const paid = payments.some((payment) => payment.gt(0) && assignedAmount?.eq(payment));
  return paid ? undefined : 'other_amount';
}

function steps(payments: Payments, { parameters }: RuleContext): Step[] {
  const below = parameters.amount('recharge_total_below').toFixed(2);
  parameters.cite('recharge_payer');
  return [
    {
      id: 'recharge_conditions',
      values: { below, payments: payments.length, total: sum(payments).toFixed() },
    },
  ];
}
