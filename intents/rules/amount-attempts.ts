/** How often the received amount may still be entered, and whether the bank details are needed anew. */
import { attemptsAfter } from './attempts.ts';
import { defineRule } from './define-rule.ts';
import { needs, ok } from './outcome.ts';

export const amountAttempts = defineRule({
  name: 'amount_attempts',
  facts: ['wrongAttempts', 'bankInfoResubmitted'],
  parameters: ['amount_attempts'],
  outcomes: ['attempts_left', 'must_resubmit', 'fresh_attempts'],
  reasons: [],
  values: ['attemptsLeft', 'mustResubmit'],

  evaluate({ wrongAttempts, bankInfoResubmitted }, context) {
    if (wrongAttempts === undefined) return needs('wrongAttempts');
    if (bankInfoResubmitted) {
      const attempts = context.parameters.count('amount_attempts');
      const steps = [{ id: 'attempts_fresh', values: { attempts } }];
      return ok('fresh_attempts', { attemptsLeft: attempts, mustResubmit: false }, steps);
    }
    const { attemptsLeft, mustResubmit, steps } = attemptsAfter(wrongAttempts, context);
    return ok(mustResubmit ? 'must_resubmit' : 'attempts_left', { attemptsLeft, mustResubmit }, steps);
  },
});
