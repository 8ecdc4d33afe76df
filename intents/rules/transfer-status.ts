/** Where a verification by corporate transfer stands: waiting, late, ready for the amount, expired or to be restarted. */
import { type Attempts, attemptsAfter } from './attempts.ts';
import { deadlineAfter, isAfter } from './day-count.ts';
import { defineRule } from './define-rule.ts';
import type { FactsOf } from './facts.ts';
import { type Draft, invalid, needs, ok } from './outcome.ts';
import { arrivalParameters, transferArrival } from './transfer-arrival.ts';
import type { RuleContext, RuleOutcome } from './types.ts';
import { calendarUnknown, horizonReasons } from './workday-steps.ts';

type Status = FactsOf<'transferSubmittedAt' | 'paymentReceived' | 'paymentReceivedAt' | 'wrongAttempts'>;

export const transferStatus = defineRule({
  name: 'transfer_status',
  facts: ['transferSubmittedAt', 'paymentReceived', 'paymentReceivedAt', 'wrongAttempts'],
  parameters: [...arrivalParameters, 'transfer_verify_days', 'amount_attempts'],
  outcomes: ['waiting', 'overdue', 'can_enter', 'can_enter_attempts', 'expired', 'must_resubmit'],
  reasons: horizonReasons,
  values: ['canEnterAmount', 'attemptsLeft', 'deadline', 'expired', 'mustResubmit', 'overdue', 'nextStep'],

  evaluate(facts, context) {
    const {
      transferSubmittedAt: submitted,
      paymentReceived,
      paymentReceivedAt: received,
      wrongAttempts,
    } = facts;
    if (paymentReceived === false && received)
      return invalid('contradiction', 'paymentReceived', 'paymentReceivedAt');
    if (submitted && received && isAfter(submitted, received))
      return invalid('wrong_order', 'transferSubmittedAt', 'paymentReceivedAt');
    const attempts = wrongAttempts === undefined ? undefined : attemptsAfter(wrongAttempts, context);
    if (received) return afterReceipt(received, attempts, context);
    if (attempts?.mustResubmit)
      return ok('must_resubmit', { canEnterAmount: false, ...known(attempts) }, attempts.steps);
    if (paymentReceived === false) return beforeReceipt(submitted, attempts, context);
    // Somebody who has entered an amount has received one, so only the day is left to ask for.
    return paymentReceived || wrongAttempts ? needs('paymentReceivedAt') : needs('paymentReceived');
  },
});

function afterReceipt(
  received: NonNullable<Status['paymentReceivedAt']>,
  attempts: Attempts | undefined,
  { parameters, today }: RuleContext,
): RuleOutcome {
  const { deadline, expired, steps } = deadlineAfter(
    received,
    parameters.days('transfer_verify_days'),
    today,
  );
  const mustResubmit = attempts?.mustResubmit ?? false;
  const canEnterAmount = !expired && !mustResubmit;
  const values = { canEnterAmount, ...known(attempts), deadline, expired };
  const all = [...steps, ...(attempts?.steps ?? [])];
  if (mustResubmit) return ok('must_resubmit', values, all);
  if (expired) return ok('expired', values, all);
  return ok(attempts ? 'can_enter_attempts' : 'can_enter', values, all);
}

function beforeReceipt(
  submitted: Status['transferSubmittedAt'],
  attempts: Attempts | undefined,
  context: RuleContext,
): RuleOutcome {
  const values: Draft = { canEnterAmount: false, ...known(attempts) };
  const counted = attempts?.steps ?? [];
  if (!submitted) {
    context.parameters.cite('transfer_workdays_max');
    return ok('waiting', values, counted);
  }
  const { latest, late: overdue, steps } = transferArrival(submitted, context);
  const all = [...steps, ...counted];
  if (latest.status === 'unknown')
    return calendarUnknown(latest.side, context, { sure: { ...values, overdue }, steps: all });
  if (!overdue) return ok('waiting', { ...values, overdue }, all);
  context.parameters.cite('transfer_overdue_advice');
  return ok('overdue', { ...values, overdue, nextStep: 'self_check_then_ticket' }, all);
}

function known(attempts: Attempts | undefined): Draft {
  return attempts ? { attemptsLeft: attempts.attemptsLeft, mustResubmit: attempts.mustResubmit } : {};
}
