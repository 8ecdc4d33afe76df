/** The access token of one secret: fetched by one at a time, kept where all processes find it, renewed when it was refused. */
import { createHash } from 'node:crypto';
import { describeCode, isPassing } from './error-codes.ts';
import { callJson, type Fetch } from './http.ts';

/** Small values that all processes share; times in milliseconds. */
export interface TokenShelf {
  get(name: string): Promise<unknown>;
  put(name: string, value: unknown, ttl?: number): Promise<void>;
  remove(name: string): Promise<void>;
}

export interface TokenOptions {
  readonly apiUrl: string;
  readonly corpId: string;
  readonly secret: string;
  readonly shelf: TokenShelf;
  readonly fetch: Fetch;
}

export type TokenResult =
  | { readonly status: 'token'; readonly token: string }
  | { readonly status: 'none'; readonly failure: string };

export interface AccessToken {
  get(): Promise<TokenResult>;
  /** The token was refused: the next `get` fetches another, unless somebody has done so already. */
  refused(token: string): Promise<void>;
}

/** Fetched anew so long before it runs out. */
const margin = 300_000;
/** A wrong secret tried again and again makes WeCom lock the address for an hour. */
const refusalKept = 60_000;

export function createAccessToken(options: TokenOptions): AccessToken {
  const { shelf, corpId, secret } = options;
  const key = createHash('sha256').update(`${corpId}\n${secret}`).digest('hex').slice(0, 16);
  const name = `wecom token ${key}`;
  const failedName = `${name} refused`;
  let fetching: Promise<TokenResult> | undefined;

  async function find(): Promise<TokenResult> {
    const known = await shelf.get(name);
    if (typeof known === 'string') return { status: 'token', token: known };
    const failure = await shelf.get(failedName);
    return typeof failure === 'string' ? { status: 'none', failure } : fetchAnew();
  }

  async function fetchAnew(): Promise<TokenResult> {
    const result = await callJson(options.fetch, tokenUrl(options));
    if (result.status !== 'answered') return { status: 'none', failure: result.failure };
    const { errcode = 0, access_token: token, expires_in: seconds } = result.data;
    if (errcode === 0 && typeof token === 'string' && typeof seconds === 'number') {
      await shelf.put(name, token, Math.max(seconds * 1000 - margin, 1000));
      return { status: 'token', token };
    }
    const failure = describeCode(Number(errcode));
    if (!isPassing(Number(errcode))) await shelf.put(failedName, failure, refusalKept);
    return { status: 'none', failure };
  }

  return {
    get: () => {
      fetching ??= find().finally(() => {
        fetching = undefined;
      });
      return fetching;
    },
    refused: async (token) => {
      if ((await shelf.get(name)) === token) await shelf.remove(name);
    },
  };
}

function tokenUrl({ apiUrl, corpId, secret }: TokenOptions): URL {
  const url = new URL('/cgi-bin/gettoken', apiUrl);
  url.searchParams.set('corpid', corpId);
  url.searchParams.set('corpsecret', secret);
  return url;
}
