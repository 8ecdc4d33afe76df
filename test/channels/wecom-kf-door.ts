/** The callback address of customer service over a stub: notices go in, what a customer sees comes out. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { seal } from '../../adapters/wecom/seal.ts';
import { cdata } from '../../adapters/wecom/xml.ts';
import { openWecomKf, type WecomKf } from '../../bot/channels/wecom-kf.ts';
import { createProblemHandler, unknownRoute } from '../../bot/http/problem.ts';
import { addWecomRoutes } from '../../bot/http/routes/wecom.ts';
import type { ChannelParts } from '../adapters/contract.ts';
import { openWecomStub, type WecomStub } from './wecom-stub.ts';

export const kfSettings = {
  ...{ WECOM_CORP_ID: 'ww1a2b3c4d5e6f7a8b', WECOM_KF_SECRET: 'kf-secret', WECOM_KF_TOKEN: 'KfTok1' },
  WECOM_KF_ENCODING_AES_KEY: 'se2JFbVIhTCIKPmlZzbZeWq6R+s+LXEXVf5NT/2bbt8',
};
export const account = 'wkAJ2GCAAAZSfhHCt7IFSvLKtMPxyJTw';
export const kfPaths = {
  ...{ sync: '/cgi-bin/kf/sync_msg', send: '/cgi-bin/kf/send_msg' },
  ...{ onEvent: '/cgi-bin/kf/send_msg_on_event', trans: '/cgi-bin/kf/service_state/trans' },
};

export interface KfDoor {
  readonly url: string;
  readonly stub: WecomStub;
  /** Everything that customers wrote, as the platform keeps it. */
  readonly items: object[];
  /** Tells that there is something to fetch; resolves with the milliseconds it took. */
  notify(token?: string): Promise<number>;
  close(): Promise<void>;
}

/** A page holds so many items; the cursor is the number of those already given. */
const pageSize = 2;

export async function openKfDoor(parts: ChannelParts): Promise<KfDoor> {
  const stub = await openWecomStub(kfSettings.WECOM_KF_SECRET);
  const kf = openWecomKf({ ...kfSettings, WECOM_API_URL: stub.url }, parts);
  if (!kf) throw new Error('a setting is missing');
  const items: object[] = [];
  stub.answer(kfPaths.sync, (body) => {
    const start = Number((body as { cursor?: string }).cursor ?? 0);
    const page = items.slice(start, start + pageSize);
    const end = start + page.length;
    return { msg_list: page, next_cursor: `${end}`, has_more: end < items.length ? 1 : 0 };
  });
  const web = express().set('query parser', 'simple');
  addWecomRoutes(web, { ...parts, channels: { wecomKf: kf } });
  web.use(unknownRoute, createProblemHandler(parts.log));
  const server = web.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/channels/wecom/kf`;
  return {
    ...{ url, stub, items },
    notify: async (token = 'ENC1') => {
      const started = performance.now();
      const now = String(Math.floor(parts.clock().epochMilliseconds / 1000));
      await (await post(url, noticeFor(token, { kf, now }))).text();
      return performance.now() - started;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await kf.stop();
      await stub.close();
    },
  };
}

const post = (url: string, { search, body }: { search: URLSearchParams; body: string }) =>
  fetch(`${url}?${search}`, { method: 'POST', body });

function noticeFor(token: string, { kf, now }: { kf: WecomKf; now: string }) {
  const inner = [
    `<ToUserName>${cdata(kf.keys.receiveId)}</ToUserName><CreateTime>${now}</CreateTime>`,
    `<MsgType>event</MsgType><Event>kf_msg_or_event</Event>`,
    `<Token>${cdata(token)}</Token><OpenKfId>${cdata(account)}</OpenKfId>`,
  ];
  const sealed = seal(`<xml>${inner.join('')}</xml>`, kf.keys, { timestamp: now, nonce: '7' });
  return {
    search: new URLSearchParams({ msg_signature: sealed.signature, timestamp: now, nonce: '7' }),
    body: `<xml><Encrypt>${cdata(sealed.encrypted)}</Encrypt></xml>`,
  };
}

let count = 0;
/** What a customer wrote, as `sync_msg` gives it. */
export function customerText(user: string, text: string, over: object = {}): object {
  return {
    ...{
      msgid: `kfmsg${++count}`,
      open_kfid: account,
      external_userid: user,
      send_time: 1795410000,
      origin: 3,
    },
    ...{ msgtype: 'text', text: { content: text }, ...over },
  };
}

export function kfEvent(user: string, event: object): object {
  return {
    ...{ msgid: `kfmsg${++count}`, send_time: 1795410000, origin: 4, msgtype: 'event' },
    event: { external_userid: user, open_kfid: account, ...event },
  };
}

/** Words of everything a customer was sent, one for each message. */
export function shownTo(door: KfDoor, user: string): string[] {
  return door.stub.sent.flatMap(({ path, body }) => {
    const isTheirs =
      path === kfPaths.send ? body.touser === user : path === kfPaths.onEvent && body.code === `code-${user}`;
    return isTheirs ? [wordsOf(body)] : [];
  });
}

function wordsOf(body: {
  text?: { content: string };
  msgmenu?: { head_content?: string; list: { click: { content: string } }[] };
}): string {
  const menu = body.msgmenu;
  return (
    body.text?.content ??
    [menu?.head_content, ...(menu?.list ?? []).map(({ click }) => click.content)].join('\n')
  );
}
