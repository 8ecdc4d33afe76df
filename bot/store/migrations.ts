/** The steps that lead an empty or older store to today's tables. A step that was released is never changed. */
import { Migrator, sql } from 'kysely';
import { StoreError } from './errors.ts';
import { createFirstTables } from './migrations/001-first-tables.ts';
import { prepareManyProcesses } from './migrations/002-many-processes.ts';
import { createAgentTables } from './migrations/003-agents.ts';
import { createDeskTables } from './migrations/004-desk.ts';
import { createReceiptTable } from './migrations/005-receipts.ts';
import { createLinkTables } from './migrations/006-links.ts';
import { indexQueue } from './migrations/007-queue.ts';
import type { Access, Database } from './tables.ts';

type Step = (database: Database) => Promise<void>;

/** By name; they are taken in the order of their names. */
export const steps: Readonly<Record<string, Step>> = {
  '001-first-tables': createFirstTables,
  '002-many-processes': prepareManyProcesses,
  '003-agents': createAgentTables,
  '004-desk': createDeskTables,
  '005-receipts': createReceiptTable,
  '006-links': createLinkTables,
  '007-queue': indexQueue,
};

export const migrationTables = ['dawen_migrations', 'dawen_migration_lock'] as const;

/** The name of the last step that this program knows. */
export const newestSchema = Object.keys(steps).sort().at(-1) ?? '';

/**
 * Applies what is missing up to `target`, inside the transaction that the caller holds, so that several starting
 * processes do it once. Throws StoreError STORE_NEWER when a newer program has been here.
 */
export async function migrate(
  database: Database,
  { dialect, target }: Pick<Access, 'dialect'> & { readonly target?: string },
): Promise<void> {
  const [table, lock] = migrationTables;
  const migrator = new Migrator({
    db: database,
    provider: {
      getMigrations: async () =>
        Object.fromEntries(Object.entries(steps).map(([name, up]) => [name, { up }])),
    },
    migrationTableName: table,
    migrationLockTableName: lock,
    disableTransactions: true,
    // the order is that of the names, not of the clocks that were right or wrong when they were taken
    allowUnorderedMigrations: true,
    // the schema of a PostgreSQL that the connection works in may be one of several
    ...(dialect === 'postgres' && { migrationTableSchema: await currentSchema(database) }),
  });
  const { error } = await (target === undefined ? migrator.migrateToLatest() : migrator.migrateTo(target));
  if (error === undefined) return;
  if (error instanceof Error && error.message.startsWith('corrupted migrations')) await refuseNewer(database);
  throw error;
}

async function currentSchema(database: Database): Promise<string> {
  const { rows } = await sql<{ name: string | null }>`select current_schema() as name`.execute(database);
  const name = rows[0]?.name;
  if (name) return name;
  throw new StoreError('STORE_UNWRITABLE', 'DATABASE_URL: its user has no schema to write to; create one');
}

async function refuseNewer(database: Database): Promise<void> {
  const table = sql.table(migrationTables[0]);
  const { rows } = await sql<{ name: string }>`select name from ${table}`.execute(database);
  const unknown = rows.map(({ name }) => name).filter((name) => !Object.hasOwn(steps, name));
  if (unknown.length === 0) return;
  const advice = 'start the newer program, or restore a backup made before the upgrade';
  throw new StoreError(
    'STORE_NEWER',
    `the store was written by a newer Dawen (schema ${unknown.sort().at(-1)}, this program knows ${newestSchema}); ${advice}`,
  );
}
