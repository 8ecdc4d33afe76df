/** A person at a server that may be gone at any moment: whatever is not answered is sent again under the same id. */
import type { Turn } from '../../adapters/channel.ts';

/** What a call came to; undefined where no answer came. */
export interface Answered<Body = unknown> {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: Body;
}

export interface Said {
  readonly text: string;
  readonly clientMessageId: string;
  readonly conversationId?: string | undefined;
}

export interface Person {
  say(said: Said): Promise<Answered<Turn> | undefined>;
  /** `clientMessageId` of every message of a conversation, in order. */
  history(conversationId: string): Promise<string[]>;
}

export async function call<Body>(url: string, given: RequestInit = {}): Promise<Answered<Body> | undefined> {
  const headers = { 'content-type': 'application/json', ...given.headers };
  try {
    const response = await fetch(url, { ...given, headers });
    const retryAfter = response.headers.get('retry-after');
    return { status: response.status, retryAfter, body: (await response.json()) as Body };
  } catch {
    return undefined;
  }
}

/** Throws when no session can be opened. `identityToken` signs in. */
export async function meet(url: string, identityToken?: string): Promise<Person> {
  const body = JSON.stringify(identityToken === undefined ? {} : { identityToken });
  const opened = await call<{ token: string }>(`${url}/api/v1/sessions`, { method: 'POST', body });
  if (opened?.status !== 201) throw new Error(`no session: ${JSON.stringify(opened)}`);
  const headers = { authorization: `Bearer ${opened.body.token}` };
  return {
    say: (said) =>
      call<Turn>(`${url}/api/v1/messages`, { method: 'POST', headers, body: JSON.stringify(said) }),
    history: async (id) => {
      type History = { readonly messages: readonly { from: string; clientMessageId?: string }[] };
      const told = await call<History>(`${url}/api/v1/conversations/${id}`, { headers });
      if (told?.status !== 200) throw new Error(`no history: ${JSON.stringify(told)}`);
      const said = told.body.messages.filter(({ from }) => from === 'person');
      return said.map(({ clientMessageId }) => clientMessageId ?? '');
    },
  };
}
