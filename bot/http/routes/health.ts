/** What those who run the server ask: is it alive, is it ready, which version, which figures. */
import type { Express } from 'express';
import { type ExpertiseDates, expertiseDates, horizonWarning } from '../../expertise/expertise-dates.ts';
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
  readonly warnings: readonly string[];
}

/** Knowledge and model are loaded before the server listens; only the store can go away later. */
async function readReadiness({ store, current, clock }: RouteDeps): Promise<Readiness> {
  const isStoreUp = await store.ping().then(
    () => true,
    () => false,
  );
  const warning = horizonWarning(current(), clock());
  return {
    status: isStoreUp ? 'ready' : 'not_ready',
    parts: { store: isStoreUp ? 'ok' : 'failed', knowledge: 'ok', model: 'ok' },
    warnings: warning === undefined ? [] : [warning],
  };
}

function describeVersion({
  version,
  current,
}: RouteDeps): { version: string; knowledge: string } & ExpertiseDates {
  return { version, knowledge: current().knowledge.hash, ...expertiseDates(current()) };
}
