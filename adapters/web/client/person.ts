/** Who sits before the screen: the account that the host's page vouches for with a signed token, or nobody in particular. */

/** Given by the host's page; resolves to a fresh signed token, or to nothing when nobody is signed in. */
export type GetToken = () => unknown;

export interface Person {
  /** Account id and name as the token tells them. The server checks the token; here they only keep people apart. */
  readonly account?: string;
  readonly name?: string;
  /** A token for a new session; `undefined` when the host's page vouches for this person no longer. */
  readonly token?: () => Promise<string | undefined>;
}

export const anybody: Person = {};

const patience = 10_000;

/** Asks the host's page who this is. A page that does not answer gets an anonymous chat. */
export async function meet(getToken: GetToken | undefined): Promise<Person> {
  const first = getToken && (await ask(getToken));
  const claims = readClaims(first);
  if (!getToken || !claims) return anybody;
  let unused = first;
  return {
    account: claims.sub,
    name: claims.name ?? claims.sub,
    async token() {
      const kept = unused;
      unused = undefined;
      const token = isFresh(kept) ? kept : await ask(getToken);
      return readClaims(token)?.sub === claims.sub ? token : undefined;
    },
  };
}

async function ask(getToken: GetToken): Promise<string | undefined> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, patience));
  const token = await Promise.race([Promise.resolve().then(getToken), late]).catch(() => undefined);
  return typeof token === 'string' && token !== '' ? token : undefined;
}

interface Claims {
  readonly sub: string;
  readonly name?: string;
  readonly exp?: number;
}

function readClaims(token: string | undefined): Claims | undefined {
  try {
    const claims: Record<string, unknown> = JSON.parse(decode(token?.split('.')[1] ?? ''));
    const { sub, name, exp } = claims;
    if (typeof sub !== 'string' || sub === '') return undefined;
    return {
      sub,
      ...(typeof name === 'string' && name !== '' && { name }),
      ...(typeof exp === 'number' && { exp }),
    };
  } catch {
    return undefined;
  }
}

const isFresh = (token: string | undefined) =>
  token !== undefined && (readClaims(token)?.exp ?? 0) * 1000 > Date.now();

function decode(base64url: string): string {
  const bytes = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
}
