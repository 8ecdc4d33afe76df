/** Accounts of agents, and the one-time links with which they set their passwords. */
import { type Role, roles } from '../../adapters/console/console-api.ts';
import type { Access, Tables } from './tables.ts';

export interface Agent {
  /** What the agent signs in with; see bot/console/agent-name.ts. */
  readonly name: string;
  readonly role: Role;
  readonly displayName: string;
  readonly greeting: string;
  readonly closing: string;
  /** Absent until the agent has set one. */
  readonly passwordHash?: string;
  /** Issuer and subject at the identity provider, from the first sign-in there on. */
  readonly identity?: string;
  readonly createdAt: string;
  readonly disabledAt?: string;
  readonly lastSignInAt?: string;
}

export type Profile = Pick<Agent, 'displayName' | 'greeting' | 'closing'>;

/** What decides who may come in and what they may do; `null` takes it away. */
export interface Standing {
  readonly role?: Role;
  readonly disabledAt?: string | null;
  readonly passwordHash?: string | null;
  readonly identity?: string | null;
}

export interface Invitation {
  /** SHA-256 of the link's token, hex. */
  readonly tokenHash: string;
  readonly agent: string;
  readonly expiresAt: string;
}

export interface Agents {
  /** False when the name is taken. */
  add(agent: Agent): Promise<boolean>;
  find(name: string): Promise<Agent | undefined>;
  findByIdentity(identity: string): Promise<Agent | undefined>;
  list(): Promise<Agent[]>;
  describe(name: string, profile: Profile): Promise<void>;
  /** Ends all sessions of the agent in the same commit. False when there is no such agent. */
  change(name: string, standing: Standing): Promise<boolean>;
  /** False when the agent is bound to another identity already. */
  bind(name: string, identity: string): Promise<boolean>;
  /** Takes the place of the agent's former link. */
  invite(invitation: Invitation): Promise<void>;
  /** Whom a link is for; undefined when it was used, replaced or is too old. */
  invited(tokenHash: string, now: string): Promise<string | undefined>;
  /** Uses a link up: sets the password and ends all sessions, once. False when it was used, replaced or is too old. */
  accept(link: { tokenHash: string; now: string }, passwordHash: string): Promise<boolean>;
}

export function createAgents({ read, write }: Access): Agents {
  const findBy = (column: 'name' | 'identity', value: string) =>
    read(async (database) => {
      const query = database.selectFrom('agents').selectAll().where(column, '=', value);
      const row = await query.executeTakeFirst();
      return row && toAgent(row);
    });
  return {
    add: (agent) =>
      write(async (database) => {
        const insert = database.insertInto('agents').values(toRow(agent));
        const added = await insert.onConflict((on) => on.column('name').doNothing()).executeTakeFirst();
        return added.numInsertedOrUpdatedRows === 1n;
      }),
    find: (name) => findBy('name', name),
    findByIdentity: (identity) => findBy('identity', identity),
    list: () =>
      read(async (database) => {
        const rows = await database.selectFrom('agents').selectAll().orderBy('name').execute();
        return rows.map(toAgent);
      }),
    describe: (name, { displayName, greeting, closing }) =>
      write(async (database) => {
        const profile = { display_name: displayName, greeting, closing };
        await database.updateTable('agents').set(profile).where('name', '=', name).execute();
      }),
    ...createStandings({ write }),
    ...createInvitations({ read, write }),
  };
}

function createStandings({ write }: Pick<Access, 'write'>): Pick<Agents, 'change' | 'bind'> {
  return {
    change: (name, { role, disabledAt, passwordHash, identity }) =>
      write(async (database) => {
        const columns = {
          ...(role !== undefined && { role }),
          ...(disabledAt !== undefined && { disabled_at: disabledAt }),
          ...(passwordHash !== undefined && { password_hash: passwordHash }),
          ...(identity !== undefined && { identity }),
        };
        const update = database.updateTable('agents').set(columns).where('name', '=', name);
        const { numUpdatedRows } = await update.executeTakeFirst();
        // after the account is locked by the update: who signs in meanwhile comes before it, or is refused after it
        await database.deleteFrom('agent_sessions').where('agent', '=', name).execute();
        return numUpdatedRows === 1n;
      }),
    bind: (name, identity) =>
      write(async (database) => {
        const update = database.updateTable('agents').set({ identity }).where('name', '=', name);
        return (await update.where('identity', 'is', null).executeTakeFirst()).numUpdatedRows === 1n;
      }),
  };
}

type Invitations = Pick<Agents, 'invite' | 'invited' | 'accept'>;

function createInvitations({ read, write }: Pick<Access, 'read' | 'write'>): Invitations {
  return {
    invite: ({ tokenHash, agent, expiresAt }) =>
      write(async (database) => {
        const link = { token_hash: tokenHash, expires_at: expiresAt };
        const insert = database.insertInto('agent_invitations').values({ agent, ...link });
        await insert.onConflict((on) => on.column('agent').doUpdateSet(link)).execute();
      }),
    invited: (tokenHash, now) =>
      read(async (database) => {
        const query = database.selectFrom('agent_invitations').select('agent');
        const live = query.where('token_hash', '=', tokenHash).where('expires_at', '>', now);
        return (await live.executeTakeFirst())?.agent;
      }),
    accept: ({ tokenHash, now }, passwordHash) =>
      write(async (database) => {
        const take = database.deleteFrom('agent_invitations').where('token_hash', '=', tokenHash);
        const taken = await take.where('expires_at', '>', now).returning('agent').executeTakeFirst();
        if (!taken) return false;
        const update = database.updateTable('agents').set({ password_hash: passwordHash });
        await update.where('name', '=', taken.agent).execute();
        await database.deleteFrom('agent_sessions').where('agent', '=', taken.agent).execute();
        return true;
      }),
  };
}

function toRow(agent: Agent): Tables['agents'] {
  return {
    ...{ name: agent.name, role: agent.role, display_name: agent.displayName },
    ...{ greeting: agent.greeting, closing: agent.closing, created_at: agent.createdAt },
    password_hash: agent.passwordHash ?? null,
    identity: agent.identity ?? null,
    disabled_at: agent.disabledAt ?? null,
    last_sign_in_at: agent.lastSignInAt ?? null,
  };
}

export function toAgent(row: Tables['agents']): Agent {
  return {
    ...{ name: row.name, displayName: row.display_name },
    // one that this program does not know may do the least
    role: roles.find((role) => role === row.role) ?? 'agent',
    ...{ greeting: row.greeting, closing: row.closing, createdAt: row.created_at },
    ...(row.password_hash !== null && { passwordHash: row.password_hash }),
    ...(row.identity !== null && { identity: row.identity }),
    ...(row.disabled_at !== null && { disabledAt: row.disabled_at }),
    ...(row.last_sign_in_at !== null && { lastSignInAt: row.last_sign_in_at }),
  };
}
