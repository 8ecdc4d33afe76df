/** The closed map of rules: what is not in it does not exist. */
import type { RuleSignature } from '../../knowledge/schema.ts';
import { amountAttempts } from './amount-attempts.ts';
import { amountRange } from './amount-range.ts';
import { enterpriseQuota } from './enterprise-quota.ts';
import { institutionMethods } from './institution-methods.ts';
import { legalPersonRetry } from './legal-person-retry.ts';
import { modifyInterval } from './modify-interval.ts';
import { moneyReturn } from './money-return.ts';
import { newLicense } from './new-license.ts';
import { oneAccountOneEnterprise } from './one-account-one-enterprise.ts';
import { originalEntityDocument } from './original-entity-document.ts';
import { personalQuota } from './personal-quota.ts';
import { rechargeAmount } from './recharge-amount.ts';
import { rechargeChannel } from './recharge-channel.ts';
import { rechargeReview } from './recharge-review.ts';
import { rechargeWindow } from './recharge-window.ts';
import { releaseSlot } from './release-slot.ts';
import { reviewTime } from './review-time.ts';
import { siteRouting } from './site-routing.ts';
import { transferStatus } from './transfer-status.ts';
import { transferVerifyDeadline } from './transfer-verify-deadline.ts';
import { transferWindow } from './transfer-window.ts';
import type { Rule } from './types.ts';

/** Every rule by name, in the order in which they are listed to people. */
export const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>(
  [
    personalQuota,
    enterpriseQuota,
    releaseSlot,
    modifyInterval,
    transferWindow,
    transferVerifyDeadline,
    amountAttempts,
    amountRange,
    transferStatus,
    rechargeWindow,
    rechargeAmount,
    rechargeReview,
    rechargeChannel,
    moneyReturn,
    newLicense,
    legalPersonRetry,
    oneAccountOneEnterprise,
    reviewTime,
    institutionMethods,
    originalEntityDocument,
    siteRouting,
  ].map((rule: Rule) => [rule.name, rule]),
);

/** What the knowledge base is checked against: each of these needs its words there. */
export const ruleSignatures: readonly RuleSignature[] = [...rules.values()].map(
  ({ name, facts, parameters, outcomes, reasons, values }) => ({
    name,
    facts,
    parameters,
    outcomes,
    reasons,
    values,
  }),
);
