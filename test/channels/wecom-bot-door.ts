/** The callback address of a 智能机器人: sealed JSON goes in, and WeCom's own asking-again is played until a stream ends. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { open, seal } from '../../adapters/wecom/seal.ts';
import { openWecomBot } from '../../bot/channels/wecom-bot.ts';
import { createProblemHandler, unknownRoute } from '../../bot/http/problem.ts';
import { addWecomRoutes } from '../../bot/http/routes/wecom.ts';
import type { ChannelParts } from '../adapters/contract.ts';

export const botSettings = {
  WECOM_BOT_TOKEN: 'FaqBotTok3nX9',
  WECOM_BOT_ENCODING_AES_KEY: 'se2JFbVIhTCIKPmlZzbZeWq6R+s+LXEXVf5NT/2bbt8',
};

export interface BotDoor {
  readonly url: string;
  /** What the bot shows, by the id of the stream; what came later replaces what was there. */
  readonly shown: Map<string, { user: string; text: string }>;
  /** One sealed call; gives the opened answer, if there is one. */
  call(json: object): Promise<{ status: number; ms: number; reply?: BotReply }>;
  /** A message, and asking again until its stream is finished. */
  say(user: string, json: object): Promise<number>;
  close(): Promise<void>;
}

export interface BotReply {
  readonly msgtype: string;
  readonly stream?: { id: string; finish: boolean; content: string };
  readonly text?: { content: string };
}

export async function openBotDoor(parts: ChannelParts): Promise<BotDoor> {
  const opened = openWecomBot(botSettings, parts);
  if (!opened) throw new Error('a setting is missing');
  const bot = opened;
  const web = express().set('query parser', 'simple');
  addWecomRoutes(web, { ...parts, channels: { wecomBot: bot } });
  web.use(unknownRoute, createProblemHandler(parts.log));
  const server = web.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/channels/wecom/bot`;
  const shown: BotDoor['shown'] = new Map();

  async function call(json: object) {
    const started = performance.now();
    const timestamp = String(Math.floor(parts.clock().epochMilliseconds / 1000));
    const sealed = seal(JSON.stringify(json), bot.keys, { timestamp, nonce: '7' });
    const query = new URLSearchParams({ msg_signature: sealed.signature, timestamp, nonce: '7' });
    const body = JSON.stringify({ encrypt: sealed.encrypted });
    const response = await fetch(`${url}?${query}`, { method: 'POST', body });
    const text = await response.text();
    const ms = performance.now() - started;
    return { status: response.status, ms, ...(text !== '' && { reply: openReply(text) }) };
  }

  function openReply(text: string): BotReply {
    const { encrypt, msgsignature, timestamp, nonce } = JSON.parse(text);
    const sealed = { encrypted: encrypt, signature: msgsignature, timestamp: String(timestamp), nonce };
    const unsealed = open(sealed, bot.keys, timestamp);
    if (unsealed.status !== 'opened') throw new Error(`the reply does not open: ${unsealed.reason}`);
    return JSON.parse(unsealed.text);
  }

  async function say(user: string, json: object): Promise<number> {
    let { reply, ms } = await call(json);
    while (reply?.stream && !reply.stream.finish) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      ({ reply } = await call({
        ...json,
        msgid: `look-${Math.random()}`,
        msgtype: 'stream',
        stream: { id: reply.stream.id },
      }));
    }
    if (reply?.stream) shown.set(reply.stream.id, { user, text: reply.stream.content });
    if (reply?.text) shown.set(`welcome ${user}`, { user, text: reply.text.content });
    return ms;
  }

  return {
    ...{ url, shown, call, say },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await bot.desk.stop();
    },
  };
}

let count = 0;
export const botText = (user: string, text: string, over: object = {}) => ({
  ...{ msgid: `CAIQ${++count}`, aibotid: 'AIBOT', chattype: 'single', from: { userid: user } },
  ...{ msgtype: 'text', text: { content: text }, ...over },
});
