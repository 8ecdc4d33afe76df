/** An identity provider on this machine, and a person with a browser who signs in there. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { vi } from 'vitest';
import type { OidcConfig } from '../../../bot/config.ts';
import { freePort } from '../../free-port.ts';

export type Claims = Readonly<Record<string, string | boolean>>;

export interface IdentityProvider {
  readonly config: OidcConfig;
  /** Goes where the console sends the browser, signs in as `login`, agrees, and gives the address that leads back. */
  visit(url: string, login: string): Promise<URL>;
  close(): Promise<void>;
}

export interface ProviderOptions {
  /** How the client proves itself. */
  readonly tokenAuth?: string;
  /** Where the console is. */
  readonly publicUrl?: string;
}

/** `people`: what the provider says of whom, by login. */
export async function openIdentityProvider(
  people: Readonly<Record<string, Claims>>,
  { tokenAuth = 'client_secret_basic', publicUrl = 'https://help.example.com' }: ProviderOptions = {},
): Promise<IdentityProvider> {
  const issuer = `http://127.0.0.1:${await freePort()}`;
  const config = {
    ...{ issuer, clientId: 'dawen', clientSecret: 'a-secret-of-the-tests-0123456789' },
    redirectUrl: `${publicUrl}/console/oidc/callback`,
  };
  // it warns that its keys, its memory and its forms are not for production
  const silence = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const { default: Provider } = await import('oidc-provider');
  const provider = new Provider(issuer, {
    clients: [
      {
        ...{ client_id: config.clientId, client_secret: config.clientSecret },
        ...{ redirect_uris: [config.redirectUrl], token_endpoint_auth_method: tokenAuth },
      },
    ],
    clientAuthMethods: [tokenAuth],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['preferred_username'] },
    findAccount: (_context: unknown, login: string) => ({
      accountId: login,
      claims: async () => ({ sub: login, ...people[login] }),
    }),
    cookies: { keys: ['the-key-of-the-tests'] },
    pkce: { required: () => true },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
  });
  silence.mockRestore();
  const server = createServer(provider.callback()).listen(Number(new URL(issuer).port), '127.0.0.1');
  await once(server, 'listening');
  return {
    config,
    visit: (url, login) => signInThere(url, login, config.redirectUrl),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function signInThere(start: string, login: string, end: string): Promise<URL> {
  const jar = new Map<string, string>();
  let [url, form]: [string, URLSearchParams | undefined] = [start, undefined];
  for (let steps = 0; steps < 12; steps++) {
    const response = await browse(url, form, jar);
    const next = response.headers.get('location');
    if (next !== null) [url, form] = [new URL(next, url).href, undefined];
    else form = fillForm(await response.text(), login);
    if (url.startsWith(end)) return new URL(url);
  }
  throw new Error(`the provider did not lead back, but to ${url}`);
}

async function browse(url: string, form: URLSearchParams | undefined, jar: Map<string, string>) {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const sent = form && { method: 'POST', body: form };
  const response = await fetch(url, { ...sent, redirect: 'manual', headers: { cookie } });
  for (const line of response.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === '') jar.delete(name);
    else jar.set(name, value);
  }
  return response;
}

/** The page asks who it is first, and then whether that is all right. */
function fillForm(page: string, login: string): URLSearchParams {
  const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
  if (prompt === undefined) throw new Error(`no form: ${page.slice(0, 500)}`);
  return new URLSearchParams(prompt === 'login' ? { prompt, login, password: 'anything' } : { prompt });
}
