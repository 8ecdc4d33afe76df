/** The shared engine: PostgreSQL, for any number of processes. The only door to `pg`. */
import { Kysely, PostgresAdapter, PostgresDialect, type PostgresPool, sql } from 'kysely';
import { Client, Pool, type PoolClient } from 'pg';
import type { Signals } from './bell.ts';
import { bindable } from './bound-values.ts';
import type { Engine, OpenOptions } from './engine.ts';
import { type Database, type Tables, tableKeys } from './tables.ts';

/** Any number will do, as long as every version of the program takes the same. */
const aloneKey = 3_853_314_791;

const connection = { keepAlive: true, connectionTimeoutMillis: 5000 } as const;

/** Where a DATABASE_URL leads, without the password and without options. */
export function describePostgres(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url);
  const host = hostname || searchParams.get('host') || 'localhost';
  return `PostgreSQL at ${host}${port && `:${port}`}${pathname}`;
}

/** Opens a pool of connections; nothing is asked of the server before the first work. */
export function openPostgres(url: string, { patience = 15_000 }: OpenOptions = {}): Engine {
  const pool = createPool(url, { patience, max: 8 });
  const database = connect(pool);
  // transactions under load keep their connections busy; what a platform waits for does not stand behind them
  const prompt = connect(createPool(url, { patience, max: 3 }));
  const writing = new Set<Promise<unknown>>();
  async function noted<T>(written: Promise<T>): Promise<T> {
    writing.add(written);
    return written.finally(() => writing.delete(written));
  }
  return {
    ...{ dialect: 'postgres', place: describePostgres(url), instant, prepare: createCounters },
    // without the name that it gives: a statement that is kept by name is lost behind some connection poolers
    counters: { query: ({ text, values }) => pool.query(text, values) },
    signals: createSignals(url, pool),
    read: (work) => work(database),
    write: (work) => noted(database.transaction().execute(work)),
    statement: (work) => noted(work(prompt)),
    alone: (work) =>
      inTransaction(database, 'begin', async (own) => {
        await sql`select set_config('statement_timeout', '0', true), pg_advisory_xact_lock(${sql.lit(aloneKey)})`.execute(
          own,
        );
        return work(own);
      }),
    snapshot: (work) => inTransaction(database, 'begin isolation level repeatable read read only', work),
    scrub: () => vacuum(database),
    close: async () => {
      await Promise.allSettled(writing);
      await Promise.all([database.destroy(), prompt.destroy()]);
    },
  };
}

const instant: Engine['instant'] = (later = 0) =>
  // a query of its own, which is asked once and not anew for every row that is compared with it
  sql<string>`(select to_char((clock_timestamp() + ${later}::double precision * interval '1 millisecond') at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`;

/** Counts of a minute: not worth a wait for the disk, empty again after a crash of the server. */
async function createCounters(database: Database): Promise<void> {
  await sql`create unlogged table if not exists rate_limits
    (key varchar(255) primary key, points integer not null default 0, expire bigint)`.execute(database);
}

const connect = (pool: Pool): Database =>
  new Kysely<Tables>({ dialect: new SharedDialect({ pool: adapt(pool) }) });

/** `max`: connections that are open at most; each is opened when it is needed. */
function createPool(url: string, { patience, max }: { patience: number; max: number }): Pool {
  const pool = new Pool({
    connectionString: url,
    ...{ ...connection, application_name: 'dawen', max },
    ...(patience > 0 && {
      statement_timeout: patience,
      query_timeout: patience + 2000,
      idle_in_transaction_session_timeout: patience * 2,
    }),
  });
  // a connection that breaks fails its query, if it has one, and is replaced; unheard, it would end the process
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Every process of a database hears the signals of all; one that is not of the same schema looks in vain, once. */
const channel = 'dawen';

function createSignals(connectionString: string, pool: Pool): Signals {
  return {
    send: async (signal) => void (await pool.query('select pg_notify($1, $2)', [channel, signal])),
    open: async (hear, lose) => {
      const client = new Client({ ...connection, connectionString, application_name: 'dawen-signals' });
      client.on('error', () => undefined);
      client.on('notification', ({ payload = '' }) => hear(payload));
      await client.connect();
      client.once('end', lose);
      await client.query(`listen ${channel}`).catch(async (error) => {
        await client.end();
        throw error;
      });
      return { close: () => client.end() };
    },
  };
}

/** Migrations hold a lock of ours that ends with their transaction, also when it fails. */
class SharedDialect extends PostgresDialect {
  override createAdapter(): PostgresAdapter {
    return new SharedAdapter();
  }
}
class SharedAdapter extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}

function adapt(pool: Pool): PostgresPool {
  return { connect: async () => adaptClient(await pool.connect()), end: () => pool.end() };
}

function adaptClient(client: PoolClient): Awaited<ReturnType<PostgresPool['connect']>> {
  const query = (text: string, values: readonly unknown[] = []) => client.query(text, bindable(values));
  return { query: query as never, release: () => client.release() };
}

/** A connection of its own, as migrations do not run inside of what kysely calls a transaction. */
function inTransaction<T>(
  database: Database,
  begin: string,
  work: (own: Database) => Promise<T>,
): Promise<T> {
  return database.connection().execute(async (own) => {
    await sql.raw(begin).execute(own);
    try {
      const value = await work(own);
      await sql`commit`.execute(own);
      return value;
    } catch (error) {
      await sql`rollback`.execute(own).catch(() => undefined);
      throw error;
    }
  });
}

async function vacuum(database: Database): Promise<void> {
  for (const table of Object.keys(tableKeys)) await sql`vacuum ${sql.table(table)}`.execute(database);
}
