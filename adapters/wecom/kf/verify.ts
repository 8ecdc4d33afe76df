/** Checks that a notice comes from WeCom's customer service, and reads what it says: that there is something to fetch. */
import { type Call, type Verified, verifySealed } from '../callback.ts';
import type { SealKeys } from '../seal.ts';
import { textOf } from '../xml.ts';

export { verifyAddress } from '../callback.ts';

/** Good for ten minutes; with it, fetching is not limited. */
export interface Notice {
  readonly account: string;
  readonly token: string;
}

export type VerifiedNotice =
  | { readonly status: 'notice'; readonly notice: Notice }
  | { readonly status: 'ignored' }
  | Extract<Verified, { status: 'refused' }>;

export function verifyNotice(call: Call, keys: SealKeys, now: number): VerifiedNotice {
  const verified = verifySealed(call, keys, now);
  if (verified.status === 'refused') return verified;
  const { xml } = verified;
  const [account, token] = [textOf(xml, 'OpenKfId'), textOf(xml, 'Token')];
  if (textOf(xml, 'Event') !== 'kf_msg_or_event' || !account || !token) return { status: 'ignored' };
  return { status: 'notice', notice: { account, token } };
}
