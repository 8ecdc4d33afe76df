/** WeCom's calls to us, for every product that speaks XML: the check of the address, and sealed messages. */
import { type Opened, open, type Refusal, type SealKeys } from './seal.ts';
import { readXml, textOf, type XmlElement } from './xml.ts';

/** What came with a call, as the HTTP face has it. */
export interface Call {
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: string;
}

export type Verified =
  | { readonly status: 'verified'; readonly xml: XmlElement }
  | { readonly status: 'refused'; readonly reason: Refusal | 'bad_envelope' | 'other_corp' | 'other_agent' };

/** The text to answer when WeCom checks the address. A plus that was not escaped arrives as a blank. */
export function verifyAddress(query: Call['query'], keys: SealKeys, now: number): Opened {
  const encrypted = queryText(query.echostr).replaceAll(' ', '+');
  return open({ ...signedWith(query), encrypted }, keys, now);
}

/** The message inside a sealed call. Every check is done before anything of it is believed. */
export function verifySealed({ query, body }: Call, keys: SealKeys, now: number): Verified {
  const envelope = readXml(body);
  const encrypted = envelope && textOf(envelope, 'Encrypt');
  if (!encrypted) return { status: 'refused', reason: 'bad_envelope' };
  const opened = open({ ...signedWith(query), encrypted }, keys, now);
  if (opened.status === 'refused') return opened;
  const xml = readXml(opened.text);
  if (!xml) return { status: 'refused', reason: 'bad_envelope' };
  const corp = textOf(xml, 'ToUserName');
  if (corp !== undefined && corp !== keys.receiveId) return { status: 'refused', reason: 'other_corp' };
  return { status: 'verified', xml };
}

const signedWith = (query: Call['query']) => ({
  signature: queryText(query.msg_signature),
  timestamp: queryText(query.timestamp),
  nonce: queryText(query.nonce),
});

/** A parameter that came twice is no text. */
const queryText = (value: unknown): string => (typeof value === 'string' ? value : '');

/** HTTP status and advice for each reason; the caller learns the status alone. */
export const refusals = {
  signature_mismatch: { status: 403, advice: 'Token differs from the one in the WeCom console' },
  decrypt_error: { status: 400, advice: 'EncodingAESKey differs from the one in the WeCom console' },
  receiveid_mismatch: { status: 403, advice: 'the call is for another corp; check WECOM_CORP_ID' },
  stale_timestamp: {
    status: 403,
    advice: 'the clocks differ by more than 5 minutes; set the time of this machine',
  },
  bad_envelope: { status: 400, advice: 'the body is not what WeCom sends; does a proxy change it?' },
  other_corp: { status: 403, advice: 'the message is for another corp; check WECOM_CORP_ID' },
  other_agent: { status: 403, advice: 'the message is for another app; check WECOM_AGENT_ID' },
} as const satisfies Record<Extract<Verified, { status: 'refused' }>['reason'], object>;
