/** Opens the store: engine, migrations, and the repositories behind one face. */
import { join } from 'node:path';
import { sql } from 'kysely';
import { type AccountWriter, createAccounts } from './accounts.ts';
import { createConversations } from './conversations.ts';
import { StoreError, toStoreError } from './errors.ts';
import { createFeedbackLog } from './feedback.ts';
import { createGroupCommit, type GroupCommit } from './group-commit.ts';
import { migrate } from './migrations.ts';
import { createSessions } from './sessions.ts';
import { openSqlite, type SqliteConnections, type SqliteOptions } from './sqlite.ts';
import type { Accounts, Store } from './store.ts';
import type { Access } from './tables.ts';

/** Where the settings want the store. Throws StoreError for an engine that is not there yet. */
export function storeFile(config: { readonly dataDir: string; readonly databaseUrl?: string }): string {
  if (config.databaseUrl === undefined) return join(config.dataDir, 'dawen.sqlite');
  const advice = 'leave it unset to keep everything in DATA_DIR';
  throw new StoreError('STORE_UNSUPPORTED', `DATABASE_URL: PostgreSQL is not supported yet; ${advice}`);
}

export interface OpenedStore extends Store {
  readonly accounts: Accounts & AccountWriter;
}

/**
 * Opens the SQLite store in `file` (`:memory:` forgets everything on close) and brings its tables up to date.
 * Throws StoreError with a message for the person who runs the program.
 */
export async function openStore(file: string, options: SqliteOptions = {}): Promise<OpenedStore> {
  const connections = openOrExplain(file, options);
  const group = createGroupCommit(connections.writer);
  try {
    await group.write(migrate);
  } catch (error) {
    await close(connections, group);
    throw toStoreError(error, file);
  }
  return assemble(connections, group, file);
}

function assemble(connections: SqliteConnections, group: GroupCommit, file: string): OpenedStore {
  const fail = (error: unknown): never => {
    throw toStoreError(error, file);
  };
  const access: Access = {
    read: async (work) => work(connections.reader).catch(fail),
    write: (work) => group.write(work).catch(fail),
  };
  return {
    sessions: createSessions(access),
    conversations: createConversations(access),
    feedback: createFeedbackLog(access),
    accounts: createAccounts(access),
    ping: () =>
      access.read(async (database) => void (await sql`select count(*) from dawen_schema`.execute(database))),
    close: () => close(connections, group),
  };
}

function openOrExplain(file: string, options: SqliteOptions): SqliteConnections {
  try {
    return openSqlite(file, options);
  } catch (error) {
    throw toStoreError(error, file);
  }
}

async function close(connections: SqliteConnections, group: GroupCommit): Promise<void> {
  await group.drain();
  connections.close();
}
