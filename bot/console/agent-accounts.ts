/** What an operator does with agents' accounts: adds, invites anew, changes roles, disables; each is noted. */
import { Temporal } from 'temporal-polyfill';
import type { AgentLine, Role } from '../../adapters/console/console-api.ts';
import { type Clock, toIso } from '../clock.ts';
import { createToken, hashToken } from '../http/tokens.ts';
import type { Agent, Agents, Standing } from '../store/agents.ts';
import type { AuditLog } from '../store/audit.ts';
import type { SignInTries } from '../store/sign-in-tries.ts';
import { foldName, isAgentName } from './agent-name.ts';
import { createLockOut } from './lock-out.ts';

/** A link sets a password once, within a day. */
const linkLife = Temporal.Duration.from({ hours: 24 });

/** What the link to the console ends with. */
export interface Link {
  readonly name: string;
  readonly token: string;
  readonly expiresAt: string;
}

export type AccountFault = 'name_invalid' | 'name_taken' | 'agent_unknown';
export type Outcome<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly fault: AccountFault };

export interface NewAgent {
  readonly name: string;
  readonly role: Role;
  readonly displayName?: string;
}

export interface AgentAccounts {
  add(agent: NewAgent): Promise<Outcome<Link>>;
  setRole(name: string, role: Role): Promise<Outcome<{ readonly name: string; readonly former: Role }>>;
  disable(name: string): Promise<Outcome<{ readonly name: string }>>;
  enable(name: string): Promise<Outcome<{ readonly name: string }>>;
  /** Takes away password, identity and sessions, lifts a lock-out, and gives a new link. */
  reset(name: string): Promise<Outcome<Link>>;
}

export interface AgentAccountsDeps {
  readonly store: { readonly agents: Agents; readonly audit: AuditLog; readonly signInTries: SignInTries };
  readonly clock: Clock;
  /** Who does it, for the audit log. */
  readonly actor: string;
}

export function createAgentAccounts(deps: AgentAccountsDeps): AgentAccounts {
  const { agents } = deps.store;
  const lockOut = createLockOut(deps.store.signInTries, deps.clock);
  return {
    add: async ({ name: given, role, displayName = given.trim() }) => {
      const name = foldName(given);
      if (!isAgentName(name)) return { ok: false, fault: 'name_invalid' };
      const createdAt = toIso(deps.clock());
      const isNew = await agents.add({ name, role, displayName, greeting: '', closing: '', createdAt });
      if (!isNew) return { ok: false, fault: 'name_taken' };
      await note(deps, { action: 'agent.added', subject: name, detail: { role } });
      return { ok: true, ...(await invite(name, deps)) };
    },
    setRole: (given, role) =>
      withKnown(given, deps, async ({ name, role: former }) => {
        await change(name, { role }, deps);
        await note(deps, { action: 'agent.role_changed', subject: name, detail: { from: former, to: role } });
        return { name, former };
      }),
    disable: (given) =>
      withKnown(given, deps, async ({ name }) => {
        await change(name, { disabledAt: toIso(deps.clock()) }, deps);
        await note(deps, { action: 'agent.disabled', subject: name });
        return { name };
      }),
    enable: (given) =>
      withKnown(given, deps, async ({ name }) => {
        await change(name, { disabledAt: null }, deps);
        await note(deps, { action: 'agent.enabled', subject: name });
        return { name };
      }),
    reset: (given) =>
      withKnown(given, deps, async ({ name }) => {
        await change(name, { passwordHash: null, identity: null }, deps);
        await lockOut.unlock(name);
        await note(deps, { action: 'agent.reset', subject: name });
        return invite(name, deps);
      }),
  };
}

async function withKnown<T>(
  given: string,
  { store }: AgentAccountsDeps,
  act: (agent: Agent) => Promise<T>,
): Promise<Outcome<T>> {
  const agent = await store.agents.find(foldName(given));
  return agent ? { ok: true, ...(await act(agent)) } : { ok: false, fault: 'agent_unknown' };
}

function change(name: string, standing: Standing, { store }: AgentAccountsDeps): Promise<boolean> {
  return store.agents.change(name, standing);
}

interface Noted {
  readonly action: string;
  readonly subject: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

function note({ store, clock, actor }: AgentAccountsDeps, noted: Noted): Promise<void> {
  return store.audit.note({ at: toIso(clock()), actor, ...noted });
}

async function invite(name: string, { store, clock }: AgentAccountsDeps): Promise<Link> {
  const token = createToken();
  const expiresAt = toIso(clock().add(linkLife));
  await store.agents.invite({ tokenHash: hashToken(token), agent: name, expiresAt });
  return { name, token, expiresAt };
}

export function toAgentLine(agent: Agent): AgentLine {
  const { name, displayName, role, lastSignInAt } = agent;
  return {
    name,
    displayName,
    role,
    state: stateOf(agent),
    ...(lastSignInAt !== undefined && { lastSignInAt }),
  };
}

function stateOf({ disabledAt, passwordHash, identity }: Agent): AgentLine['state'] {
  if (disabledAt !== undefined) return 'disabled';
  return passwordHash === undefined && identity === undefined ? 'invited' : 'active';
}
