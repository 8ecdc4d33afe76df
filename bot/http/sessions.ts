/** Opens, renews and ends sessions, anonymous or signed in. */
import { randomUUID } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import { type Clock, toIso } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Session, Sessions } from '../store/store.ts';
import type { Identify } from './identity.ts';
import { bearerToken, createToken, hashToken } from './tokens.ts';

const minute = 60_000;
const hour = 60 * minute;
/** Milliseconds that sessions live: `idle` from their last use, `whole` from their beginning. */
const lifetimes = {
  anonymous: { idle: 30 * 24 * hour, whole: undefined },
  signedIn: { idle: 30 * minute, whole: 12 * hour },
} as const;
/** A renewal that gains less than this share of the idle time is not worth a write. */
const worthwhileShare = 1 / 1800;

export interface OpenedSession {
  readonly token: string;
  readonly expiresAt: string;
  readonly signedIn: boolean;
}

export interface SessionDesk {
  /** Opens a session; `undefined` when the identity token was refused. */
  open(request: {
    identityToken?: string | undefined;
    locale?: string | undefined;
  }): Promise<OpenedSession | undefined>;
  /** The live session of an Authorization header, renewed by this use. */
  authenticate(authorization: string | undefined): Promise<Session | undefined>;
  end(session: Session): Promise<void>;
}

export interface SessionDeskDeps {
  readonly sessions: Sessions;
  readonly identify: Identify;
  readonly clock: Clock;
  readonly log: Log;
}

export function createSessionDesk({ sessions, identify, clock, log }: SessionDeskDeps): SessionDesk {
  async function open(account: string | undefined, locale: string | undefined): Promise<OpenedSession> {
    const token = createToken();
    const createdAt = toIso(clock());
    const about = { ...(account !== undefined && { account }), ...(locale !== undefined && { locale }) };
    const born = { id: randomUUID(), tokenHash: hashToken(token), ...about, createdAt };
    const expiresAt = expiryAfterUse(born, clock());
    await sessions.create({ ...born, expiresAt });
    return { token, expiresAt, signedIn: account !== undefined };
  }

  /** The turn does not wait for it: losing a renewal in a crash costs a few seconds of a session's life. */
  function renew(session: Session): void {
    const expiresAt = expiryAfterUse(session, clock());
    if (!isWorthwhile(session, expiresAt)) return;
    sessions.extend(session.id, expiresAt).catch((error: unknown) => {
      log.warn(
        { code: error instanceof Error && 'code' in error ? error.code : 'UNKNOWN' },
        'session not renewed',
      );
    });
  }

  return {
    open: async ({ identityToken, locale }) => {
      if (identityToken === undefined) return open(undefined, locale);
      const identity = await identify(identityToken);
      return identity.status === 'verified' ? open(identity.account, locale) : undefined;
    },
    authenticate: async (authorization) => {
      const token = bearerToken(authorization);
      const session = token && (await sessions.findByToken(hashToken(token)));
      if (!session || session.expiresAt <= toIso(clock())) return undefined;
      renew(session);
      return session;
    },
    end: (session) => sessions.end(session.id),
  };
}

type Dates = Pick<Session, 'account' | 'createdAt'>;

function expiryAfterUse({ account, createdAt }: Dates, now: Temporal.Instant): string {
  const { idle, whole } = account === undefined ? lifetimes.anonymous : lifetimes.signedIn;
  const idleEnd = toIso(now, idle);
  const wholeEnd = whole === undefined ? undefined : new Date(Date.parse(createdAt) + whole).toISOString();
  return wholeEnd !== undefined && wholeEnd < idleEnd ? wholeEnd : idleEnd;
}

function isWorthwhile(session: Session, expiresAt: string): boolean {
  const { idle } = session.account === undefined ? lifetimes.anonymous : lifetimes.signedIn;
  const gain = Date.parse(expiresAt) - Date.parse(session.expiresAt);
  return gain >= idle * worthwhileShare;
}
