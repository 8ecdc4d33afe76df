/** Calls of WeCom's API with an access token; a refused token is renewed once. */
import { type AccessToken, createAccessToken, type TokenOptions } from './access-token.ts';
import { describeCode, isPassing, tokenCodes, waitAfter } from './error-codes.ts';
import { callJson, type HttpResult } from './http.ts';

export type ApiResult =
  | { readonly status: 'ok'; readonly data: Readonly<Record<string, unknown>> }
  /** Certainly not done, and the same call may work later; after so many milliseconds, where that is known. */
  | { readonly status: 'later'; readonly failure: string; readonly after?: number }
  | { readonly status: 'failed'; readonly failure: string; readonly code?: number };

export interface WecomApi {
  post(path: string, body: unknown): Promise<ApiResult>;
}

export const officialApi = 'https://qyapi.weixin.qq.com';

export function createWecomApi(options: TokenOptions): WecomApi {
  const access = createAccessToken(options);
  const attempt = (token: string, path: string, body: unknown): Promise<HttpResult> => {
    const url = new URL(path, options.apiUrl);
    url.searchParams.set('access_token', token);
    return callJson(options.fetch, url, body);
  };
  return {
    post: async (path, body) => {
      const first = await withToken(access, (token) => attempt(token, path, body));
      if (first.status !== 'token_refused') return first;
      const second = await withToken(access, (token) => attempt(token, path, body));
      return second.status === 'token_refused' ? { status: 'later', failure: second.failure } : second;
    },
  };
}

type Attempt = ApiResult | { readonly status: 'token_refused'; readonly failure: string };

async function withToken(
  access: AccessToken,
  call: (token: string) => Promise<HttpResult>,
): Promise<Attempt> {
  const found = await access.get();
  if (found.status === 'none') return { status: 'later', failure: found.failure };
  const result = await call(found.token);
  if (result.status === 'not_sent') return { status: 'later', failure: result.failure };
  if (result.status === 'unsure')
    return { status: 'failed', failure: `${result.failure}; it may have arrived, so it is not sent again` };
  const code = Number(result.data.errcode ?? 0);
  if (!tokenCodes.includes(code)) return judge(code, result.data);
  await access.refused(found.token);
  return { status: 'token_refused', failure: describeCode(code) };
}

function judge(code: number, data: Readonly<Record<string, unknown>>): ApiResult {
  if (code === 0) return { status: 'ok', data };
  const failure = describeCode(code);
  const after = waitAfter(code);
  if (isPassing(code)) return { status: 'later', failure, ...(after !== undefined && { after }) };
  return { status: 'failed', failure, code };
}
