/** The wiring of the server: load, check, wire, listen, shut down. */
import { createAccountService } from './account-service.ts';
import { createAssistant } from './assistant.ts';
import { type Clock, toIso } from './clock.ts';
import type { Config } from './config.ts';
import { horizonWarning } from './expertise/expertise-dates.ts';
import { settleHeap } from './expertise/heap.ts';
import { type LoadedExpertise, loadExpertise } from './expertise/load-expertise.ts';
import { createIdentify } from './http/identity.ts';
import { listen } from './http/listen.ts';
import { createMetrics } from './http/metrics.ts';
import { createRateLimits } from './http/rate-limit.ts';
import { createServer } from './http/server.ts';
import { createSessionDesk } from './http/sessions.ts';
import type { Log } from './log.ts';
import { readVersion, webDir } from './paths.ts';
import { openStore, storeFile } from './store/open.ts';
import type { Store } from './store/store.ts';

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

/** Throws KnowledgeError, StoreError or ListenError, each with what to do. */
export async function startServer({ config, log, clock }: StartOptions): Promise<RunningServer> {
  const file = storeFile(config);
  const expertise = loadExpertise(config, log);
  const store = await openStore(file);
  settleHeap();
  const app = wire({ config, log, clock }, { expertise, store });
  const listening = await listen(app, config).catch(async (error) => {
    await store.close();
    throw error;
  });
  const stopPurging = purgeNowAndThen(store, { clock, log });
  announce(listening.url, expertise, { clock, log });
  return {
    url: listening.url,
    stop: async (patience) => {
      stopPurging();
      await listening.finish(patience);
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
  readonly store: Store;
}

function wire({ config, log, clock }: StartOptions, { expertise, store }: Loaded) {
  const current = () => expertise;
  const accounts = config.accounts ? createAccountService(config.accounts) : store.accounts;
  const assistant = createAssistant({ current, store, accounts, clock, log });
  const identify = createIdentify({ config: config.identity, sessions: store.sessions, clock });
  const desk = createSessionDesk({ sessions: store.sessions, identify, clock, log });
  return createServer({
    ...{ config, assistant, store, desk, current, clock, log, webDir },
    ...{ limits: createRateLimits(), metrics: createMetrics(), version: readVersion() },
  });
}

function purgeNowAndThen(
  { sessions }: Store,
  { clock, log }: Pick<StartOptions, 'clock' | 'log'>,
): () => void {
  const purge = () => {
    sessions.purge(toIso(clock())).catch(() => log.warn({}, 'expired sessions not purged'));
  };
  purge();
  const timer = setInterval(purge, purgeInterval).unref();
  return () => clearInterval(timer);
}
