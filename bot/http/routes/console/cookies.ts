/** The cookies of the console: the agent's session, and what is kept while the agent is with the identity provider. */
import type { CookieOptions, Request, Response } from 'express';
import { agentLifetimes } from '../../../console/agent-desk.ts';
import type { PendingOidc } from '../../../console/oidc.ts';

const session = { name: 'dawen_console', path: '/console' } as const;
const oidc = { name: 'dawen_console_oidc', path: '/console/oidc', minutes: 10 } as const;

/** `isSecure`: for https alone. */
interface Jar {
  readonly isSecure: boolean;
}

/** Sent by our own pages alone. */
const ownPages = ({ isSecure }: Jar): CookieOptions => ({
  ...{ httpOnly: true, sameSite: 'strict', secure: isSecure, path: session.path },
});

/** Sent as well when the provider leads back to us. */
const wayBack = ({ isSecure }: Jar): CookieOptions => ({
  ...{ httpOnly: true, sameSite: 'lax', secure: isSecure, path: oidc.path },
});

export function readSessionCookie(request: Pick<Request, 'headers'>): string | undefined {
  return readCookie(request, session.name, /^[A-Za-z0-9_-]{43}$/);
}

export function setSessionCookie(response: Response, token: string, jar: Jar): void {
  const maxAge = agentLifetimes.whole.total('milliseconds');
  response.cookie(session.name, token, { ...ownPages(jar), maxAge });
}

export function clearSessionCookie(response: Response, jar: Jar): void {
  response.clearCookie(session.name, ownPages(jar));
}

export function setPendingOidc(response: Response, { state, nonce, verifier }: PendingOidc, jar: Jar): void {
  const value = [state, nonce, verifier].join('.');
  response.cookie(oidc.name, value, { ...wayBack(jar), maxAge: oidc.minutes * 60_000 });
}

/** Reads it and takes it away: it serves once. */
export function takePendingOidc(request: Request, response: Response, jar: Jar): PendingOidc | undefined {
  response.clearCookie(oidc.name, wayBack(jar));
  const value = readCookie(request, oidc.name, /^[\w-]{20,128}\.[\w-]{20,128}\.[\w-]{43,128}$/);
  const [state, nonce, verifier] = value?.split('.') ?? [];
  return state && nonce && verifier ? { state, nonce, verifier } : undefined;
}

function readCookie({ headers }: Pick<Request, 'headers'>, name: string, form: RegExp): string | undefined {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  return value !== undefined && form.test(value) ? value : undefined;
}
