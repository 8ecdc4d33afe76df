/** Calls to the server. A lost or expired connection is an outcome to be handled, not an error to be thrown. */
import type { Reply, Turn } from '../../channel.ts';
import type { Locale } from './locale.ts';
import type { Memory } from './memory.ts';

export type Outcome<T> =
  | { readonly status: 'ok'; readonly value: T }
  /** Nobody answered, or the server cannot answer now: the same call may be made again. */
  | { readonly status: 'lost' }
  | { readonly status: 'limited'; readonly seconds: number }
  /** The session is no longer valid; the next call opens a new one. */
  | { readonly status: 'expired' }
  | { readonly status: 'refused'; readonly code: string };

export interface Say {
  readonly text: string;
  readonly choice?: string;
  readonly conversationId?: string;
  readonly clientMessageId: string;
}

export interface StoredMessage {
  readonly id: string;
  readonly from: 'person' | 'assistant' | 'human';
  readonly text: string;
  readonly reply?: Reply;
  readonly clientMessageId?: string;
}

export interface History {
  readonly conversationId: string;
  readonly messages: readonly StoredMessage[];
}

export interface Suggestion {
  readonly entry: string;
  readonly question: string;
  readonly label: string;
}

export interface Rating {
  readonly messageId: string;
  readonly rating: 'up' | 'down';
  readonly reason?: string;
}

export interface Api {
  say(message: Say): Promise<Outcome<Turn>>;
  history(conversationId: string): Promise<Outcome<History>>;
  rate(rating: Rating): Promise<Outcome<unknown>>;
  /** Opening questions for an empty text, else what the person may be about to ask. */
  suggest(text: string, locale: Locale): Promise<Outcome<{ readonly suggestions: readonly Suggestion[] }>>;
}

export interface ApiDeps {
  /** Origin of the server, without a slash at the end. */
  readonly server: string;
  readonly memory: Memory;
  readonly fetch: typeof fetch;
}

const patience = 20_000;
const pauseWithoutHint = 10;

interface Call {
  readonly path: string;
  readonly body?: unknown;
  readonly token?: string;
}

export function createApi({ server, memory, fetch }: ApiDeps): Api {
  let opening: Promise<Outcome<string>> | undefined;

  async function call<T>({ path, body, token }: Call): Promise<Outcome<T>> {
    const request: RequestInit = {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      credentials: 'omit',
      signal: AbortSignal.timeout(patience),
    };
    try {
      return await readOutcome<T>(await fetch(`${server}/api/v1/${path}`, request));
    } catch {
      return { status: 'lost' };
    }
  }

  async function openSession(): Promise<Outcome<string>> {
    const opened = await call<{ readonly token: string }>({ path: 'sessions', body: {} });
    if (opened.status !== 'ok') return opened;
    memory.write('token', opened.value.token);
    return { status: 'ok', value: opened.value.token };
  }

  /** Calls made at the same time share one new session. */
  function session(): Promise<Outcome<string>> {
    const token = memory.read('token');
    if (token !== undefined) return Promise.resolve({ status: 'ok', value: token });
    opening ??= openSession().finally(() => {
      opening = undefined;
    });
    return opening;
  }

  async function callSignedIn<T>(request: Call): Promise<Outcome<T>> {
    const opened = await session();
    if (opened.status !== 'ok') return opened;
    const outcome = await call<T>({ ...request, token: opened.value });
    // another tab may have opened a new session meanwhile: only the dead one is forgotten
    if (outcome.status === 'expired' && memory.read('token') === opened.value)
      memory.write('token', undefined);
    return outcome;
  }

  return {
    say: (message) => callSignedIn({ path: 'messages', body: message }),
    history: (id) => callSignedIn({ path: `conversations/${encodeURIComponent(id)}` }),
    rate: (rating) => callSignedIn({ path: 'feedback', body: rating }),
    suggest: (text, locale) => call({ path: `suggestions?${new URLSearchParams({ q: text, locale })}` }),
  };
}

/** The server is of the same build as this code, so the shape of its answers is taken as documented. */
async function readOutcome<T>(response: Response): Promise<Outcome<T>> {
  const { status, headers } = response;
  if (status === 204) return { status: 'ok', value: undefined as T };
  if (response.ok) return { status: 'ok', value: (await response.json()) as T };
  if (status === 401) return { status: 'expired' };
  if (status === 429)
    return { status: 'limited', seconds: Number(headers.get('retry-after')) || pauseWithoutHint };
  if (status > 500) return { status: 'lost' };
  const problem: { code?: unknown } = await response.json().catch(() => ({}));
  return { status: 'refused', code: String(problem.code ?? status) };
}
