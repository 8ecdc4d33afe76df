/** Account facts from the company's own service: `GET ACCOUNTS_URL/{accountId}`. */
import { z } from 'zod';
import type { Accounts } from './store/store.ts';

export interface AccountServiceOptions {
  readonly url: string;
  /** Sent as a bearer token. */
  readonly token?: string;
  /** Milliseconds to wait for an answer; 2500 by default. */
  readonly patience?: number;
}

/** The service did not give facts. What it said is not repeated, it may be about a person. */
export class AccountServiceError extends Error {
  override readonly name = 'AccountServiceError';
  readonly code = 'ACCOUNTS_UNAVAILABLE';
}

const longestAnswer = 64 * 1024;
const factsSchema = z.record(z.string(), z.unknown());

/** An account that the service answers 404 for is unknown; every other failure throws AccountServiceError. */
export function createAccountService({ url, token, patience = 2500 }: AccountServiceOptions): Accounts {
  const base = url.replace(/\/+$/, '');
  const headers = {
    accept: 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  return {
    find: async (account) => {
      const place = `${base}/${encodeURIComponent(account)}`;
      // a redirect could send the token elsewhere
      const request = { headers, redirect: 'error', signal: AbortSignal.timeout(patience) } as const;
      try {
        const response = await fetch(place, request);
        if (response.status === 404) return undefined;
        if (!response.ok) throw new AccountServiceError(`the account service answered ${response.status}`);
        return factsSchema.parse(JSON.parse(await readText(response)));
      } catch (cause) {
        if (cause instanceof AccountServiceError) throw cause;
        throw new AccountServiceError('the account service could not be read; check ACCOUNTS_URL', { cause });
      }
    },
  };
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > longestAnswer) throw new AccountServiceError('the account service said too much');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
