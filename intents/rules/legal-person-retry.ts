/** When a check of the legal person that failed is worth trying again. */
import type { Temporal } from 'temporal-polyfill';
import { daysBetween, isAfter, startStep } from './day-count.ts';
import { defineRule } from './define-rule.ts';
import { invalid, needs, ok } from './outcome.ts';
import type { RuleContext, Step } from './types.ts';
import { calendarUnknown, horizonReasons, nthStep, workdaySteps } from './workday-steps.ts';

/** More calendar days than the few working days of a new company can ever take, whatever holidays lie between. */
const longSince = 60;

export const legalPersonRetry = defineRule({
  name: 'legal_person_retry',
  facts: ['checkFailedAt', 'companyRegisteredAt'],
  parameters: ['retry_days_min', 'retry_days_max', 'check_name_or_code', 'new_license_workdays'],
  outcomes: ['retry_from', 'retry_now', 'check_then_retry'],
  reasons: horizonReasons,
  values: ['retryFrom', 'retryTo', 'canRetryNow', 'waitApplies', 'nextStep'],

  evaluate({ checkFailedAt: failed, companyRegisteredAt: registered }, context) {
    if (!failed) return needs('checkFailedAt');
    if (registered && isAfter(registered, failed))
      return invalid('wrong_order', 'companyRegisteredAt', 'checkFailedAt');
    const { retryFrom, retryTo, reached, steps } = retryDays(failed, context);
    const dates = { retryFrom, retryTo };
    if (!registered)
      return ok(reached ? 'retry_now' : 'retry_from', { ...dates, canRetryNow: reached }, steps);
    const fresh = isFresh(registered, failed, context);
    const all = [...steps, ...fresh.steps];
    if (fresh.applies === undefined) {
      const sure = { ...dates, canRetryNow: reached || undefined };
      return calendarUnknown(fresh.side, context, { sure, steps: all });
    }
    if (fresh.applies)
      return ok(
        reached ? 'retry_now' : 'retry_from',
        { ...dates, canRetryNow: reached, waitApplies: true },
        all,
      );
    context.parameters.cite('check_name_or_code');
    const values = { ...dates, canRetryNow: true, waitApplies: false, nextStep: 'check_name_or_code' };
    return ok('check_then_retry', values, all);
  },
});

function retryDays(failed: Temporal.PlainDate, { parameters, today }: RuleContext) {
  const [min, max] = [parameters.days('retry_days_min'), parameters.days('retry_days_max')];
  const from = failed.add({ days: min });
  const retryFrom = from.toString();
  const retryTo = failed.add({ days: max }).toString();
  const hint: Step = { id: 'reading_retry_days', values: { min, max, retryFrom, retryTo } };
  return { retryFrom, retryTo, reached: !isAfter(from, today), steps: [startStep(failed), hint] };
}

type Freshness =
  | { readonly applies: boolean; readonly steps: readonly Step[] }
  | { readonly applies: undefined; readonly side: 'before' | 'after'; readonly steps: readonly Step[] };

/** Whether the company was so new at the failed check that it may not have been recorded yet. */
function isFresh(
  registered: Temporal.PlainDate,
  failed: Temporal.PlainDate,
  context: RuleContext,
): Freshness {
  const { parameters, calendar } = context;
  const n = parameters.days('new_license_workdays');
  const days = daysBetween(registered, failed);
  const count = calendar.nthWorkdayAfter(registered, n);
  if (days > longSince && (count.status === 'unknown' || isAfter(failed, count.day)))
    return { applies: false, steps: [{ id: 'company_long_registered', values: { days } }] };
  const counted = [...workdaySteps(registered, count), ...nthStep(n, count)];
  const beyond =
    count.status === 'unknown' && (count.side === 'before' || isAfter(failed, calendar.lastKnown));
  if (beyond) return { applies: undefined, side: count.side, steps: counted };
  // A count that leaves the calendar after a check within it ends after that check, whatever days it lacks.
  const applies = count.status === 'unknown' || !isAfter(failed, count.day);
  const verdict: Step = { id: applies ? 'retry_wait_applies' : 'retry_no_wait', values: { n } };
  return { applies, steps: [...counted, verdict] };
}
