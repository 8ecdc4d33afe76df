/** In which ways a public institution can verify. */
import { defineRule } from './define-rule.ts';
import type { FactName, FactsOf } from './facts.ts';
import { invalid, needs, ok } from './outcome.ts';

type Wechat = FactsOf<
  'hasVerifiedWechatOfficialAccount' | 'hasWechatOfficialAccount' | 'wechatAccountVerified'
>;

export const institutionMethods = defineRule({
  name: 'institution_methods',
  facts: [
    'hasVerifiedWechatOfficialAccount',
    'hasWechatOfficialAccount',
    'wechatAccountVerified',
    'hasCorporateBankAccount',
  ],
  parameters: ['institution_wechat', 'institution_transfer'],
  outcomes: ['both', 'wechat_only', 'transfer_only'],
  reasons: ['neither_way'],
  values: ['methods'],

  evaluate({ hasCorporateBankAccount: bank, ...wechat }, { parameters }) {
    const contradicting = contradictions(wechat);
    if (contradicting.length > 0) return invalid('contradiction', ...contradicting);
    const verified = wechat.hasVerifiedWechatOfficialAccount ?? fromParts(wechat);
    const missing: FactName[] = verified === undefined ? [unknownOf(wechat)] : [];
    if (bank === undefined) missing.push('hasCorporateBankAccount');
    if (missing.length > 0) return needs(...missing);
    if (!verified && !bank) return { status: 'not_applicable', reason: 'neither_way' };
    if (verified) parameters.cite('institution_wechat');
    if (bank) parameters.cite('institution_transfer');
    const methods = [
      ...(verified ? ['wechat_official_account'] : []),
      ...(bank ? ['corporate_transfer'] : []),
    ];
    const only = verified ? 'wechat_only' : 'transfer_only';
    return ok(verified && bank ? 'both' : only, { methods }, []);
  },
});

/** A verified account from having one and its being verified; `undefined` while that is not known. */
function fromParts({
  hasWechatOfficialAccount: has,
  wechatAccountVerified: verified,
}: Wechat): boolean | undefined {
  return has === false ? false : verified;
}

function contradictions(wechat: Wechat): (keyof Wechat)[] {
  const {
    hasVerifiedWechatOfficialAccount: whole,
    hasWechatOfficialAccount: has,
    wechatAccountVerified: verified,
  } = wechat;
  if (has === false && verified) return ['hasWechatOfficialAccount', 'wechatAccountVerified'];
  if (whole && has === false) return ['hasVerifiedWechatOfficialAccount', 'hasWechatOfficialAccount'];
  const differs = whole !== undefined && verified !== undefined && whole !== verified && has !== false;
  return differs ? ['hasVerifiedWechatOfficialAccount', 'wechatAccountVerified'] : [];
}

/** Who is known to have an account is asked whether it is verified, everybody else both in one. */
function unknownOf({ hasWechatOfficialAccount: has }: Wechat): FactName {
  return has ? 'wechatAccountVerified' : 'hasVerifiedWechatOfficialAccount';
}
