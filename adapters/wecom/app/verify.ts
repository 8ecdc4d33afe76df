/** Checks that a call comes from WeCom and is meant for this self-built app. */
import { type Call, type Verified, verifySealed } from '../callback.ts';
import type { SealKeys } from '../seal.ts';
import { textOf } from '../xml.ts';

export { verifyAddress } from '../callback.ts';

/** One callback address serves one app: what is for another app of the same corp is refused. */
export function verifyApp(call: Call, keys: SealKeys & { readonly agentId: string }, now: number): Verified {
  const verified = verifySealed(call, keys, now);
  if (verified.status === 'refused') return verified;
  const agent = textOf(verified.xml, 'AgentID');
  return agent === undefined || agent === keys.agentId
    ? verified
    : { status: 'refused', reason: 'other_agent' };
}
