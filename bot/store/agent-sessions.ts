/** Where agents are signed in. A session is known by the hash of its token; the token itself is never kept. */
import { type Agent, toAgent } from './agents.ts';
import type { Access } from './tables.ts';

export interface AgentSession {
  /** SHA-256 of the cookie's token, hex. */
  readonly tokenHash: string;
  readonly agent: string;
  readonly createdAt: string;
  readonly expiresAt: string;
}

export interface AgentSessions {
  /** Notes the sign-in with the agent as well. False when the account is no more as it was seen: its password was checked meanwhile. */
  open(session: AgentSession, seen: Agent): Promise<boolean>;
  find(tokenHash: string): Promise<{ readonly session: AgentSession; readonly agent: Agent } | undefined>;
  extend(tokenHash: string, expiresAt: string): Promise<void>;
  end(tokenHash: string): Promise<void>;
  endAll(agent: string): Promise<void>;
}

export function createAgentSessions({ read, write }: Access): AgentSessions {
  const endBy = (column: 'token_hash' | 'agent', value: string) =>
    write(async (database) => {
      await database.deleteFrom('agent_sessions').where(column, '=', value).execute();
    });
  return {
    open: ({ tokenHash, agent, createdAt, expiresAt }, seen) =>
      write(async (database) => {
        const update = database.updateTable('agents').set({ last_sign_in_at: createdAt });
        const asSeen = update
          .where('name', '=', agent)
          .where('role', '=', seen.role)
          .where('disabled_at', 'is', null)
          .where('password_hash', 'is not distinct from', seen.passwordHash ?? null);
        if ((await asSeen.executeTakeFirst()).numUpdatedRows === 0n) return false;
        const row = { token_hash: tokenHash, agent, opened_at: createdAt, expires_at: expiresAt };
        await database.insertInto('agent_sessions').values(row).execute();
        return true;
      }),
    find: (tokenHash) =>
      read(async (database) => {
        const query = database
          .selectFrom('agent_sessions')
          .innerJoin('agents', 'agents.name', 'agent_sessions.agent');
        const row = await query.selectAll().where('token_hash', '=', tokenHash).executeTakeFirst();
        if (!row) return undefined;
        const { agent, opened_at: createdAt, expires_at: expiresAt } = row;
        return { session: { tokenHash, agent, createdAt, expiresAt }, agent: toAgent(row) };
      }),
    extend: (tokenHash, expiresAt) =>
      write(async (database) => {
        const update = database.updateTable('agent_sessions').set({ expires_at: expiresAt });
        await update.where('token_hash', '=', tokenHash).execute();
      }),
    end: (tokenHash) => endBy('token_hash', tokenHash),
    endAll: (agent) => endBy('agent', agent),
  };
}
