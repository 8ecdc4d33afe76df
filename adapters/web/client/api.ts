/** Calls to the server. A lost or expired connection is an outcome to be handled, not an error to be thrown. */
import type { Reply, Turn } from '../../channel.ts';
import { readEvents } from './event-stream.ts';
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

/** Who answers: the assistant, or a human of the support desk. */
export interface Holder {
  readonly holder: 'assistant' | 'human';
  readonly name?: string;
  /** The assistant answers while the person stands in the queue for a human. */
  readonly waiting?: boolean;
}

/** What comes from the support desk by itself. */
export type DeskEvent =
  | { readonly type: 'message'; readonly message: { readonly id: string; readonly text: string } }
  | ({ readonly type: 'holder' } & Holder);

export interface Listening {
  readonly signal: AbortSignal;
  readonly onOpen: () => void;
  readonly onEvent: (event: DeskEvent) => void;
}

export interface Api {
  say(message: Say): Promise<Outcome<Turn>>;
  history(conversationId: string): Promise<Outcome<History>>;
  rate(rating: Rating): Promise<Outcome<unknown>>;
  /** Hears the desk until the line breaks (`lost`), is `refused`, or is hung up. */
  listen(conversationId: string, listening: Listening): Promise<Outcome<never>>;
  /** Opening questions for an empty text, else what the person may be about to ask. */
  suggest(text: string, locale: Locale): Promise<Outcome<{ readonly suggestions: readonly Suggestion[] }>>;
}

export interface ApiDeps {
  /** Origin of the server, without a slash at the end. */
  readonly server: string;
  readonly memory: Memory;
  readonly fetch: typeof fetch;
  /** Signs new sessions in; absent where nobody is signed in. */
  readonly identityToken?: (() => Promise<string | undefined>) | undefined;
}

const patience = 20_000;
const pauseWithoutHint = 10;

interface Call {
  readonly path: string;
  readonly body?: unknown;
  readonly token?: string;
}

export function createApi({ server, memory, fetch, identityToken }: ApiDeps): Api {
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
    const token = await identityToken?.();
    // a signed-in person is never quietly turned into an anonymous one
    if (identityToken && token === undefined) return notVouchedFor;
    const body = token === undefined ? {} : { identityToken: token };
    const opened = await call<{ readonly token: string }>({ path: 'sessions', body });
    if (opened.status === 'expired') return notVouchedFor;
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
    return forgetExpired(await call<T>({ ...request, token: opened.value }), opened.value);
  }

  /** Another tab may have opened a new session meanwhile: only the dead one is forgotten. */
  function forgetExpired<T>(outcome: Outcome<T>, token: string): Outcome<T> {
    if (outcome.status === 'expired' && memory.read('token') === token) memory.write('token', undefined);
    return outcome;
  }

  async function listen(id: string, { signal, onOpen, onEvent }: Listening): Promise<Outcome<never>> {
    const opened = await session();
    if (opened.status !== 'ok') return opened;
    const path = `${server}/api/v1/conversations/${encodeURIComponent(id)}/events`;
    const headers = { accept: 'text/event-stream', authorization: `Bearer ${opened.value}` };
    try {
      const response = await fetch(path, { headers, signal, credentials: 'omit' });
      if (!response.ok) return forgetExpired(await readOutcome<never>(response), opened.value);
      if (!response.body) return { status: 'lost' };
      onOpen();
      for await (const { event, data } of readEvents(response.body)) {
        const heard = toDeskEvent(event, data);
        if (heard) onEvent(heard);
      }
    } catch {
      // a broken line is an ended one
    }
    return { status: 'lost' };
  }

  return {
    say: (message) => callSignedIn({ path: 'messages', body: message }),
    history: (id) => callSignedIn({ path: `conversations/${encodeURIComponent(id)}` }),
    listen,
    rate: (rating) => callSignedIn({ path: 'feedback', body: rating }),
    suggest: (text, locale) => call({ path: `suggestions?${new URLSearchParams({ q: text, locale })}` }),
  };
}

const notVouchedFor = { status: 'refused', code: 'identity_refused' } as const;

function toDeskEvent(event: string, data: string): DeskEvent | undefined {
  try {
    const { id, text, holder, name, waiting } = JSON.parse(data);
    if (event === 'message' && id !== undefined)
      return { type: 'message', message: { id: String(id), text: String(text) } };
    if (event === 'holder')
      return {
        ...{ type: 'holder', holder: holder === 'human' ? 'human' : 'assistant', name },
        ...(waiting === true && { waiting }),
      };
  } catch {
    // a newer server may say more than this code understands
  }
  return undefined;
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
