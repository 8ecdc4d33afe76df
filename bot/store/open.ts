/** Opens the store: engine, migrations, and the repositories behind one face. */
import { join } from 'node:path';
import { sql } from 'kysely';
import { type AccountWriter, createAccounts } from './accounts.ts';
import { createAgentSessions } from './agent-sessions.ts';
import { createAgents } from './agents.ts';
import { createAuditLog } from './audit.ts';
import { type Backups, createBackups } from './backup.ts';
import { createBell } from './bell.ts';
import { createConversations } from './conversations.ts';
import { createDeliveries } from './deliveries.ts';
import { createDeskReadings } from './desk-readings.ts';
import type { Engine, OpenOptions, SharedCounters } from './engine.ts';
import { createErasing } from './erase.ts';
import { toStoreError } from './errors.ts';
import { createFeedbackLog } from './feedback.ts';
import { createHandoffs } from './handoffs.ts';
import { createLeases } from './leases.ts';
import { createLinks } from './links.ts';
import { migrate, migrationTables } from './migrations.ts';
import { createOpinions } from './opinions.ts';
import { createOutbox } from './outbox.ts';
import { createReceipts } from './receipts.ts';
import { createSessions } from './sessions.ts';
import { createShelf } from './shelf.ts';
import { createSignInTries } from './sign-in-tries.ts';
import type { Accounts, Store } from './store.ts';
import type { Run } from './tables.ts';
import { createUnanswered } from './unanswered.ts';
import { createWriteHealth } from './write-health.ts';

/** Where the settings want the store: a DATABASE_URL, or a file in DATA_DIR. */
export function storePlace(config: { readonly dataDir: string; readonly databaseUrl?: string }): string {
  return config.databaseUrl ?? join(config.dataDir, 'dawen.sqlite');
}

export interface OpenedStore extends Store, Backups {
  readonly accounts: Accounts & AccountWriter;
  /** Where it lies, for messages: without a password. */
  readonly place: string;
  /** Where several processes count together, on PostgreSQL alone. */
  readonly counters?: SharedCounters;
}

/**
 * Opens the store at `place`, a `postgres://` URL or a file of SQLite (`:memory:` forgets everything on close), and
 * brings its tables up to date. Throws StoreError with a message for the person who runs the program.
 */
export async function openStore(place: string, options: OpenOptions = {}): Promise<OpenedStore> {
  const engine = await openEngine(place, options);
  try {
    await engine.alone(async (database) => {
      await migrate(database, engine);
      await engine.prepare?.(database);
      // takes nothing, and tells at once when nothing may be written
      await sql`delete from leases where 1 = 0`.execute(database);
    });
  } catch (error) {
    await engine.close();
    throw error;
  }
  return assemble(engine);
}

/** An engine whose every failure is a StoreError; its tables are as they are. */
export async function openEngine(place: string, options: OpenOptions = {}): Promise<Engine> {
  const engine = await start(place, options);
  const fail = (error: unknown): never => {
    throw toStoreError(error, engine.place);
  };
  const explained =
    (run: Run): Run =>
    async (work) =>
      run(work).catch(fail);
  const [read, write] = [explained(engine.read), explained(engine.write)];
  const statement = explained(engine.statement);
  const [alone, snapshot] = [explained(engine.alone), explained(engine.snapshot)];
  return {
    ...engine,
    read,
    write,
    statement,
    alone,
    snapshot,
    scrub: async () => engine.scrub().catch(fail),
  };
}

/** The code of the other engine is not loaded. */
async function start(place: string, options: OpenOptions): Promise<Engine> {
  if (/^postgres(ql)?:/.test(place)) return (await import('./postgres.ts')).openPostgres(place, options);
  const { openSqlite } = await import('./sqlite.ts');
  try {
    return openSqlite(place, options);
  } catch (error) {
    throw toStoreError(error, place);
  }
}

function assemble(opened: Engine): OpenedStore {
  const health = createWriteHealth();
  const [write, statement] = [health.watch(opened.write), health.watch(opened.statement)];
  const engine = { ...opened, write, statement };
  const bell = createBell(engine.signals);
  const applied = sql`select count(*) from ${sql.table(migrationTables[0])}`;
  return {
    sessions: createSessions(engine),
    conversations: createConversations(engine),
    feedback: createFeedbackLog(engine),
    accounts: createAccounts(engine),
    handoffs: createHandoffs(engine),
    deskReadings: createDeskReadings(engine),
    opinions: createOpinions(engine),
    unanswered: createUnanswered(engine),
    outbox: createOutbox(engine),
    deliveries: createDeliveries(engine),
    shelf: createShelf(engine),
    leases: createLeases(engine),
    audit: createAuditLog(engine),
    agents: createAgents(engine),
    agentSessions: createAgentSessions(engine),
    signInTries: createSignInTries(engine),
    receipts: createReceipts(engine),
    links: createLinks(engine),
    ...createErasing(engine, engine.scrub),
    ...createBackups(engine),
    place: engine.place,
    ...(engine.counters && { counters: engine.counters }),
    bell,
    ping: async () => {
      await engine.read(async (database) => void (await applied.execute(database)));
      health.check();
    },
    close: async () => {
      await bell.close();
      await engine.close();
    },
  };
}
