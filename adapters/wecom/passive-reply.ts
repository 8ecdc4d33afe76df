/** What WeCom takes in the answer to its own call: one text, or the mark that a button was pressed; sealed again. */
import { type SealKeys, type Stamp, seal } from './seal.ts';
import { cdata, textOf, type XmlElement } from './xml.ts';

export interface Passive {
  /** The call that is answered. */
  readonly call: XmlElement;
  readonly keys: SealKeys;
  readonly stamp: Stamp;
}

export const replyWithText = (text: string, passive: Passive): string =>
  reply('text', `<Content>${cdata(text)}</Content>`, passive);

/** The pressed button shows these words from then on. */
export const replyPressed = (words: string, passive: Passive): string =>
  reply('update_button', `<Button><ReplaceName>${cdata(words)}</ReplaceName></Button>`, passive);

function reply(type: string, inner: string, { call, keys, stamp }: Passive): string {
  const head = [
    `<ToUserName>${cdata(textOf(call, 'FromUserName') ?? '')}</ToUserName>`,
    `<FromUserName>${cdata(textOf(call, 'ToUserName') ?? '')}</FromUserName>`,
    `<CreateTime>${stamp.timestamp}</CreateTime>`,
    `<MsgType>${cdata(type)}</MsgType>`,
  ];
  return envelope(`<xml>${head.join('')}${inner}</xml>`, keys, stamp);
}

function envelope(text: string, keys: SealKeys, stamp: Stamp): string {
  const { encrypted, signature, timestamp, nonce } = seal(text, keys, stamp);
  return [
    `<xml><Encrypt>${cdata(encrypted)}</Encrypt>`,
    `<MsgSignature>${cdata(signature)}</MsgSignature>`,
    `<TimeStamp>${timestamp}</TimeStamp><Nonce>${cdata(nonce)}</Nonce></xml>`,
  ].join('');
}
