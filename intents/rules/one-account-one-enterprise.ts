/** Which enterprises one account can carry, and how many accounts several enterprises need. */
import { defineRule } from './define-rule.ts';
import type { FactsOf } from './facts.ts';
import { type Draft, needs, ok } from './outcome.ts';
import type { RuleContext, Step } from './types.ts';

type Plans = FactsOf<'accountEnterpriseCount' | 'companiesToVerify' | 'accountsPerCompany' | 'wants'>;

export const oneAccountOneEnterprise = defineRule({
  name: 'one_account_one_enterprise',
  facts: ['accountEnterpriseCount', 'companiesToVerify', 'accountsPerCompany', 'wants'],
  parameters: ['enterprises_per_account', 'enterprise_account_limit', 'change_enterprise'],
  outcomes: [
    'can_add',
    'cannot_add',
    'can_replace',
    'nothing_to_replace',
    'accounts_needed',
    'accounts_needed_raise',
    'within_quota',
    'beyond_quota',
  ],
  reasons: [],
  values: ['canAddEnterprise', 'canReplace', 'accountsNeeded', 'withinDefaultQuota', 'raiseVia'],

  evaluate(facts, context) {
    const { accountEnterpriseCount: count, wants } = facts;
    const plan = ofPlan(facts, context);
    if (wants === 'add' && count === undefined && !plan) return needs('accountEnterpriseCount');
    const account = ofAccount(facts, context);
    const part = plan ?? account;
    if (!part) return needs('accountEnterpriseCount');
    return ok(part.outcome, { ...account?.values, ...plan?.values }, [
      ...(account?.steps ?? []),
      ...(plan?.steps ?? []),
    ]);
  },
});

interface Part {
  readonly outcome: string;
  readonly values: Draft;
  readonly steps: readonly Step[];
}

/** What one account can do, from what it carries already and what is wanted of it. */
function ofAccount(
  { accountEnterpriseCount: count, wants }: Plans,
  { parameters }: RuleContext,
): Part | undefined {
  if (count === undefined && wants !== 'replace') return undefined;
  const each = parameters.count('enterprises_per_account');
  const canAddEnterprise = count === undefined ? undefined : count < each;
  const canReplace = wants === 'replace' || count ? count !== 0 : undefined;
  if (canReplace) parameters.cite('change_enterprise');
  const step: Step =
    count === undefined
      ? { id: 'enterprises_per_account', values: { each } }
      : { id: 'enterprises_carried', values: { each, count } };
  const outcome = wants === 'replace' ? (canReplace ? 'can_replace' : 'nothing_to_replace') : undefined;
  return {
    outcome: outcome ?? (canAddEnterprise ? 'can_add' : 'cannot_add'),
    values: { canAddEnterprise, canReplace },
    steps: [step],
  };
}

/** How many accounts the planned companies need, and whether that fits what each company may have by default. */
function ofPlan(
  { companiesToVerify: companies, accountsPerCompany }: Plans,
  { parameters }: RuleContext,
): Part | undefined {
  if (companies === undefined && accountsPerCompany === undefined) return undefined;
  const per = accountsPerCompany ?? 1;
  const limit = parameters.count('enterprise_account_limit');
  const withinDefaultQuota = per <= limit;
  const raiseVia = withinDefaultQuota ? undefined : 'account_manager';
  const quota: Step = { id: 'accounts_per_company', values: { per, limit } };
  if (companies === undefined)
    return {
      outcome: withinDefaultQuota ? 'within_quota' : 'beyond_quota',
      values: { withinDefaultQuota, raiseVia },
      steps: [quota],
    };
  const accountsNeeded = companies * per;
  const each = parameters.count('enterprises_per_account');
  return {
    outcome: withinDefaultQuota ? 'accounts_needed' : 'accounts_needed_raise',
    values: { accountsNeeded, withinDefaultQuota, raiseVia },
    steps: [{ id: 'accounts_needed', values: { each, companies, per, accountsNeeded } }, quota],
  };
}
