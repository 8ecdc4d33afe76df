/** How often one person or one address may ask. Generous for people, tight for programs that hammer. */
import { isIPv6 } from 'node:net';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import type { SharedCounters } from '../store/engine.ts';
import { Problem } from './problem.ts';
import { hashToken } from './tokens.ts';

/** Requests per minute. Addresses get more than sessions, a whole office may share one. */
export const defaultLimits = {
  sessionsPerAddress: 120,
  readsPerAddress: 1200,
  messagesPerSession: 240,
  /** However many sessions it opens. */
  messagesPerAccount: 480,
  readsPerSession: 1200,
} as const;
export type Limits = Readonly<Record<keyof typeof defaultLimits, number>>;

/** Each resolves when the call is within its limit, and throws Problem `rate_limited` when it is not. */
export interface RateLimits {
  openSession(address: string | undefined): Promise<void>;
  readAnonymously(address: string | undefined): Promise<void>;
  say(session: string, account?: string): Promise<void>;
  /** `points`: how many reads it counts for; one unless set. */
  read(session: string, points?: number): Promise<void>;
}

/** With `counters` all processes count together; while those cannot be reached, each counts for itself. */
export function createRateLimits(limits: Limits = defaultLimits, counters?: SharedCounters): RateLimits {
  const limiter = (name: keyof Limits) => perMinute(name, limits[name], counters);
  const sessions = limiter('sessionsPerAddress');
  const anonymousReads = limiter('readsPerAddress');
  const messages = limiter('messagesPerSession');
  const ofAccount = limiter('messagesPerAccount');
  const reads = limiter('readsPerSession');
  return {
    openSession: (address) => takeForAddress(sessions, address),
    readAnonymously: (address) => takeForAddress(anonymousReads, address),
    say: async (session, account) => {
      await take(messages, session);
      // what is counted in the store says nothing of who it was
      if (account !== undefined) await take(ofAccount, hashToken(account));
    },
    read: (session, points) => take(reads, session, points),
  };
}

function perMinute(keyPrefix: string, points: number, counters?: SharedCounters): RateLimiterAbstract {
  const alone = new RateLimiterMemory({ keyPrefix, points, duration: 60 });
  if (!counters) return alone;
  return new RateLimiterPostgres({
    ...{ keyPrefix, points, duration: 60, insuranceLimiter: alone, inMemoryBlockOnConsumed: points + 1 },
    ...{ storeClient: counters, storeType: 'client', tableName: 'rate_limits', tableCreated: true },
  });
}

/**
 * Nobody is told apart by the loopback address: it is this machine, or every visitor behind a proxy that
 * TRUST_PROXY does not name. So it has no limit of its own; sessions still have theirs.
 */
async function takeForAddress(limiter: RateLimiterAbstract, address: string | undefined): Promise<void> {
  const key = addressKey(address);
  if (key !== undefined) await take(limiter, key);
}

/** What addresses are counted by; undefined for those that tell nobody apart. */
export function addressKey(address = ''): string | undefined {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (plain === '' || plain === '::1' || plain.startsWith('127.')) return undefined;
  return isIPv6(plain) ? network(plain) : plain;
}

/** The /64 of an IPv6 address: one customer holds all of it. */
function network(address: string): string {
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter(Boolean).length;
  return [...groups, ...Array<string>(Math.max(0, zeros)).fill('0')].slice(0, 4).join(':');
}

async function take(limiter: RateLimiterAbstract, key: string, points = 1): Promise<void> {
  try {
    await limiter.consume(key, points);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    // the end of the minute is a time of day: it lies far ahead where the clock was set back meanwhile
    const seconds = Math.ceil(refusal.msBeforeNext / 1000);
    throw new Problem('rate_limited', undefined, { retryAfter: Math.min(60, Math.max(1, seconds)) });
  }
}
