/** Whether an entered amount can be one of those that are paid at all. It never says whether it is the right one. */
import { defineRule } from './define-rule.ts';
import { isWholeFen } from './money.ts';
import { needs, ok } from './outcome.ts';

export const amountRange = defineRule({
  name: 'amount_range',
  facts: ['enteredAmount'],
  parameters: ['transfer_amount_min', 'transfer_amount_max'],
  outcomes: ['possible', 'out_of_range', 'too_many_decimals'],
  reasons: [],
  values: ['valid'],

  evaluate({ enteredAmount: amount }, { parameters }) {
    if (!amount) return needs('enteredAmount');
    const [min, max] = [parameters.amount('transfer_amount_min'), parameters.amount('transfer_amount_max')];
    const inRange = amount.gte(min) && amount.lte(max);
    const valid = inRange && isWholeFen(amount);
    const outcome = inRange ? 'too_many_decimals' : 'out_of_range';
    const values = { amount: amount.toFixed(), min: min.toFixed(2), max: max.toFixed(2) };
    return ok(valid ? 'possible' : outcome, { valid }, [{ id: 'amount_compared', values }]);
  },
});
