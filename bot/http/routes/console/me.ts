/** `GET` and `PUT /console/api/me`: who is signed in, and what the agent says of itself. */
import type { Express } from 'express';
import { z } from 'zod';
import type { Me } from '../../../../adapters/console/console-api.ts';
import { toIso } from '../../../clock.ts';
import type { Agent } from '../../../store/agents.ts';
import { readBody } from '../../body.ts';
import { onlyMethods } from '../../problem.ts';
import { type ConsoleDeps, withAgent } from './agent-route.ts';

const line = (longest: number) =>
  z
    .string()
    .transform((text) => text.replace(/\p{Surrogate}/gu, '\uFFFD').trim())
    .refine((text) => [...text].length <= longest, `must be at most ${longest} characters long`);
const bodySchema = z.strictObject({
  displayName: line(64).refine((text) => text !== '', 'must not be empty'),
  greeting: line(500),
  closing: line(500),
});

export function addMeRoutes(app: Express, deps: ConsoleDeps): void {
  app
    .route('/console/api/me')
    .get(
      withAgent(deps, 'agent', async ({ agent, response }) => {
        response.json(toMe(agent));
      }),
    )
    .put(
      withAgent(deps, 'agent', async ({ agent, request, response }) => {
        const profile = readBody(bodySchema, request);
        await deps.store.agents.describe(agent.name, profile);
        const changed = { at: toIso(deps.clock()), actor: agent.name, action: 'profile.changed' };
        await deps.store.audit.note(changed);
        response.json(toMe({ ...agent, ...profile }));
      }),
    )
    .all(onlyMethods('GET', 'PUT'));
}

export function toMe({ name, role, displayName, greeting, closing }: Agent): Me {
  return { name, role, displayName, greeting, closing };
}
