/** Account facts from the company's own service: `GET ACCOUNTS_URL/{accountId}`. */
import {
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  type IPolicy,
  isBrokenCircuitError,
  retry,
  wrap,
} from 'cockatiel';
import { z } from 'zod';
import type { Accounts } from './store/store.ts';

export interface AccountServiceOptions {
  readonly url: string;
  /** Sent as a bearer token. */
  readonly token?: string;
  /** Milliseconds that a lookup may take with all its attempts; 2500 by default. */
  readonly patience?: number;
  /** Milliseconds that one attempt may take; 1000 by default. */
  readonly attemptPatience?: number;
  /** Milliseconds for which a service that fails again and again is left alone; 10 seconds by default. */
  readonly rest?: number;
}

/** The service did not give facts. What it said is not repeated, it may be about a person. */
export class AccountServiceError extends Error {
  override readonly name = 'AccountServiceError';
  readonly code = 'ACCOUNTS_UNAVAILABLE';
  /** What went wrong, in a word for the log: `slow`, `network`, `status_503`, `too_big`, `not_json`, … */
  readonly reason: string;

  constructor(reason: string, options?: ErrorOptions) {
    super(
      `the account service gave no facts (${reason}); check ACCOUNTS_URL, ACCOUNTS_TOKEN and the service`,
      options,
    );
    this.reason = reason;
  }
}

/**
 * An account that the service answers 404 for is unknown; every other failure throws AccountServiceError.
 * What may pass is tried three times; after five failures in a row the service is left alone for a while,
 * and then one lookup tries it.
 */
export function createAccountService(options: AccountServiceOptions): Accounts {
  const { url, token, patience = 2500, attemptPatience = 1000, rest = 10_000 } = options;
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const headers = { accept: 'application/json', ...authorization };
  const policy = createPolicy(rest);
  return {
    find: async (account) => {
      if (leavesFolder(account)) return undefined;
      const whole = AbortSignal.timeout(patience);
      const attempt = () => {
        const signal = AbortSignal.any([whole, AbortSignal.timeout(attemptPatience)]);
        return ask(placeOf(url, account), { headers, signal }, account);
      };
      return policy.execute(attempt, whole).catch((error: unknown) => {
        throw toServiceError(error);
      });
    },
  };
}

const mostRetries = 2;
const failuresInARow = 5;
const backoff = { initialDelay: 50, maxDelay: 500 };

function createPolicy(rest: number): IPolicy {
  const passing = handleWhen((error) => error instanceof AccountServiceError && mayPass(error));
  const breaker = new ConsecutiveBreaker(failuresInARow);
  return wrap(
    retry(passing, { maxAttempts: mostRetries, backoff: new ExponentialBackoff(backoff) }),
    circuitBreaker(passing, { halfOpenAfter: rest, breaker }),
  );
}

/** A wrong address, token or answer will be wrong again; an overloaded or restarting service will not. */
const mayPass = ({ reason }: AccountServiceError) => /^(slow|network|status_(5\d\d|408|429))$/.test(reason);

/** In an address these mean another folder, however they are written. */
const leavesFolder = (account: string) => account === '.' || account === '..' || account === '';

function placeOf(url: string, account: string): URL {
  const place = new URL(url);
  place.pathname = `${place.pathname.replace(/\/+$/, '')}/${encodeURIComponent(account)}`;
  return place;
}

const longestAnswer = 64 * 1024;
const factsSchema = z.record(z.string(), z.unknown());
type Facts = z.infer<typeof factsSchema>;

async function ask(place: URL, request: RequestInit, account: string): Promise<Facts | undefined> {
  try {
    // a redirect could send the token elsewhere
    const response = await fetch(place, { ...request, redirect: 'manual' });
    if (response.ok) return readAnswer(await readText(response), account);
    await response.body?.cancel();
    if (response.status === 404) return undefined;
    throw new AccountServiceError(`status_${response.status}`);
  } catch (error) {
    throw toServiceError(error);
  }
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > longestAnswer) throw new AccountServiceError('too_big');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readAnswer(text: string, account: string): Facts {
  const facts = factsSchema.safeParse(parseJson(text));
  if (!facts.success) throw new AccountServiceError('not_an_object');
  const { accountId = account } = facts.data;
  if (String(accountId) !== account) throw new AccountServiceError('another_account');
  return facts.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AccountServiceError('not_json', { cause });
  }
}

function toServiceError(error: unknown): AccountServiceError {
  if (error instanceof AccountServiceError) return error;
  if (isBrokenCircuitError(error)) return new AccountServiceError('resting', { cause: error });
  const isSlow = error instanceof Error && /^(TimeoutError|AbortError)$/.test(error.name);
  return new AccountServiceError(isSlow ? 'slow' : 'network', { cause: error });
}
