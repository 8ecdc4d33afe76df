/** The port to the facts of a verified account. Whatever stands behind it, only facts of the rules come through. */
import { z } from 'zod';
import { factSchemas } from '../intents/rules/facts.ts';
import type { Log } from './log.ts';
import type { Accounts } from './store/store.ts';
import { within } from './within.ts';

/** What an account may be called: no blank name, and nothing that looks like another name or is kept as one. */
export const accountIdSchema = z
  .string()
  .max(256)
  .regex(/^(?=.*\S)[^\p{Cc}\p{Cs}]+$/u);

export type AccountFacts =
  | { readonly status: 'known'; readonly facts: Readonly<Record<string, unknown>> }
  /** Not signed in, or nothing is known of the account. */
  | { readonly status: 'none' }
  /** Something is wrong behind the port: the general answer is given, and says so. */
  | { readonly status: 'unavailable' };

/** Who it is, the secret amount, and whatever else a company knows of a person is no fact that a rule may read. */
export const isAccountFact = (name: string): boolean =>
  name === 'verifiedAs' || Object.hasOwn(factSchemas, name);

const patience = 3000;

/** Looks up a verified account. Never throws and never takes longer than three seconds. */
export async function findAccountFacts(
  accounts: Accounts,
  account: string | undefined,
  log: Log,
): Promise<AccountFacts> {
  if (account === undefined) return { status: 'none' };
  try {
    const facts = await within(patience, accounts.find(account));
    if (facts === undefined) return { status: 'none' };
    const told = Object.entries(facts).filter(([name, value]) => isAccountFact(name) && value !== null);
    return { status: 'known', facts: Object.fromEntries(told) };
  } catch (error) {
    log.warn({ ...reasonOf(error), code: codeOf(error) }, 'account facts are not available');
    return { status: 'unavailable' };
  }
}

/** What the account service gave as its reason. */
const reasonOf = (error: unknown) =>
  error instanceof Error && 'reason' in error ? { reason: String(error.reason) } : {};

function codeOf(error: unknown): string {
  if (error instanceof Error) return 'code' in error ? String(error.code) : error.name;
  return 'UNKNOWN';
}
