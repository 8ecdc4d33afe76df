/** Agents for tests: an account, and a session for it, without the work of hashing a password. */
import type { Role } from '../../../adapters/console/console-api.ts';
import { type Clock, toIso } from '../../../bot/clock.ts';
import { createAgentDesk } from '../../../bot/console/agent-desk.ts';
import type { House } from '../house.ts';

export interface TestAgent {
  readonly name?: string;
  readonly role?: Role;
}

/** Signs an agent in, adding the account when it is new; give `cookie` as a header of the call. */
export async function signInAgent(
  { store, clock }: Pick<House, 'store'> & { readonly clock: Clock },
  { name = 'mei', role = 'agent' }: TestAgent = {},
): Promise<{ cookie: string }> {
  const profile = { displayName: name, greeting: '', closing: '' };
  await store.agents.add({ name, role, ...profile, createdAt: toIso(clock()) });
  const agent = await store.agents.find(name);
  const token = agent && (await createAgentDesk({ sessions: store.agentSessions, clock }).open(agent));
  if (token === undefined) throw new Error(`${name} could not be signed in`);
  return { cookie: `dawen_console=${token}` };
}
