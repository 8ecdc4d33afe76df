/** How long a verification takes, by who is verified and in which way. */
import { defineRule } from './define-rule.ts';
import type { Facts, FactsOf } from './facts.ts';
import { needs, ok } from './outcome.ts';
import type { RuleContext, RuleOutcome } from './types.ts';

type Method = Facts['method'];
type Review = FactsOf<'method' | 'amountEnteredCorrectly'>;

/** The ways that pass at once, and the parameter that quotes it. */
const atOnce = {
  wechat_official_account: 'wechat_account_at_once',
  legal_person_wechat_scan: 'legal_person_scan_at_once',
  legal_person_face: 'legal_person_face_at_once',
} as const;

export const reviewTime = defineRule({
  name: 'review_time',
  facts: ['subject', 'method', 'amountEnteredCorrectly'],
  parameters: [
    'personal_at_once',
    ...Object.values(atOnce),
    'transfer_workdays_min',
    'transfer_workdays_max',
    'recharge_review_workdays',
    'recharge_done_on_receipt',
  ],
  outcomes: ['personal_at_once', 'at_once', 'transfer_at_once', 'transfer_waiting', 'recharge_waiting'],
  reasons: ['method_for_enterprises'],
  values: ['immediate', 'workdaysMin', 'workdaysMax'],

  evaluate({ subject, ...review }, context) {
    if (!subject) return needs('subject');
    if (subject === 'enterprise') return ofEnterprise(review, context);
    if (review.method && review.method !== 'wechat_official_account')
      return { status: 'not_applicable', reason: 'method_for_enterprises' };
    context.parameters.cite('personal_at_once');
    return ok('personal_at_once', { immediate: true }, []);
  },
});

function ofEnterprise({ method, amountEnteredCorrectly }: Review, { parameters }: RuleContext): RuleOutcome {
  if (!method) return needs('method');
  if (method === 'recharge') {
    const workdays = parameters.days('recharge_review_workdays');
    parameters.cite('recharge_done_on_receipt');
    const steps = [{ id: 'reading_recharge_review', values: { n: workdays } }];
    return ok('recharge_waiting', { immediate: false, workdaysMin: workdays, workdaysMax: workdays }, steps);
  }
  if (method !== 'corporate_transfer') return passesAtOnce(method, parameters);
  const [min, max] = [parameters.days('transfer_workdays_min'), parameters.days('transfer_workdays_max')];
  const steps = [{ id: 'reading_transfer_window', values: { min, max } }];
  if (amountEnteredCorrectly) return ok('transfer_at_once', { immediate: true }, steps);
  return ok('transfer_waiting', { immediate: false, workdaysMin: min, workdaysMax: max }, steps);
}

function passesAtOnce(
  method: keyof typeof atOnce & Method,
  parameters: RuleContext['parameters'],
): RuleOutcome {
  parameters.cite(atOnce[method]);
  return ok('at_once', { immediate: true }, []);
}
