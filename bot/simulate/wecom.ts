/** WeCom's self-built app as the simulator plays it: sealed calls, answers in the same call or through `message/send`. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { open, type SealKeys, seal } from '../../adapters/wecom/seal.ts';
import { cdata, readXml, textOf } from '../../adapters/wecom/xml.ts';
import type { ApiCall, Question, Shown, SignedRequest, SimulatedPlatform } from './platform.ts';

export interface WecomOptions {
  readonly keys: SealKeys;
  readonly agentId: string;
  /** People of one run, so that another run on the same store meets nobody twice. */
  readonly run: string;
}

const path = '/channels/wecom/app';
const sendSchema = z.object({
  ...{ touser: z.string(), msgtype: z.string(), text: z.unknown().optional() },
  template_card: z.unknown().optional(),
  enable_duplicate_check: z.number().optional(),
});

export function simulateWecom({ keys, agentId, run }: WecomOptions): SimulatedPlatform {
  let nonce = 0;
  const sealNow = (text: string, now: number) => {
    nonce += 1;
    return seal(text, keys, { timestamp: String(now), nonce: `${run}${nonce}` });
  };
  const deliver = (fields: Readonly<Record<string, string>>, now: number): SignedRequest => {
    const all = { ToUserName: keys.receiveId, CreateTime: String(now), AgentID: agentId, ...fields };
    const { encrypted, ...signed } = sealNow(xmlOf(all), now);
    return callOf(encrypted, new URLSearchParams(queryOf(signed)), keys);
  };
  const shown = (user: string, piece: unknown): Shown | undefined => {
    const [, number] = new RegExp(`^u${run}-(\\d+)$`).exec(user) ?? [];
    const hash = createHash('sha256').update(JSON.stringify(piece)).digest('hex');
    return number === undefined ? undefined : { number: Number(number), piece: `${user} ${hash}` };
  };

  const sent = new Set<string>();
  /** As WeCom documents its check of duplicates: the same message to the same person is dropped, where that is asked for. */
  const send = (body: unknown): Shown | undefined => {
    const message = sendSchema.safeParse(body);
    if (!message.success) return undefined;
    const { touser, enable_duplicate_check: isChecked, ...content } = message.data;
    const piece = shown(touser, content);
    if (!piece || (isChecked === 1 && sent.has(piece.piece))) return undefined;
    sent.add(piece.piece);
    return piece;
  };

  return {
    name: 'wecom',
    settings: (url) => ({ WECOM_API_URL: url, WECOM_APP_SECRET: 'simulated' }),
    check: (now) => checkAddress(path, keys, now),
    // who enters is greeted, and a greeting is sent by message/send
    knock: (now) => deliver({ FromUserName: `u${run}`, MsgType: 'event', Event: 'enter_agent' }, now),
    deliver: (question, _copy, now) => deliver(messageOf(question, run), now),
    readAcknowledgement: ({ number }, body) => {
      const text = readPassive(body, keys);
      const content = { msgtype: 'text', text: { content: text } };
      return text === undefined ? undefined : shown(`u${run}-${number}`, content);
    },
    callApi: ({ path: called, body }: ApiCall) => {
      if (called.endsWith('/gettoken'))
        return { json: { errcode: 0, access_token: 'simulated', expires_in: 7200 } };
      const piece = send(JSON.parse(body || '{}'));
      return { json: { errcode: 0, errmsg: 'ok' }, ...(piece && { shown: piece }) };
    },
  };
}

/** What WeCom sends while its console saves the address of a callback, and the text that must come back. */
export function checkAddress(
  callback: string,
  keys: SealKeys,
  now: number,
): ReturnType<SimulatedPlatform['check']> {
  const answer = 'simulated';
  const { encrypted, ...signed } = seal(answer, keys, { timestamp: String(now), nonce: '1' });
  const query = new URLSearchParams({ ...queryOf(signed), echostr: encrypted });
  return { request: { method: 'GET', path: `${callback}?${query}`, headers: {} }, answer };
}

type Signed = Pick<ReturnType<typeof seal>, 'signature' | 'timestamp' | 'nonce'>;
const queryOf = ({ signature, timestamp, nonce }: Signed) => ({ msg_signature: signature, timestamp, nonce });

const callOf = (encrypted: string, query: URLSearchParams, { receiveId }: SealKeys): SignedRequest => ({
  ...{ method: 'POST', path: `${path}?${query}`, headers: { 'content-type': 'text/xml' } },
  body: `<xml><ToUserName>${cdata(receiveId)}</ToUserName><Encrypt>${cdata(encrypted)}</Encrypt></xml>`,
});

const xmlOf = (fields: Readonly<Record<string, string>>): string =>
  `<xml>${Object.entries(fields)
    .map(([name, value]) => `<${name}>${cdata(value)}</${name}>`)
    .join('')}</xml>`;

/** The same message has the same MsgId however often it comes, in another envelope each time. */
const messageOf = ({ number, text }: Question, run: string) => ({
  ...{ FromUserName: `u${run}-${number}`, MsgType: 'text', Content: text },
  MsgId: `${run}${String(number).padStart(6, '0')}`,
});

function readPassive(body: string, keys: SealKeys): string | undefined {
  const xml = body === '' ? undefined : readXml(body);
  if (!xml) return undefined;
  const field = (name: string) => textOf(xml, name) ?? '';
  const signed = { signature: field('MsgSignature'), timestamp: field('TimeStamp'), nonce: field('Nonce') };
  const opened = open({ ...signed, encrypted: field('Encrypt') }, keys, Number(signed.timestamp));
  const inner = opened.status === 'opened' ? readXml(opened.text) : undefined;
  return inner && textOf(inner, 'Content');
}
