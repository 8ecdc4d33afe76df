/** What those who run the server ask: is it alive, is it ready, which version, which figures. */
import type { Express } from 'express';
import { type ExpertiseDates, expertiseDates, horizonWarning } from '../../expertise/expertise-dates.ts';
import type { KnowledgeState, Refusal } from '../../expertise/living-expertise.ts';
import { within } from '../../within.ts';
import { onlyMethods } from '../problem.ts';
import type { RouteDeps } from './route.ts';

export function addHealthRoutes(app: Express, deps: RouteDeps): void {
  app
    .route('/healthz')
    .get((_request, response) => {
      response.json({ status: 'ok' });
    })
    .all(onlyMethods('GET', 'HEAD'));
  app
    .route('/readyz')
    .get(async (_request, response) => {
      const readiness = await readReadiness(deps);
      response.status(readiness.status === 'ready' ? 200 : 503).json(readiness);
    })
    .all(onlyMethods('GET', 'HEAD'));
  app
    .route('/version')
    .get((_request, response) => {
      response.json(describeVersion(deps));
    })
    .all(onlyMethods('GET', 'HEAD'));
  app
    .route('/metrics')
    .get(async (_request, response) => {
      const { type, text } = await deps.metrics.expose();
      response.setHeader('Content-Type', type);
      response.end(text);
    })
    .all(onlyMethods('GET', 'HEAD'));
}

interface Readiness {
  readonly status: 'ready' | 'not_ready';
  readonly parts: Readonly<Record<'store' | 'knowledge' | 'model', 'ok' | 'failed'>>;
  readonly knowledge: KnowledgeState;
  readonly warnings: readonly string[];
}

/** Milliseconds that the store may take; those who ask wait a few seconds at most, as monitors do. */
const storePatience = 2000;

/** Knowledge and model are loaded before the server listens; only the store can go away later. */
async function readReadiness({ store, current, knowledge, clock }: RouteDeps): Promise<Readiness> {
  const isStoreUp = await within(storePatience, store.ping()).then(
    () => true,
    () => false,
  );
  const state = knowledge();
  const warnings = [horizonWarning(current(), clock()), refusalWarning(state), differenceWarning(state)];
  return {
    status: isStoreUp ? 'ready' : 'not_ready',
    parts: { store: isStoreUp ? 'ok' : 'failed', knowledge: 'ok', model: 'ok' },
    knowledge: state,
    warnings: warnings.filter((warning) => warning !== undefined),
  };
}

/** The old knowledge serves on, so that the server stays ready. */
function refusalWarning({ refusal }: KnowledgeState): string | undefined {
  return refusal && 'the files of the knowledge base were refused, the old knowledge stays: see the lines';
}

function differenceWarning({ hash, announced }: KnowledgeState): string | undefined {
  if (announced === undefined || announced.hash === hash) return undefined;
  const [theirs, ours] = [announced.hash.slice(0, 12), hash.slice(0, 12)];
  return `another process of this store has loaded the knowledge ${theirs}, this one has ${ours}: bring the files of all machines to the same state`;
}

interface Version extends ExpertiseDates {
  readonly version: string;
  /** Hash of the knowledge base. */
  readonly knowledge: string;
  readonly knowledgeLoadedAt: string;
  readonly knowledgeRefused?: Refusal;
}

function describeVersion({ version, current, knowledge }: RouteDeps): Version {
  const { loadedAt, refusal } = knowledge();
  return {
    ...{ version, knowledge: current().knowledge.hash, knowledgeLoadedAt: loadedAt },
    ...(refusal && { knowledgeRefused: refusal }),
    ...expertiseDates(current()),
  };
}
