/** Who a person is, by the word of the embedding site: checks the identity tokens that it signs. */
import { decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { accountIdSchema } from '../accounts.ts';
import { type Clock, toIso } from '../clock.ts';
import type { IdentityConfig } from '../config.ts';
import type { Sessions } from '../store/store.ts';

export const tokenLimits = { bytes: 4096, lifetimeSeconds: 3600, leewaySeconds: 60 } as const;

/** What may be known of a caller who was refused: nothing. */
export type Identity =
  | { readonly status: 'verified'; readonly account: string }
  | { readonly status: 'refused' };

export interface IdentityDeps {
  readonly config: IdentityConfig;
  readonly sessions: Pick<Sessions, 'claimTokenId'>;
  readonly clock: Clock;
}

/** Checks one identity token; every reason to refuse it looks the same from outside. */
export type Identify = (token: string) => Promise<Identity>;

export function createIdentify(deps: IdentityDeps): Identify {
  return async (token) => {
    const claims = await readClaims(token, deps);
    if (!claims || !(await claimOnce(claims, deps))) return { status: 'refused' };
    return { status: 'verified', account: claims.sub };
  };
}

const claimsSchema = z.object({
  sub: accountIdSchema,
  exp: z.number(),
  iat: z.number().optional(),
  jti: z.string().min(1).optional(),
});
type Claims = z.infer<typeof claimsSchema>;

async function readClaims(token: string, { config, clock }: IdentityDeps): Promise<Claims | undefined> {
  const key = isStrictJws(token) ? chooseKey(token, config.keys) : undefined;
  if (key === undefined) return undefined;
  const now = clock().epochMilliseconds;
  const verified = await verify(token, { key, config, now });
  const claims = claimsSchema.safeParse(verified);
  return claims.success && livesShortly(claims.data, now / 1000) ? claims.data : undefined;
}

/** Three canonical base64url parts of a bounded size: two spellings of one token would pass a replay check twice. */
function isStrictJws(token: string): boolean {
  if (token.length > tokenLimits.bytes) return false;
  const parts = token.split('.');
  return (
    parts.length === 3 &&
    parts.every((part) => part !== '' && Buffer.from(part, 'base64url').toString('base64url') === part)
  );
}

/** The key that the header names. Where there is only one, the header need not name it. */
function chooseKey(token: string, keys: ReadonlyMap<string, string>): string | undefined {
  try {
    const { kid, crit, b64 } = decodeProtectedHeader(token);
    if (crit !== undefined || b64 !== undefined) return undefined;
    if (kid === undefined) return keys.size === 1 ? [...keys.values()][0] : undefined;
    return typeof kid === 'string' ? keys.get(kid) : undefined;
  } catch {
    return undefined;
  }
}

interface VerifyInput {
  readonly key: string;
  readonly config: IdentityConfig;
  readonly now: number;
}

async function verify(token: string, { key, config, now }: VerifyInput): Promise<JWTPayload | undefined> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(key), {
      algorithms: ['HS256'],
      audience: config.audience,
      ...(config.issuer !== undefined && { issuer: config.issuer }),
      clockTolerance: tokenLimits.leewaySeconds,
      currentDate: new Date(now),
      requiredClaims: ['sub', 'exp'],
    });
    return payload;
  } catch {
    return undefined;
  }
}

function livesShortly({ exp, iat }: Claims, now: number): boolean {
  const longest = tokenLimits.lifetimeSeconds + tokenLimits.leewaySeconds;
  if (exp - now > longest) return false;
  return iat === undefined || (iat <= now + tokenLimits.leewaySeconds && exp - iat <= longest);
}

/** A token with an id is taken once; its id is remembered for as long as the token could come again. */
async function claimOnce({ jti, exp }: Claims, { sessions }: IdentityDeps): Promise<boolean> {
  if (jti === undefined) return true;
  const end = Temporal.Instant.fromEpochMilliseconds(Math.ceil(exp + tokenLimits.leewaySeconds) * 1000);
  return sessions.claimTokenId(jti, toIso(end));
}
