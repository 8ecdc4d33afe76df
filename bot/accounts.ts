/** The port to the facts of a verified account. Whatever stands behind it, the secret amount never comes through. */
import type { Log } from './log.ts';
import type { Accounts } from './store/store.ts';

export type AccountFacts =
  | { readonly status: 'known'; readonly facts: Readonly<Record<string, unknown>> }
  /** Not signed in, or nothing is known of the account. */
  | { readonly status: 'none' }
  /** Something is wrong behind the port: the general answer is given, and says so. */
  | { readonly status: 'unavailable' };

/** Facts that say who it is, or that nobody may learn here. */
const withheld = ['accountId', 'paymentAmount'];

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
    const told = Object.entries(facts).filter(([name, value]) => !withheld.includes(name) && value !== null);
    return { status: 'known', facts: Object.fromEntries(told) };
  } catch (error) {
    log.warn({ code: codeOf(error) }, 'account facts are not available');
    return { status: 'unavailable' };
  }
}

function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('too slow'), { code: 'TIMEOUT' })), milliseconds);
  });
  return Promise.race([work, timeout]).finally(() => clearTimeout(timer));
}

function codeOf(error: unknown): string {
  if (error instanceof Error) return 'code' in error ? String(error.code) : error.name;
  return 'UNKNOWN';
}
