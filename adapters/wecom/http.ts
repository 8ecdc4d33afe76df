/** One call to WeCom's API: JSON both ways, bounded in time, and told apart what certainly did not arrive from what may have. */

export type HttpResult =
  | { readonly status: 'answered'; readonly data: Readonly<Record<string, unknown>> }
  | { readonly status: 'not_sent'; readonly failure: string }
  | { readonly status: 'unsure'; readonly failure: string };

/** As the platform's `fetch`, for tests to take its place. */
export type Fetch = typeof fetch;

const patience = 10_000;

/** Failures of a connection before any of the request was written. */
const neverArrived = [
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
];

/** A body makes it a POST. The URL holds secrets and is never told. */
export async function callJson(fetchJson: Fetch, url: URL, body?: unknown): Promise<HttpResult> {
  try {
    const response = await fetchJson(url, {
      signal: AbortSignal.timeout(patience),
      redirect: 'error',
      ...(body !== undefined && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    return readAnswer(response.status, await response.text(), url.host);
  } catch (error) {
    const code = codeOf(error);
    const status = neverArrived.includes(code) ? 'not_sent' : 'unsure';
    return { status, failure: `${url.host}: ${code}` };
  }
}

function readAnswer(status: number, text: string, host: string): HttpResult {
  const data = status === 200 ? readObject(text) : undefined;
  if (data) return { status: 'answered', data };
  const what = /^\s*</.test(text)
    ? 'with a page instead of JSON; does a proxy stand between?'
    : 'without JSON';
  return { status: 'not_sent', failure: `${host} answered HTTP ${status} ${what}` };
}

function readObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const data: unknown = JSON.parse(text);
    return typeof data === 'object' && data !== null ? { ...data } : undefined;
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN';
  const { cause } = error;
  const source = typeof cause === 'object' && cause !== null && 'code' in cause ? cause : error;
  return 'code' in source && typeof source.code === 'string' ? source.code : error.name;
}
