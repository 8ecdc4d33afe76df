/** Every fact a rule may be told, and how its JSON is read: a value of the wrong kind is refused, never bent. */
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { type Amount, parseAmount } from './money.ts';
import { type DayFault, parseDay } from './shanghai-time.ts';

const mostCounted = 10_000;
const mostPayments = 100;
const longestText = 100;

/** A schema that reads one value by `read`; a string that comes back in `reason` is the fault's code. */
function reading<T>(read: (raw: unknown) => { ok: true; value: T } | { ok: false; reason: string }) {
  return z.unknown().transform((raw, context): T => {
    const parsed = read(raw);
    if (parsed.ok) return parsed.value;
    context.addIssue({ code: 'custom', message: parsed.reason });
    return z.NEVER;
  });
}

const count = z.int('not_a_count').min(0, 'negative').max(mostCounted, 'too_large');

const boolean = z.boolean('not_boolean');

/** The day on which something happened; `run.ts` refuses those that lie in the future. */
const pastDay = reading<Temporal.PlainDate>(
  (raw): { ok: true; value: Temporal.PlainDate } | { ok: false; reason: DayFault } => parseDay(raw),
);

const signedAmount = reading<Amount>((raw) => {
  const value = parseAmount(raw);
  return value ? { ok: true, value } : { ok: false, reason: 'not_an_amount' };
});

const amount = signedAmount.refine((value) => !value.lt(0), 'negative_amount');

const text = z
  .string('not_a_text')
  .transform((raw) => raw.normalize('NFKC').trim())
  .pipe(z.string().min(1, 'not_a_text').max(longestText, 'too_long'));

/** The closed map of facts. A fact named `…At` is a day on which something happened. */
export const factSchemas = {
  idCardBoundAccounts: count,
  phoneBoundAccounts: count,
  asksForRaise: boolean,
  enterpriseBoundAccounts: count,
  enterpriseAccountLimit: count,
  accountsWanted: count,
  accountsMovedToOtherId: count,
  lastModifiedAt: pastDay,
  everModified: boolean,
  transferSubmittedAt: pastDay,
  paymentReceived: boolean,
  paymentReceivedAt: pastDay,
  wrongAttempts: count,
  bankInfoResubmitted: boolean,
  enteredAmount: signedAmount,
  rechargeAmountIssuedAt: pastDay,
  assignedAmount: amount,
  rechargedAmount: amount,
  rechargedAmounts: z.array(amount, 'not_amounts').max(mostPayments, 'too_many'),
  payerAccount: z.enum(['personal', 'enterprise'], 'not_a_choice'),
  rechargePaidAt: pastDay,
  channel: text,
  method: z.enum(
    [
      'wechat_official_account',
      'legal_person_wechat_scan',
      'legal_person_face',
      'corporate_transfer',
      'recharge',
    ],
    'not_a_choice',
  ),
  balanceBefore: signedAmount,
  amount,
  licenseIssuedAt: pastDay,
  stillNotRecorded: boolean,
  checkFailedAt: pastDay,
  companyRegisteredAt: pastDay,
  accountEnterpriseCount: count,
  companiesToVerify: count,
  accountsPerCompany: count,
  wants: z.enum(['add', 'replace'], 'not_a_choice'),
  subject: z.enum(['personal', 'enterprise'], 'not_a_choice'),
  amountEnteredCorrectly: boolean,
  hasVerifiedWechatOfficialAccount: boolean,
  hasWechatOfficialAccount: boolean,
  wechatAccountVerified: boolean,
  hasCorporateBankAccount: boolean,
  originalEntity: z.enum(['info_changed', 'deregistered'], 'not_a_choice'),
  userRegion: text,
  idDocument: text,
} as const;

export type FactName = keyof typeof factSchemas;
export type Facts = { readonly [Name in FactName]: z.output<(typeof factSchemas)[Name]> };

/** What a rule sees of the facts it named: each may be unknown. */
export type FactsOf<Name extends FactName> = { readonly [N in Name]?: Facts[N] };

/** Whether the fact is a day on which something must have happened already. */
export function isPastDay(name: FactName): boolean {
  return name.endsWith('At');
}
