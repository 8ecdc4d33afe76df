/** Accounts of the agents, the links that set their passwords, where they are signed in, how often that was tried. */
import type { Database } from '../tables.ts';

export async function createAgentTables({ schema }: Database): Promise<void> {
  await schema
    .createTable('agents')
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('display_name', 'text', (column) => column.notNull())
    .addColumn('greeting', 'text', (column) => column.notNull())
    .addColumn('closing', 'text', (column) => column.notNull())
    .addColumn('password_hash', 'text')
    .addColumn('identity', 'text', (column) => column.unique())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('disabled_at', 'text')
    .addColumn('last_sign_in_at', 'text')
    .execute();
  await createComingIn(schema);
}

async function createComingIn(schema: Database['schema']): Promise<void> {
  await schema
    .createTable('agent_invitations')
    .addColumn('agent', 'text', (column) => column.primaryKey().notNull().references('agents.name'))
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('agent_sessions')
    .addColumn('token_hash', 'text', (column) => column.primaryKey().notNull())
    .addColumn('agent', 'text', (column) => column.notNull().references('agents.name'))
    .addColumn('opened_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('agent_sessions_by_agent').on('agent_sessions').column('agent').execute();
  await schema
    .createTable('sign_in_tries')
    .addColumn('key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute();
}
