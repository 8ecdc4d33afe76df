/** `/console/api/feedback`: agents mark an answer wrong or unclear; these marks and customers' thumbs, by entry. */
import type { Express } from 'express';
import { z } from 'zod';
import type { FeedbackLine } from '../../../../adapters/console/console-api.ts';
import { toIso } from '../../../clock.ts';
import type { Opinion } from '../../../store/opinions.ts';
import { maskPersonalData } from '../../../understand/personal-data.ts';
import { readBody, textSchema } from '../../body.ts';
import { onlyMethods, Problem } from '../../problem.ts';
import { type AgentCall, type ConsoleDeps, includesRole, withAgent } from './agent-route.ts';

const mostLines = 200;
const longestReason = 200;
const masked = textSchema.transform((text) => maskPersonalData(text).text.trim());
const bodySchema = z.strictObject({
  entry: z.string().max(100),
  rating: z.string().pipe(z.enum(['wrong', 'unclear'], 'must be "wrong" or "unclear"')),
  reason: masked.refine(
    (text) => text !== '' && text.length <= longestReason,
    `must be 1 to ${longestReason} characters long`,
  ),
  comment: masked.optional(),
});

export function addFeedbackRoutes(app: Express, deps: ConsoleDeps): void {
  app
    .route('/console/api/feedback')
    .post(withAgent(deps, 'agent', (call) => mark(call, deps)))
    .get(withAgent(deps, 'agent', (call) => list(call, deps)))
    .all(onlyMethods('GET', 'POST'));
}

async function mark({ agent, request, response }: AgentCall, deps: ConsoleDeps): Promise<void> {
  const { comment, ...said } = readBody(bodySchema, request);
  const { knowledge } = deps.current();
  if (!knowledge.entries.some(({ id }) => id === said.entry)) throw new Problem('entry_not_found');
  await deps.store.opinions.add({
    ...said,
    ...(comment && { comment }),
    ...{ agent: agent.name, knowledge: knowledge.hash, at: toIso(deps.clock()) },
  });
  response.status(204).end();
}

/** Agents look at one entry, editors at all of them. */
async function list({ agent, request, response }: AgentCall, deps: ConsoleDeps): Promise<void> {
  const asked = request.query.entry;
  const entry = typeof asked === 'string' ? asked : undefined;
  if (entry === undefined && !includesRole(agent.role, 'editor'))
    throw new Problem('role_required', 'It takes the role editor; with ?entry= any agent may look');
  const opinions = await deps.store.opinions.list({
    limit: mostLines,
    ...(entry !== undefined && { entry }),
  });
  response.json(opinions.map((opinion) => toLine(opinion, deps)));
}

function toLine(opinion: Opinion, deps: ConsoleDeps): FeedbackLine {
  const entry = deps.current().knowledge.entries.find(({ id }) => id === opinion.entry);
  return { ...opinion, ...(entry && { question: entry.question }) };
}
