/** A small house for tests: the real HTTP face over a store in memory, the shipped knowledge, and a plain assistant. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Message, Turn } from '../../adapters/channel.ts';
import type { IdentityConfig, OidcConfig } from '../../bot/config.ts';
import { createConsoleParts } from '../../bot/console/parts.ts';
import type { DeskCall } from '../../bot/desk/call.ts';
import { createSupportDesk } from '../../bot/desk/desk.ts';
import type { Expertise } from '../../bot/expertise/expertise.ts';
import type { Rulebook } from '../../bot/expertise/load-rulebook.ts';
import type { AdmissionLimits } from '../../bot/http/admission.ts';
import { createEventStreams, type EventStreams, type StreamLimits } from '../../bot/http/event-stream.ts';
import { createIdentify } from '../../bot/http/identity.ts';
import { createMetrics, measureTurns } from '../../bot/http/metrics.ts';
import { createRateLimits, type Limits } from '../../bot/http/rate-limit.ts';
import { createServer, type ServerDeps } from '../../bot/http/server.ts';
import { createSessionDesk } from '../../bot/http/sessions.ts';
import { createLinking } from '../../bot/linking/linking.ts';
import type { Log } from '../../bot/log.ts';
import { type OpenedStore, openStore } from '../../bot/store/open.ts';
import type { Store } from '../../bot/store/store.ts';
import { ruleSignatures } from '../../intents/rules/registry.ts';
import { createRuleRunner } from '../../intents/rules/run.ts';
import type { Router } from '../../intents/types.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import { createTestClock, type TestClock } from './clock.ts';
import { sampleReply } from './store/samples.ts';

const knowledge = loadKnowledge('knowledge', { rules: ruleSignatures });

/** Ranks the entries in the order of the knowledge base, whatever is asked. */
const orderlyRouter: Router = {
  route: (text) => ({
    text,
    decision: 'answer',
    ranking: knowledge.entries.map(({ id, question }, index) => ({
      entry: id,
      question,
      confidence: 1 / (index + 1),
    })),
  }),
};

export const plainExpertise: Expertise & Rulebook = {
  knowledge,
  router: orderlyRouter,
  rules: createRuleRunner(knowledge),
};

export interface LogLine {
  readonly level: string;
  readonly fields: object;
  readonly message: string;
}

/** Keeps what is logged, for a test to look at. */
export function createTestLog(): Log & { readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  const note = (level: string) => (fields: object, message: string) => {
    lines.push({ level, fields, message });
  };
  return { lines, debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') };
}

/** Says back what it hears and keeps the turn, as the assistant does. */
export function createEcho(store: Store) {
  return {
    turn: async (message: Message): Promise<Turn> => {
      const reply = sampleReply(randomUUID(), `echo: ${message.text}`);
      const turn = { conversationId: message.conversation, replies: [reply] };
      const { account } = message.sender;
      const said = {
        id: randomUUID(),
        from: 'person',
        text: message.text,
        clientMessageId: message.id,
        at: message.at,
      } as const;
      const known = await store.conversations.find(message.conversation);
      await store.conversations.saveTurn({
        conversation: known ?? {
          ...{ id: message.conversation, channel: message.channel, owner: message.sender.key },
          ...(account !== undefined && { account }),
          ...{ state: {}, createdAt: message.at, version: 0 },
        },
        messages: [said, { id: reply.messageId, from: 'assistant', text: reply.text, reply, at: message.at }],
        ...{ sender: message.sender.key, messageId: message.id, requestHash: message.text, turn },
      });
      return turn;
    },
  };
}

export interface AssistantParts {
  readonly desk: DeskCall;
  readonly clock: TestClock;
  readonly log: Log;
}

export interface HouseOptions {
  readonly identity?: IdentityConfig;
  readonly limits?: Limits;
  readonly admission?: AdmissionLimits;
  readonly oidc?: OidcConfig;
  readonly receiptKey?: string;
  readonly config?: Partial<ServerDeps['config']>;
  readonly assistant?: (store: OpenedStore, house: AssistantParts) => ServerDeps['assistant'];
  readonly streams?: StreamLimits;
  /** Milliseconds that an agent's claim lasts. */
  readonly claimTtl?: number;
  /** Milliseconds for which an agent counts as present after a sign of life. */
  readonly presenceTtl?: number;
  /** A store that others use as well; it is not closed with the house. */
  readonly store?: OpenedStore;
  readonly webDir?: string;
  /** How the knowledge came to be known. */
  readonly knowledge?: ServerDeps['knowledge'];
}

export interface House {
  readonly url: string;
  readonly store: OpenedStore;
  readonly clock: TestClock;
  readonly log: ReturnType<typeof createTestLog>;
  readonly streams: EventStreams;
  /** A JSON call; `token` goes into the Authorization header. */
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  openSession(body?: object): Promise<string>;
  close(): Promise<void>;
}

export interface CallOptions {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into any answer
  readonly json: any;
}

export async function openHouse(options: HouseOptions = {}): Promise<House> {
  const store = options.store ?? (await openStore(':memory:'));
  const clock = createTestClock();
  const log = createTestLog();
  const config = options.identity ?? { keys: new Map(), audience: 'dawen' };
  const identify = createIdentify({ config, sessions: store.sessions, clock });
  const current = () => plainExpertise;
  const support = createSupportDesk({
    ...{ store, accounts: store.accounts, current, clock, log },
    ...(options.claimTtl !== undefined && { claimTtl: options.claimTtl }),
    ...(options.presenceTtl !== undefined && { presenceTtl: options.presenceTtl }),
  });
  const bench = () => ({ expertise: current(), now: clock() });
  const pages = options.config?.linking;
  const linking = pages && createLinking({ store, config: pages, bench, clock, log });
  const streams = createEventStreams(options.streams);
  const metrics = createMetrics();
  const app = createServer({
    ...{
      ...{ store, support, streams, linking },
      clock,
      log,
      current,
      knowledge:
        options.knowledge ?? (() => ({ hash: knowledge.hash, loadedAt: '2026-08-20T00:00:00.000Z' })),
      version: '0.0.0',
      webDir: options.webDir ?? 'nowhere',
    },
    assistant: measureTurns(
      options.assistant?.(store, { desk: support.call, clock, log }) ?? createEcho(store),
      metrics,
    ),
    desk: createSessionDesk({ sessions: store.sessions, identify, clock, log }),
    console: createConsoleParts({
      config: {
        ...options.config,
        ...(options.oidc && { oidc: options.oidc }),
        ...(options.receiptKey && { receiptKey: options.receiptKey }),
      },
      store,
      clock,
      log,
    }),
    limits: createRateLimits(options.limits),
    ...(options.admission && { admission: options.admission }),
    metrics,
    config: { allowedOrigins: [], trustProxy: 0, ...options.config },
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const call = (method: string, path: string, given: CallOptions = {}) => send(url + path, method, given);
  return {
    ...{ url, store, clock, log, call, streams },
    openSession: async (body = {}) => (await call('POST', '/api/v1/sessions', { body })).json.token,
    close: async () => {
      streams.close();
      await support.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (!options.store) await store.close();
    },
  };
}

async function send(url: string, method: string, { token, body, headers }: CallOptions): Promise<Answer> {
  const isRaw = typeof body === 'string';
  const response = await fetch(url, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body !== undefined && { body: isRaw ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    json: text.startsWith('{') ? JSON.parse(text) : text,
  };
}
