/** One visit of the link's page: the one-time token waits in this tab while its person signs in elsewhere and comes back. */

/** As the server tells it. */
export interface ChatPerson {
  readonly channel: string;
  readonly tenant: string;
  readonly user: string;
}

export type Step =
  | { readonly kind: 'sign-in'; readonly isAgain: boolean }
  | { readonly kind: 'confirm'; readonly person: ChatPerson; readonly account: string }
  | { readonly kind: 'done' | 'refused' | 'spent' | 'incomplete' | 'off' | 'lost' | 'unkept' };

export interface VisitDeps {
  readonly fetch: typeof fetch;
  /** Of this tab alone; a browser that denies it throws. */
  readonly memory: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly createState: () => string;
  readonly goTo: (url: string) => void;
}

export interface Visit {
  /** `fragment`: what stood behind the # of the address. */
  begin(fragment: string): Promise<Step>;
  /** Goes to the page of the company that signs people in. */
  signIn(): Promise<Step | undefined>;
  confirm(): Promise<Step>;
  refuse(): Promise<Step>;
}

const tokenName = 'dawen-link-token';
const stateName = 'dawen-link-state';

export function createVisit({ fetch, memory, createState, goTo }: VisitDeps): Visit {
  let session: string | undefined;
  const token = () => memory().getItem(tokenName) ?? '';

  async function call(path: string, method: string, body?: object): Promise<Response | undefined> {
    const authorization = session === undefined ? {} : { authorization: `Bearer ${session}` };
    const headers = { ...authorization, ...(body && { 'content-type': 'application/json' }) };
    const request = { method, headers, ...(body && { body: JSON.stringify(body) }) };
    return fetch(`/api/v1/${path}`, request).catch(() => undefined);
  }

  /** Only an answer to this tab's own question is taken: nobody else's sign-in can be slipped in. */
  async function arrive(identity: string, state: string | null): Promise<Step> {
    const asked = memory().getItem(stateName);
    memory().removeItem(stateName);
    if (token() === '') return { kind: 'incomplete' };
    if (asked === null || asked !== state) return { kind: 'sign-in', isAgain: true };
    const opened = await call('sessions', 'POST', { identityToken: identity });
    if (!opened || opened.status >= 500) return { kind: 'lost' };
    if (opened.status !== 201) return { kind: 'sign-in', isAgain: true };
    session = (await opened.json()).token;
    const looked = await call('links/look', 'POST', { token: token() });
    if (looked?.status !== 200) return after(looked);
    return { kind: 'confirm', person: await looked.json(), account: nameIn(identity) };
  }

  async function leave(step: Step): Promise<Step> {
    if (session !== undefined) await call('sessions', 'DELETE');
    session = undefined;
    if (step.kind !== 'lost') memory().removeItem(tokenName);
    return step;
  }

  return {
    begin: async (fragment) => {
      const given = new URLSearchParams(fragment);
      const identity = given.get('identity');
      if (identity !== null) return arrive(identity, given.get('state'));
      if (/^[\w-]{43}$/.test(fragment)) memory().setItem(tokenName, fragment);
      return token() === '' ? { kind: 'incomplete' } : { kind: 'sign-in', isAgain: false };
    },
    signIn: async () => {
      const answer = await call('links', 'GET');
      if (answer?.status !== 200) return answer?.status === 404 ? { kind: 'off' } : { kind: 'lost' };
      const url = new URL((await answer.json()).signInUrl);
      const state = createState();
      memory().setItem(stateName, state);
      url.searchParams.set('state', state);
      goTo(url.href);
      return undefined;
    },
    confirm: async () => {
      const linked = await call('links', 'POST', { token: token() });
      return leave(linked?.status === 201 ? { kind: 'done' } : after(linked));
    },
    refuse: () => leave({ kind: 'refused' }),
  };
}

function after(answer: Response | undefined): Step {
  if (answer?.status === 410 || answer?.status === 422) return { kind: 'spent' };
  return answer?.status === 401 ? { kind: 'sign-in', isAgain: true } : { kind: 'lost' };
}

/** How the company calls the account: shown, never believed. */
function nameIn(identity: string): string {
  try {
    const bytes = atob((identity.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'));
    const claims = JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0))));
    const { name, sub } = claims;
    return typeof name === 'string' && name !== '' ? `${name} (${sub})` : String(sub);
  } catch {
    return '';
  }
}
