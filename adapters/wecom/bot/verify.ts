/** Checks that a call comes from WeCom's 智能机器人, and opens it. It speaks JSON and names no receiver. */
import { z } from 'zod';
import type { Call } from '../callback.ts';
import { open, type Refusal, type SealKeys, type Stamp, seal } from '../seal.ts';

export { verifyAddress } from '../callback.ts';

export type VerifiedBotCall =
  | { readonly status: 'verified'; readonly json: unknown }
  | { readonly status: 'refused'; readonly reason: Refusal | 'bad_envelope' };

const querySchema = z.object({ msg_signature: z.string(), timestamp: z.string(), nonce: z.string() });
const envelopeSchema = z.object({ encrypt: z.string() });
const refused = { status: 'refused', reason: 'bad_envelope' } as const;

export function verifyBotCall({ query, body }: Call, keys: SealKeys, now: number): VerifiedBotCall {
  const envelope = envelopeSchema.safeParse(readJson(body));
  if (!envelope.success) return refused;
  const stamped = querySchema.safeParse(query);
  if (!stamped.success) return { status: 'refused', reason: 'signature_mismatch' };
  const { msg_signature: signature, timestamp, nonce } = stamped.data;
  const opened = open({ signature, timestamp, nonce, encrypted: envelope.data.encrypt }, keys, now);
  if (opened.status === 'refused') return opened;
  const json = readJson(opened.text);
  return json === undefined ? refused : { status: 'verified', json };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The answer to a call. */
export function sealReply(reply: object, keys: SealKeys, stamp: Stamp): object {
  const { encrypted, signature, timestamp, nonce } = seal(JSON.stringify(reply), keys, stamp);
  return { encrypt: encrypted, msgsignature: signature, timestamp: Number(timestamp), nonce };
}
