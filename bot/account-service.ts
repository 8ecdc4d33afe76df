/** Account facts from the company's own service: `GET ACCOUNTS_URL/{accountId}`. */
import { createGuardedGet, type GuardedOptions, ServiceError } from './guarded-service.ts';
import type { Accounts } from './store/store.ts';

/** The service did not give facts. What it said is not repeated, it may be about a person. */
export class AccountServiceError extends Error {
  override readonly name = 'AccountServiceError';
  readonly code = 'ACCOUNTS_UNAVAILABLE';
  /** What went wrong, in a word for the log: that of ServiceError, or `another_account`. */
  readonly reason: string;

  constructor(reason: string, options?: ErrorOptions) {
    super(
      `the account service gave no facts (${reason}); check ACCOUNTS_URL, ACCOUNTS_TOKEN and the service`,
      options,
    );
    this.reason = reason;
  }
}

/** An account that the service answers 404 for is unknown; every other failure throws AccountServiceError. */
export function createAccountService(options: GuardedOptions): Accounts {
  const get = createGuardedGet(options);
  return {
    find: async (account) => {
      const facts = await get(account).catch((cause: unknown) => {
        throw new AccountServiceError(cause instanceof ServiceError ? cause.reason : 'network', { cause });
      });
      const { accountId = account } = facts ?? {};
      if (String(accountId) !== account) throw new AccountServiceError('another_account');
      return facts;
    },
  };
}
