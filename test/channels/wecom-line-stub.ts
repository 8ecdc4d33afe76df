/** A stand-in for WeCom's long connection: one connection a bot, receipts that can fail, and what people were shown. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

export interface LineShown {
  readonly cmd: string;
  /** Id of the call that is answered, or of the message. */
  readonly request: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into any body
  readonly body: any;
}

export interface LineStub {
  readonly url: string;
  /** What was taken, in order. */
  readonly shown: LineShown[];
  /** How many connections were let in so far. */
  readonly connections: () => number;
  /** Whether a connection stands that was let in. */
  readonly isHeld: () => boolean;
  /** A message or an event; false when nobody is connected. */
  deliver(body: object, request?: string): boolean;
  /** The next receipts carry these codes; `silence`: none comes. */
  failNext(...codes: readonly (number | 'silence')[]): void;
  /** The network goes away. */
  drop(): void;
  close(): Promise<void>;
}

export const botId = 'aib-1';
export const secret = 'bot-secret';

export async function openLineStub(): Promise<LineStub> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const shown: LineShown[] = [];
  const failures: (number | 'silence')[] = [];
  let holder: WebSocket | undefined;
  let count = 0;
  let requests = 0;

  function subscribe(socket: WebSocket, body: { bot_id?: string; secret?: string }): number {
    if (body.bot_id !== botId || body.secret !== secret) return 40_001;
    count += 1;
    // a new connection takes the place of the old one
    const event = { msgtype: 'event', msgid: `gone-${count}`, from: { userid: 'sys' } };
    const replaced = { ...event, event: { eventtype: 'disconnected_event' } };
    if (holder && holder !== socket) send(holder, 'aibot_event_callback', replaced);
    holder = socket;
    return 0;
  }

  function receipt(socket: WebSocket, { cmd, headers, body }: Frame): number | 'silence' {
    if (cmd === 'aibot_subscribe') return subscribe(socket, body);
    if (cmd === 'ping') return 0;
    const failure = failures.shift() ?? 0;
    if (failure === 0) shown.push({ cmd, request: headers.req_id, body });
    return failure;
  }

  server.on('connection', (socket) => {
    socket.on('message', (data) => {
      const frame: Frame = JSON.parse(String(data));
      const errcode = receipt(socket, frame);
      if (errcode !== 'silence') socket.send(JSON.stringify({ headers: frame.headers, errcode, errmsg: '' }));
    });
    socket.on('close', () => {
      if (holder === socket) holder = undefined;
    });
  });

  const send = (socket: WebSocket, cmd: string, body: object, request = `req-${++requests}`) =>
    socket.send(JSON.stringify({ cmd, headers: { req_id: request }, body }));

  return {
    ...{ url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`, shown },
    connections: () => count,
    isHeld: () => holder !== undefined,
    deliver: (body, request) => {
      const isEvent = 'msgtype' in body && body.msgtype === 'event';
      if (holder) send(holder, isEvent ? 'aibot_event_callback' : 'aibot_msg_callback', body, request);
      return holder !== undefined;
    },
    failNext: (...codes) => void failures.push(...codes),
    drop: () => holder?.terminate(),
    close: async () => {
      for (const socket of server.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Frame {
  readonly cmd: string;
  readonly headers: { readonly req_id: string };
  readonly body: { bot_id?: string; secret?: string };
}
