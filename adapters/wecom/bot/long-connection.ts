/** The long connection of a 智能机器人, over WeCom's own SDK: no public address is needed, and WeCom takes one connection a bot. */
import { WSClient } from '@wecom/aibot-node-sdk';
import { z } from 'zod';
import type { SendResult } from '../../delivery.ts';
import { sendLong } from './long-api.ts';

export interface LongConnectionOptions {
  readonly botId: string;
  readonly secret: string;
  /** Other address, such as a stand-in. */
  readonly url?: string;
  /** A message or an event, as WeCom has it, and the id under which it is answered. */
  readonly take: (call: { readonly body: unknown; readonly request: string }) => void;
  /** `replaced`: another connection of this bot has taken the place of ours, and it is not opened again. */
  readonly note: (state: 'connected' | 'disconnected' | 'replaced', failure?: string) => void;
}

export interface LongConnection {
  /** `now`: milliseconds since 1970. */
  send(sending: unknown, now: number): Promise<SendResult>;
  close(): void;
}

const frameSchema = z.object({ headers: z.object({ req_id: z.string() }), body: z.unknown() });

/** The SDK logs whole messages; nothing of them may reach our log. */
const quiet = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** Connects, and again for as long as it takes, at half a minute's distance in the end. */
export function openLongConnection(options: LongConnectionOptions): LongConnection {
  const { botId, secret, url, take, note } = options;
  const client = new WSClient({
    ...{ botId, secret, logger: quiet, maxReconnectAttempts: -1, maxAuthFailureAttempts: -1 },
    ...(url !== undefined && { wsUrl: url }),
  });
  const hear = (frame: unknown) => {
    const parsed = frameSchema.safeParse(frame);
    if (parsed.success) take({ body: parsed.data.body, request: parsed.data.headers.req_id });
  };
  let isReady = false;
  let failure: string | undefined;
  client.on('message', hear);
  client.on('event', hear);
  client.on('authenticated', () => {
    isReady = true;
    note('connected');
  });
  client.on('error', (error) => {
    failure = reasonOf(error);
  });
  client.on('disconnected', () => {
    isReady = false;
  });
  client.on('reconnecting', () => {
    note('disconnected', failure);
    failure = undefined;
  });
  client.on('event.disconnected_event', () => {
    isReady = false;
    note('replaced');
  });
  client.connect();
  return {
    send: async (sending, now) => (isReady ? sendLong(client, sending, now) : notThere),
    close: () => {
      isReady = false;
      client.disconnect();
    },
  };
}

const notThere = { status: 'later', failure: 'the long connection is not there' } as const;

/** Codes and not sentences: whose secret was refused, or that nobody listens. */
function reasonOf(error: Error): string {
  const refused = /\(code: (\d+)\)/.exec(error.message)?.[1];
  if (refused !== undefined) return `WeCom ${refused}: WECOM_BOT_ID or WECOM_BOT_SECRET is refused`;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
