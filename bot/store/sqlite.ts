/** The embedded engine: one SQLite file, opened durably, with commits in groups. */
import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance, type StatementSyncInstance } from '@photostructure/sqlite';
import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement, sql } from 'kysely';
import { bindable } from './bound-values.ts';
import type { Engine, OpenOptions } from './engine.ts';
import { StoreError } from './errors.ts';
import { createGroupCommit } from './group-commit.ts';
import type { Database, Tables } from './tables.ts';

interface Connection {
  readonly engine: DatabaseSyncInstance;
  readonly database: Database;
}

/** Milliseconds for which the engine itself waits for a lock to write: meanwhile everything stands still. */
const shortWait = 10;

/**
 * Opens `file` (or `:memory:`) with a connection to read and one to write, so that readers see commits only.
 * Folder and file are made when they are missing, readable by their owner alone. Throws what the engine throws.
 */
export function openSqlite(file: string, { lockTimeout = 5000 }: OpenOptions = {}): Engine {
  const isFile = file !== ':memory:';
  if (isFile) makeFile(file);
  const writer = connect(file, lockTimeout);
  const reader = isFile ? connect(file, lockTimeout) : writer;
  writer.engine.exec(`PRAGMA busy_timeout = ${shortWait}`);
  const check = isFile ? guardPlace(file) : () => undefined;
  const group = createGroupCommit({ ...writer, lockTimeout, check });
  return {
    ...{ dialect: 'sqlite', place: file, instant },
    read: async (work) => work(reader.database),
    ...{ write: group.write, statement: group.write, alone: group.write },
    snapshot: isFile ? (work) => readApart(file, lockTimeout, work) : async (work) => work(writer.database),
    scrub: async () => {
      if (isFile) await emptyLog(writer.engine, file);
    },
    close: async () => {
      await group.drain();
      tidy(writer.engine);
      for (const { engine } of new Set([reader, writer])) engine.close();
    },
  };
}

/** The engine gives its log the rights of the file; the folder may have been made by somebody, for all to read. */
function makeFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
}

/** A file that was moved or removed takes writes without a word, and nobody finds them again. */
function guardPlace(file: string): () => void {
  const { dev, ino } = statSync(file);
  return () => {
    const now = statSync(file, { throwIfNoEntry: false });
    if (now?.ino === ino && now.dev === dev) return;
    const advice = 'stop this program, see to the file, and start again';
    throw new StoreError('STORE_UNWRITABLE', `${file}: was moved or replaced while it was in use; ${advice}`);
  };
}

const instant: Engine['instant'] = (later = 0) =>
  sql<string>`strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ${`${later / 1000} seconds`})`;

async function readApart<T>(
  file: string,
  lockTimeout: number,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const { engine, database } = connect(file, lockTimeout);
  try {
    engine.exec('begin');
    return await work(database);
  } finally {
    // closing alone does not end it as long as a statement is not collected, and then nobody could empty the log
    engine.exec('rollback');
    engine.close();
  }
}

/** What was deleted is overwritten in the file; the log still has it until it is emptied. */
async function emptyLog(engine: DatabaseSyncInstance, file: string): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    // while the engine waits, everything waits
    if (!isBusy(engine)) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  const advice = 'run this again when less is going on';
  throw new StoreError(
    'STORE_LOCKED',
    `${file}: erased, but its log is in use by another program; ${advice}`,
  );
}

function isBusy(engine: DatabaseSyncInstance): boolean {
  const { timeout } = engine.prepare('PRAGMA busy_timeout').get() as { timeout: number };
  engine.exec('PRAGMA busy_timeout = 50');
  try {
    return (engine.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy: number }).busy !== 0;
  } finally {
    engine.exec(`PRAGMA busy_timeout = ${timeout}`);
  }
}

/** Brings the log into the file: the engine leaves that to the next start. Nothing is lost when it does not work. */
function tidy(engine: DatabaseSyncInstance): void {
  try {
    engine.exec('PRAGMA busy_timeout = 200; PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // another process reads, or the disk is full: the log stays and is read by the next start
  }
}

function connect(file: string, lockTimeout: number): Connection {
  const engine = new DatabaseSync(file, { timeout: lockTimeout, enableForeignKeyConstraints: true });
  try {
    engine.exec('PRAGMA journal_mode = WAL');
    engine.exec('PRAGMA synchronous = FULL');
    engine.exec('PRAGMA secure_delete = ON');
  } catch (error) {
    engine.close();
    throw error;
  }
  return {
    engine,
    database: new Kysely<Tables>({ dialect: new SqliteDialect({ database: adapt(engine) }) }),
  };
}

/** Statements are prepared once: the texts that kysely makes are few, values are always bound. */
function adapt(engine: DatabaseSyncInstance): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => engine.close(),
    prepare: (text) => {
      const known = statements.get(text);
      if (known) return known;
      const made = adaptStatement(engine.prepare(text));
      statements.set(text, made);
      return made;
    },
  };
}

function adaptStatement(statement: StatementSyncInstance): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (values) => statement.all(...bindable(values)),
    run: (values) => statement.run(...bindable(values)),
    iterate: (values) => statement.iterate(...bindable(values)),
  };
}
