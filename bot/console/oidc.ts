/** Sign-in through a company's identity provider: OpenID Connect with code, PKCE, state and nonce. The only door to its library. */
import type { Configuration } from 'openid-client';
import type { OidcConfig } from '../config.ts';

/** What the browser keeps while the person is with the provider. */
export interface PendingOidc {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Who came back. */
export interface OidcIdentity {
  /** Issuer and subject: what never goes over to somebody else. */
  readonly identity: string;
  /** Names under which an account may have been made, the surest first. */
  readonly names: readonly string[];
}

export type OidcReturn =
  | ({ readonly status: 'identified' } & OidcIdentity)
  /** `code`: a stable word of the protocol or of the library. */
  | { readonly status: 'failed' | 'unavailable'; readonly code: string };

export interface Oidc {
  /** Where to send the browser. Throws OidcUnavailable when the provider does not answer. */
  start(): Promise<{ readonly url: URL; readonly pending: PendingOidc }>;
  /** `search`: the query that the provider sent the browser back with. */
  finish(search: string, pending: PendingOidc): Promise<OidcReturn>;
}

/** The provider cannot be asked now. */
export class OidcUnavailable extends Error {
  override readonly name = 'OidcUnavailable';
  readonly code = 'OIDC_UNAVAILABLE';
}

const timeoutSeconds = 10;
const scope = 'openid email profile';

export function createOidc(config: OidcConfig): Oidc {
  const provider = keepOnceFound(() => discover(config));
  return {
    start: async () => {
      const library = await import('openid-client');
      const { randomState, randomNonce, randomPKCECodeVerifier } = library;
      const pending = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
      const { state, nonce, verifier } = pending;
      const url = library.buildAuthorizationUrl(await provider(), {
        ...{ redirect_uri: config.redirectUrl, scope, state, nonce, code_challenge_method: 'S256' },
        code_challenge: await library.calculatePKCECodeChallenge(verifier),
      });
      return { url, pending };
    },
    finish: async (search, pending) => {
      try {
        return {
          status: 'identified',
          ...(await redeem(search, pending, { config, found: await provider() })),
        };
      } catch (error) {
        const code = codeOf(error);
        return { status: code === 'OIDC_UNAVAILABLE' ? 'unavailable' : 'failed', code };
      }
    },
  };
}

async function discover({ issuer, clientId, clientSecret }: OidcConfig): Promise<Configuration> {
  const { allowInsecureRequests, ClientSecretBasic, ClientSecretPost, ...library } = await import(
    'openid-client'
  );
  const url = new URL(issuer);
  const options = {
    timeout: timeoutSeconds,
    execute: url.protocol === 'http:' ? [allowInsecureRequests] : [],
  };
  try {
    const basic = ClientSecretBasic(clientSecret);
    const found = await library.discovery(url, clientId, undefined, basic, options);
    const methods = found.serverMetadata().token_endpoint_auth_methods_supported;
    if (methods === undefined || methods.includes('client_secret_basic')) return found;
    return await library.discovery(url, clientId, undefined, ClientSecretPost(clientSecret), options);
  } catch (error) {
    throw new OidcUnavailable(`OIDC_ISSUER: ${url.host} gave no configuration (${codeOf(error)})`, {
      cause: error,
    });
  }
}

/** What was found stays; what failed is tried again by the next person. */
function keepOnceFound<T>(find: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined;
  return () => {
    found ??= find().catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return found;
  };
}

interface Redeeming {
  readonly config: OidcConfig;
  readonly found: Configuration;
}

async function redeem(
  search: string,
  { state, nonce, verifier }: PendingOidc,
  { config, found }: Redeeming,
): Promise<OidcIdentity> {
  const { authorizationCodeGrant, fetchUserInfo } = await import('openid-client');
  const checks = {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  };
  const tokens = await authorizationCodeGrant(found, new URL(search, config.redirectUrl), checks);
  const claims = tokens.claims();
  if (!claims) throw new Error('the provider sent no identity');
  const hasMore = found.serverMetadata().userinfo_endpoint !== undefined;
  const more = hasMore ? await fetchUserInfo(found, tokens.access_token, claims.sub) : {};
  return { identity: `${claims.iss} ${claims.sub}`, names: namesIn({ ...claims, ...more }) };
}

/** An address counts when the provider vouches for it; a user name counts when it does not look like an address. */
export function namesIn(claims: Readonly<Record<string, unknown>>): string[] {
  const { email, email_verified: isVerified, preferred_username: userName } = claims;
  return [
    ...(typeof email === 'string' && isVerified === true ? [email] : []),
    ...(typeof userName === 'string' && !userName.includes('@') ? [userName] : []),
  ];
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'UNKNOWN';
  if ('error' in error && typeof error.error === 'string') return error.error;
  return 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';
}
