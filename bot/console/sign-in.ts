/** Lets agents in: by name and password, or by the word of an identity provider; every try is counted and noted. */
import { type Clock, toIso } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Agent, Agents } from '../store/agents.ts';
import type { AuditLog } from '../store/audit.ts';
import type { AgentDesk } from './agent-desk.ts';
import { foldName } from './agent-name.ts';
import type { LockOut } from './lock-out.ts';
import type { OidcIdentity } from './oidc.ts';
import type { Passwords } from './passwords.ts';

/** Why somebody was refused is noted, and not told. */
export type Turned = { readonly status: 'refused' } | { readonly status: 'locked'; readonly until: string };
export type PasswordOutcome = { readonly status: 'right'; readonly agent: Agent } | Turned;
export type SignInOutcome =
  | { readonly status: 'signed_in'; readonly token: string; readonly agent: Agent }
  | Turned;

export interface PasswordTry {
  readonly name: string;
  readonly password: string;
  readonly address: string;
}

export interface SignIn {
  /** Counts as a try, signs nobody in. Takes as long whether there is such an agent or not. */
  checkPassword(given: PasswordTry): Promise<PasswordOutcome>;
  withPassword(given: PasswordTry): Promise<SignInOutcome>;
  /** For whoever has just set the password by the one-time link. */
  withLink(name: string, address: string): Promise<SignInOutcome>;
  /** Only for agents who have an account here: the provider says who it is, not who may come in. */
  withIdentity(identity: OidcIdentity, address: string): Promise<SignInOutcome>;
}

export interface SignInDeps {
  readonly agents: Agents;
  readonly desk: AgentDesk;
  readonly lockOut: LockOut;
  readonly passwords: Passwords;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly log: Log;
}

export function createSignIn(deps: SignInDeps): SignIn {
  return {
    checkPassword: (given) => checkPassword(given, deps),
    withPassword: async (given) => {
      const outcome = await checkPassword(given, deps);
      if (outcome.status !== 'right') return outcome;
      return letIn(deps, { agent: outcome.agent, by: 'password', address: given.address });
    },
    withLink: async (name, address) => {
      await deps.lockOut.unlock(name);
      const way = { agent: await deps.agents.find(name), by: 'link', address } as const;
      return way.agent
        ? letIn(deps, { ...way, agent: way.agent })
        : refuse(deps, { ...way, reason: 'no_account' });
    },
    withIdentity: (identity, address) => signInWithIdentity(identity, address, deps),
  };
}

async function checkPassword(given: PasswordTry, deps: SignInDeps): Promise<PasswordOutcome> {
  const attempt = { name: foldName(given.name), address: given.address };
  const agent = await deps.agents.find(attempt.name);
  const way = { agent, by: 'password', address: given.address } as const;
  const admission = await deps.lockOut.admit(attempt);
  if (admission.status === 'locked') {
    if (admission.first) await noteTry(deps, { ...way, action: 'sign_in.locked', reason: admission.by });
    return { status: 'locked', until: admission.until };
  }
  const isRight = await deps.passwords.verify(agent?.passwordHash, given.password);
  if (!agent || !isRight) return refuse(deps, { ...way, reason: 'password' });
  await deps.lockOut.forgive(attempt);
  return { status: 'right', agent };
}

async function signInWithIdentity(
  identity: OidcIdentity,
  address: string,
  deps: SignInDeps,
): Promise<SignInOutcome> {
  const agent = await agentOf(identity, deps.agents);
  const way = { agent, by: 'oidc', address } as const;
  return agent ? letIn(deps, { ...way, agent }) : refuse(deps, { ...way, reason: 'no_account' });
}

/** The first sign-in binds the account to the identity; names may be given to others later, identities are not. */
async function agentOf({ identity, names }: OidcIdentity, agents: Agents): Promise<Agent | undefined> {
  const bound = await agents.findByIdentity(identity);
  if (bound) return bound;
  for (const name of names.map(foldName)) {
    const agent = await agents.find(name);
    if (agent && agent.disabledAt === undefined && (await agents.bind(name, identity))) return agent;
  }
  return undefined;
}

interface Way {
  readonly agent: Agent | undefined;
  readonly by: 'password' | 'link' | 'oidc';
  readonly address: string;
}

async function letIn(deps: SignInDeps, way: Way & { readonly agent: Agent }): Promise<SignInOutcome> {
  const { agent } = way;
  if (agent.disabledAt !== undefined) return refuse(deps, { ...way, reason: 'disabled' });
  const token = await deps.desk.open(agent);
  if (token === undefined) return refuse(deps, { ...way, reason: 'changed' });
  await noteTry(deps, { ...way, action: 'sign_in.succeeded' });
  return { status: 'signed_in', token, agent };
}

async function refuse(deps: SignInDeps, way: Way & { readonly reason: string }): Promise<Turned> {
  await noteTry(deps, { ...way, action: 'sign_in.refused' });
  return { status: 'refused' };
}

interface Noted extends Way {
  readonly action: string;
  readonly reason?: string;
}

/** A name that nobody has is not kept: it may be a password in the wrong field. */
async function noteTry({ audit, clock, log }: SignInDeps, noted: Noted): Promise<void> {
  const { agent, by, address, action, reason } = noted;
  const detail = { by, ...(reason !== undefined && { reason }), address };
  await audit.note({ at: toIso(clock()), actor: agent?.name ?? 'unknown', action, detail });
  if (action !== 'sign_in.succeeded') log.warn({ by, reason }, 'agent not signed in');
}
