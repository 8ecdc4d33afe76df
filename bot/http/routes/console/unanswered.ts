/** `GET /console/api/unanswered`: questions that found no answer, with what lies nearest today. */
import type { Express } from 'express';
import type { Unanswered } from '../../../../adapters/console/console-api.ts';
import type { Bench } from '../../../console/bench.ts';
import { findHits } from '../../../console/search.ts';
import type { UnansweredGroup } from '../../../store/unanswered.ts';
import { onlyMethods } from '../../problem.ts';
import { type ConsoleDeps, withAgent } from './agent-route.ts';
import { benchOf } from './answers.ts';

/** Questions that are listed, and the newest occurrences that they are counted among. */
const page = { limit: 100, among: 20_000 } as const;
const mostNearest = 3;

export function addUnansweredRoutes(app: Express, deps: ConsoleDeps): void {
  app
    .route('/console/api/unanswered')
    .get(
      withAgent(deps, 'editor', async ({ response }) => {
        const bench = benchOf(deps);
        const list: Unanswered[] = [];
        for (const group of await deps.store.unanswered.list(page)) {
          list.push(toUnanswered(bench, group));
          // a hundred searches are not done while everybody else waits
          await new Promise(setImmediate);
        }
        response.json(list);
      }),
    )
    .all(onlyMethods('GET'));
}

/** A topic that is declined by its name is told apart from one that nothing is known of. */
function toUnanswered(bench: Bench, { text, act, times, lastAt }: UnansweredGroup): Unanswered {
  const isDeclined = act === 'fallback' && bench.expertise.router.route(text).decision === 'boundary';
  const nearest = findHits(bench, text).slice(0, mostNearest);
  return { text, act: isDeclined ? 'boundary' : act, times, lastAt, nearest };
}
