/** Calls to the server. Whatever comes of one is an outcome to be handled, not an error to be thrown. */

export type Outcome<T> =
  | { readonly status: 'ok'; readonly value: T }
  /** Nobody answered, or the server cannot answer now. */
  | { readonly status: 'lost' }
  | { readonly status: 'limited'; readonly seconds: number }
  | { readonly status: 'signed_out' }
  /** The server understood and will not; `code` says why, `http` is the status it said so with. */
  | { readonly status: 'refused'; readonly code: string; readonly http: number };

export interface Request {
  /** Below `/console/api/`. */
  readonly path: string;
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

export type Call = <T>(request: Request) => Promise<Outcome<T>>;

export interface CallDeps {
  readonly fetch: typeof fetch;
  /** Told whenever the server knows no session any more. */
  readonly onSignedOut: () => void;
}

const patience = 20_000;
const pauseWithoutHint = 30;

export function createCall({ fetch, onSignedOut }: CallDeps): Call {
  return async <T>({ path, method = 'GET', body, signal }: Request): Promise<Outcome<T>> => {
    const isRead = method === 'GET';
    try {
      const response = await fetch(`/console/api/${path}`, {
        method,
        headers: isRead ? {} : { 'content-type': 'application/json' },
        ...(isRead ? {} : { body: JSON.stringify(body ?? {}) }),
        credentials: 'same-origin',
        signal: signal ?? AbortSignal.timeout(patience),
      });
      const outcome = await readOutcome<T>(response);
      if (outcome.status === 'signed_out') onSignedOut();
      return outcome;
    } catch {
      return { status: 'lost' };
    }
  };
}

/** The server is of the same build as this code, so the shape of its answers is taken as documented. */
async function readOutcome<T>(response: Response): Promise<Outcome<T>> {
  const { status: http } = response;
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  const body: unknown = isJson ? await response.json() : undefined;
  if (response.ok) return { status: 'ok', value: body as T };
  const code = codeOf(body);
  if (http === 401 && code === 'sign_in_required') return { status: 'signed_out' };
  if (http === 429) return { status: 'limited', seconds: secondsOf(response) };
  if (http >= 500 && http !== 501) return { status: 'lost' };
  return { status: 'refused', code, http };
}

function codeOf(body: unknown): string {
  const isProblem = typeof body === 'object' && body !== null && 'code' in body;
  return isProblem ? String(body.code) : 'unknown';
}

function secondsOf({ headers }: Response): number {
  const seconds = Number(headers.get('retry-after'));
  return seconds > 0 ? seconds : pauseWithoutHint;
}
