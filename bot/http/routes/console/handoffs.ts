/** `/console/api/handoffs`: who waits, what was said, and what an agent does about it. */
import type { Express } from 'express';
import { z } from 'zod';
import type { Deed } from '../../../desk/claims.ts';
import { toDeskMessage } from '../../../desk/handoff-view.ts';
import { readBody, textSchema } from '../../body.ts';
import { onlyMethods, Problem } from '../../problem.ts';
import { type AgentCall, type ConsoleDeps, withAgent } from './agent-route.ts';

const statusSchema = z.enum(['waiting', 'held', 'closed']).optional();
const wordsSchema = z.strictObject({
  text: textSchema.refine((text) => text.trim() !== '', 'must not be empty'),
  clientMessageId: z.string().min(1).max(200),
});

export function addHandoffRoutes(app: Express, deps: ConsoleDeps): void {
  const { support } = deps;
  const path = '/console/api/handoffs';
  app
    .route(path)
    .get(
      withAgent(deps, 'agent', async ({ request, response }) => {
        const status = statusSchema.safeParse(request.query.status);
        if (!status.success) throw new Problem('query_invalid', 'status is waiting, held or closed');
        response.json(await support.list(status.data));
      }),
    )
    .all(onlyMethods('GET'));
  app
    .route(`${path}/:id`)
    .get(
      withAgent(deps, 'agent', async ({ request, response }) => {
        const view = await support.view(String(request.params.id));
        if (!view) throw new Problem('handoff_not_found');
        response.json(view);
      }),
    )
    .all(onlyMethods('GET'));
  for (const deed of ['claim', 'release', 'close'] as const)
    app
      .route(`${path}/:id/${deed}`)
      .post(
        withAgent(deps, 'agent', async ({ agent, request, response }) => {
          const done = await support[deed](String(request.params.id), agent.name);
          response.json(done.status === 'done' ? done.handoff : refuse(done));
        }),
      )
      .all(onlyMethods('POST'));
  app
    .route(`${path}/:id/messages`)
    .post(withAgent(deps, 'agent', (call) => say(call, deps)))
    .all(onlyMethods('POST'));
}

async function say({ agent, session, request, response }: AgentCall, deps: ConsoleDeps): Promise<void> {
  await deps.limits.say(`agent ${session.tokenHash}`);
  const words = readBody(wordsSchema, request);
  const said = await deps.support.say({ ...words, handoff: String(request.params.id), agent: agent.name });
  if (said.status === 'conflict') throw new Problem('message_conflict');
  response.json(said.status === 'said' ? toDeskMessage(said.message) : refuse(said));
}

function refuse(deed: Exclude<Deed, { readonly status: 'done' }>): never {
  if (deed.status === 'not_found') throw new Problem('handoff_not_found');
  throw new Problem(`handoff_${deed.status}`, undefined, { handoff: deed.handoff });
}
