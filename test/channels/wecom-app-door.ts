/** The callback address of a self-built app over a stub of WeCom: signed calls go in, what a member sees comes out. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { open, seal } from '../../adapters/wecom/seal.ts';
import { cdata, readXml, textOf } from '../../adapters/wecom/xml.ts';
import { openWecomApp, type WecomApp } from '../../bot/channels/wecom-app.ts';
import { createProblemHandler, unknownRoute } from '../../bot/http/problem.ts';
import { addWecomRoutes } from '../../bot/http/routes/wecom.ts';
import type { ChannelParts } from '../adapters/contract.ts';
import { openWecomStub, type SentMessage, sendPath, type WecomStub } from './wecom-stub.ts';

export const corp = 'ww1a2b3c4d5e6f7a8b';
const secret = 'app-secret';
export const appSettings = {
  ...{ WECOM_CORP_ID: corp, WECOM_AGENT_ID: '1000002', WECOM_APP_SECRET: secret },
  ...{ WECOM_TOKEN: 'FaqBotTok3nX9', WECOM_ENCODING_AES_KEY: 'se2JFbVIhTCIKPmlZzbZeWq6R+s+LXEXVf5NT/2bbt8' },
};

export interface Shown {
  readonly user: string;
  readonly way: 'reply' | 'send';
  readonly text?: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into any card
  readonly card?: any;
}

export interface AppDoor {
  readonly url: string;
  readonly stub: WecomStub;
  readonly app: WecomApp;
  /** What members were shown, in order. */
  readonly shown: Shown[];
  /** Delivers the fields of a message, sealed anew each time; `drop`: WeCom goes away before the answer. */
  deliver(fields: Readonly<Record<string, string>>, drop?: { after: number }): Promise<Delivered>;
  close(): Promise<void>;
}

export interface Delivered {
  readonly status: number;
  readonly ms: number;
  /** The sealed answer, opened. */
  readonly inner?: string;
  readonly body: string;
}

export async function openAppDoor(parts: ChannelParts): Promise<AppDoor> {
  const stub = await openWecomStub(secret);
  const app = openWecomApp({ ...appSettings, WECOM_API_URL: stub.url }, parts);
  if (!app) throw new Error('a setting is missing');
  const shown: Shown[] = [];
  stub.answer(sendPath, (body) => {
    shown.push(readSent(body as SentMessage['body']));
    return {};
  });
  const web = express().set('query parser', 'simple');
  addWecomRoutes(web, { ...parts, channels: { wecomApp: app } });
  web.use(unknownRoute, createProblemHandler(parts.log));
  const server = web.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/channels/wecom/app`;
  const now = () => String(Math.floor(parts.clock().epochMilliseconds / 1000));
  return {
    ...{ url, stub, app, shown },
    deliver: async (fields, drop) => {
      const started = performance.now();
      const { search, body } = sealCall(fields, { app, now: now() });
      const signal = drop ? { signal: AbortSignal.timeout(drop.after) } : {};
      const response = await fetch(`${url}?${search}`, { method: 'POST', body, ...signal });
      const text = await response.text();
      const inner = text === '' ? undefined : openReply(text, app, Number(now()));
      if (inner?.includes('[text]'))
        shown.push({ user: fields.FromUserName ?? '', way: 'reply', text: contentOf(inner) });
      const ms = performance.now() - started;
      return { status: response.status, ms, body: text, ...(inner !== undefined && { inner }) };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await app.desk.stop();
      await stub.close();
    },
  };
}

let nonce = 1000;
/** An element given as XML is taken as it stands. */
export function sealCall(
  fields: Readonly<Record<string, string>>,
  { app, now }: { app: WecomApp; now: string },
): { search: URLSearchParams; body: string } {
  const all = { ToUserName: corp, AgentID: app.keys.agentId, CreateTime: now, ...fields };
  const inner = Object.entries(all).map(([name, text]) => {
    return `<${name}>${text.startsWith('<') ? text : cdata(text)}</${name}>`;
  });
  nonce += 1;
  const sealed = seal(`<xml>${inner.join('')}</xml>`, app.keys, { timestamp: now, nonce: String(nonce) });
  return {
    search: new URLSearchParams({
      ...{ msg_signature: sealed.signature, timestamp: sealed.timestamp, nonce: sealed.nonce },
    }),
    body: `<xml><ToUserName>${cdata(corp)}</ToUserName><Encrypt>${cdata(sealed.encrypted)}</Encrypt></xml>`,
  };
}

function openReply(text: string, { keys }: WecomApp, now: number): string | undefined {
  const xml = readXml(text);
  if (!xml) return undefined;
  const field = (name: string) => textOf(xml, name) ?? '';
  const sealed = { signature: field('MsgSignature'), timestamp: field('TimeStamp'), nonce: field('Nonce') };
  const opened = open({ ...sealed, encrypted: field('Encrypt') }, keys, now);
  return opened.status === 'opened' ? opened.text : undefined;
}

function contentOf(inner: string): string {
  const xml = readXml(inner);
  return (xml && textOf(xml, 'Content')) ?? '';
}

function readSent(body: SentMessage['body']): Shown {
  const user = body.touser;
  return body.msgtype === 'text'
    ? { user, way: 'send', text: body.text.content }
    : { user, way: 'send', card: body.template_card };
}
