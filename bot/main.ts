/** The wiring of the server: load, check, wire, listen, shut down. */
import { createAssistant } from './assistant.ts';
import { openChannels } from './channels/open-channels.ts';
import { type Clock, toIso } from './clock.ts';
import type { Config } from './config.ts';
import { createConsoleParts } from './console/parts.ts';
import { warmUp } from './console/search.ts';
import { createSupportDesk } from './desk/desk.ts';
import { horizonWarning } from './expertise/expertise-dates.ts';
import { settleHeap } from './expertise/heap.ts';
import { type LoadedExpertise, loadExpertise } from './expertise/load-expertise.ts';
import { createEventStreams } from './http/event-stream.ts';
import { createIdentify } from './http/identity.ts';
import { listen } from './http/listen.ts';
import { createMetrics } from './http/metrics.ts';
import { createRateLimits, defaultLimits } from './http/rate-limit.ts';
import { createServer } from './http/server.ts';
import { createSessionDesk } from './http/sessions.ts';
import type { Log } from './log.ts';
import { readVersion, webDir } from './paths.ts';
import { type OpenedStore, openStore, storePlace } from './store/open.ts';
import type { Accounts, Store } from './store/store.ts';

export interface StartOptions {
  readonly config: Config;
  readonly log: Log;
  readonly clock: Clock;
}

export interface RunningServer {
  readonly url: string;
  /** Takes no new calls, lets open ones finish for `patience` milliseconds, and closes the store. */
  stop(patience: number): Promise<void>;
}

const purgeInterval = 3_600_000;
/** Milliseconds after which the server is up and has time to prepare the console's search. */
const afterStart = 2000;

/** Throws KnowledgeError, StoreError or ListenError, each with what to do. */
export async function startServer({ config, log, clock }: StartOptions): Promise<RunningServer> {
  const expertise = loadExpertise(config, log);
  const store = await openStore(storePlace(config));
  settleHeap();
  const accounts = await accountsOf(config, store);
  const wired = await wire({ config, log, clock }, { expertise, store, accounts });
  const { app, support, streams, channels } = wired;
  const listening = await listen(app, config).catch(async (error) => {
    await channels.stop();
    await support.stop();
    await store.close();
    throw error;
  });
  const stopPurging = purgeNowAndThen(store, { config, clock, log });
  announce(listening.url, expertise, { clock, log });
  const warming = setTimeout(() => warmUp({ expertise, now: clock() }), afterStart).unref();
  return {
    url: listening.url,
    stop: async (patience) => {
      clearTimeout(warming);
      stopPurging();
      const finished = listening.finish(patience);
      streams.close();
      await support.stop();
      await finished;
      await channels.stop();
      await store.close();
    },
  };
}

function announce(
  url: string,
  expertise: LoadedExpertise,
  { clock, log }: Pick<StartOptions, 'clock' | 'log'>,
): void {
  log.info({ url, knowledge: expertise.knowledge.hash.slice(0, 12) }, 'ready');
  const warning = horizonWarning(expertise, clock());
  if (warning) log.warn({}, warning);
}

interface Loaded {
  readonly expertise: LoadedExpertise;
  readonly store: OpenedStore;
  readonly accounts: Accounts;
}

/** The company's own service where there is one; what guards it is not loaded otherwise. */
async function accountsOf(config: Config, store: Store): Promise<Accounts> {
  if (!config.accounts) return store.accounts;
  const { createAccountService } = await import('./account-service.ts');
  return createAccountService(config.accounts);
}

async function wire({ config, log, clock }: StartOptions, { expertise, store, accounts }: Loaded) {
  const current = () => expertise;
  const { desk: alerts } = config;
  const support = createSupportDesk({ store, accounts, current, clock, log, alerts });
  const streams = createEventStreams();
  const assistant = createAssistant({ current, store, accounts, clock, log, desk: support.call });
  const channels = await openChannels(config, { assistant, store, current, clock, log });
  const identify = createIdentify({ config: config.identity, sessions: store.sessions, clock });
  const desk = createSessionDesk({ sessions: store.sessions, identify, clock, log });
  const app = createServer({
    ...{ config, assistant, store, desk, support, streams, channels, current, clock, log, webDir },
    console: createConsoleParts({ config, store, clock, log }),
    ...{
      limits: createRateLimits(defaultLimits, store.counters),
      metrics: createMetrics(),
      version: readVersion(),
    },
  });
  return { app, support, streams, channels };
}

/** Takes out what has run out, and conversations older than RETENTION_DAYS. */
function purgeNowAndThen(store: Store, { config, clock, log }: StartOptions): () => void {
  const { retentionDays } = config;
  const purge = async () => {
    const now = clock();
    const keptSince = retentionDays && toIso(now.subtract({ hours: 24 * retentionDays }));
    try {
      const conversations = await store.purge({ now: toIso(now), ...(keptSince && { keptSince }) });
      if (conversations > 0) log.info({ conversations, retentionDays }, 'old conversations erased');
    } catch {
      log.warn({}, 'what has run out was not erased; it is tried again in an hour');
    }
  };
  purge();
  const timer = setInterval(purge, purgeInterval).unref();
  return () => clearInterval(timer);
}
