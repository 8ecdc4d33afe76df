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
import { type KnowledgeKeeper, keepKnowledge } from './expertise/knowledge-keeper.ts';
import { type LoadedExpertise, loadExpertise } from './expertise/load-expertise.ts';
import { createEventStreams } from './http/event-stream.ts';
import { createIdentify } from './http/identity.ts';
import { listen } from './http/listen.ts';
import { countTrouble, createMetrics, measureTurns } from './http/metrics.ts';
import { createRateLimits, defaultLimits } from './http/rate-limit.ts';
import { createServer } from './http/server.ts';
import { createSessionDesk } from './http/sessions.ts';
import { openLinking } from './linking/open-linking.ts';
import type { Log } from './log.ts';
import { readVersion, webDir } from './paths.ts';
import { type OpenedStore, openStore, storePlace } from './store/open.ts';
import type { Accounts, Store } from './store/store.ts';
import { traceParts } from './trace-parts.ts';

export interface StartOptions {
  readonly config: Config;
  readonly log: Log;
  readonly clock: Clock;
}

export interface RunningServer {
  readonly url: string;
  /** Looks at the files of the knowledge base; resolves when what they hold was taken, or refused. */
  reload(): Promise<void>;
  /** Takes no new calls, lets open ones finish for `patience` milliseconds, and closes the store. */
  stop(patience: number): Promise<void>;
}

const purgeInterval = 3_600_000;
/** Milliseconds after which the server is up and has time to prepare the console's search. */
const afterStart = 2000;

/** Throws KnowledgeError, StoreError or ListenError, each with what to do. */
export async function startServer({ config, log, clock }: StartOptions): Promise<RunningServer> {
  const { keeper, store } = await load({ config, log, clock });
  settleHeap();
  const accounts = await accountsOf(config, store);
  const wired = await wire({ config, log, clock }, { keeper, store, accounts });
  const { app, support, streams, channels, tracing } = wired;
  const listening = await listen(app, config).catch(async (error) => {
    await channels.stop();
    await support.stop();
    await keeper.stop();
    await store.close();
    throw error;
  });
  const stopPurging = purgeNowAndThen(store, { config, clock, log });
  announce(listening.url, keeper.current(), { clock, log });
  const warm = () => warmUp({ expertise: keeper.current(), now: clock() });
  const warming = setTimeout(warm, afterStart).unref();
  return {
    url: listening.url,
    reload: keeper.reload,
    stop: async (patience) => {
      clearTimeout(warming);
      stopPurging();
      const finished = listening.finish(patience);
      streams.close();
      await support.stop();
      await finished;
      await channels.stop();
      await keeper.stop();
      await store.close();
      await tracing?.stop();
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
  readonly keeper: KnowledgeKeeper;
  readonly store: OpenedStore;
  readonly accounts: Accounts;
}

/** The company's own service where there is one; what guards it is not loaded otherwise. */
async function accountsOf(config: Config, store: Store): Promise<Accounts> {
  if (!config.accounts) return store.accounts;
  const { createAccountService } = await import('./account-service.ts');
  return createAccountService(config.accounts);
}

/** What is known now is kept by the keeper alone: anybody else who held it would hold it for ever. */
async function load({ config, log, clock }: StartOptions): Promise<Omit<Loaded, 'accounts'>> {
  const loaded = loadExpertise(config, log);
  const store = await openStore(storePlace(config));
  return { keeper: keepKnowledge({ place: config, loaded, store, clock, log }), store };
}

async function wire({ config, clock, ...options }: StartOptions, loaded: Loaded) {
  const { keeper, accounts } = loaded;
  const { state: knowledge } = keeper;
  const { store, current, tracing } = await traceParts(config, loaded);
  const { desk: alerts } = config;
  const streams = createEventStreams();
  const metrics = createMetrics({
    ...{ streams: streams.count, store: store.ping, knowledge },
    waiting: async () => (await store.handoffs.open()).filter(({ status }) => status === 'waiting').length,
  });
  const log = countTrouble(options.log, metrics);
  const support = createSupportDesk({ store, accounts, current, clock, log, alerts });
  const answering = createAssistant({ current, store, accounts, clock, log, desk: support.call });
  const assistant = measureTurns(tracing?.methods('assistant', answering) ?? answering, metrics);
  const bench = () => ({ expertise: current(), now: clock() });
  const linking = await openLinking(config, { store, bench, clock, log });
  const channels = await openChannels(config, { assistant, store, current, clock, log, linking });
  const identify = createIdentify({ config: config.identity, sessions: store.sessions, clock });
  const desk = createSessionDesk({ sessions: store.sessions, identify, clock, log });
  const app = createServer({
    ...{ config, assistant, store, desk, support, streams, channels, current, knowledge, clock },
    ...{ log, webDir, linking, metrics },
    ...(tracing && { traceRequests: tracing.requests }),
    console: createConsoleParts({ config, store, clock, log }),
    ...{
      limits: createRateLimits(defaultLimits, store.counters),
      version: readVersion(),
    },
  });
  return { app, support, streams, channels, tracing };
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
