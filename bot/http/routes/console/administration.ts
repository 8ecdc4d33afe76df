/** `GET /console/api/audit` and `GET /console/api/agents`: what administrators look after. */
import type { Express } from 'express';
import { z } from 'zod';
import type { AgentLine, AuditLine } from '../../../../adapters/console/console-api.ts';
import { toAgentLine } from '../../../console/agent-accounts.ts';
import { onlyMethods, Problem } from '../../problem.ts';
import { type ConsoleDeps, withAgent } from './agent-route.ts';

const pageSchema = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  before: z.iso.datetime().optional(),
});

export function addAdministrationRoutes(app: Express, deps: ConsoleDeps): void {
  const { store } = deps;
  app
    .route('/console/api/audit')
    .get(
      withAgent(deps, 'admin', async ({ request, response }) => {
        const page = pageSchema.safeParse(request.query);
        if (!page.success) throw new Problem('query_invalid', 'limit is 1 to 500, before an instant in UTC');
        const { limit, before } = page.data;
        const lines: readonly AuditLine[] = await store.audit.list({ limit, ...(before && { before }) });
        response.json(lines);
      }),
    )
    .all(onlyMethods('GET'));
  app
    .route('/console/api/agents')
    .get(
      withAgent(deps, 'admin', async ({ response }) => {
        const lines: readonly AgentLine[] = (await store.agents.list()).map(toAgentLine);
        response.json(lines);
      }),
    )
    .all(onlyMethods('GET'));
}
