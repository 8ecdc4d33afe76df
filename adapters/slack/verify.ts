/** Whether a request comes from Slack: its signature over the raw body, and a clock that is not too far from ours. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds that a request may be older or newer than our clock. */
export const mostSkew = 300;

export type Verdict =
  | 'genuine'
  | 'missing_headers'
  | 'bad_timestamp'
  | 'stale_timestamp'
  | 'signature_mismatch';

export interface SignedRequest {
  /** `x-slack-signature` and `x-slack-request-timestamp`, as they came. */
  readonly signature: string | undefined;
  readonly timestamp: string | undefined;
  /** The body before anything has read it: a parsed and printed one has another signature. */
  readonly body: Buffer;
}

export interface VerifyOptions {
  readonly secret: string;
  /** Seconds since 1970. */
  readonly now: number;
}

/** Compares in constant time, and the signature before the clock, so that strangers learn nothing of either. */
export function verifyRequest(request: SignedRequest, { secret, now }: VerifyOptions): Verdict {
  const { signature, timestamp, body } = request;
  if (!signature || !timestamp) return 'missing_headers';
  if (!/^\d{1,12}$/.test(timestamp)) return 'bad_timestamp';
  const expected = signRequest({ timestamp, body }, secret);
  if (!isEqual(signature, expected)) return 'signature_mismatch';
  return Math.abs(now - Number(timestamp)) > mostSkew ? 'stale_timestamp' : 'genuine';
}

/** The signature that Slack puts on a body at a time. */
export function signRequest(
  { timestamp, body }: { readonly timestamp: string; readonly body: Buffer | string },
  secret: string,
): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;
}

/** Digests of equal length are compared, so that a signature of another length takes the same time. */
function isEqual(given: string, expected: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'length').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
