/** The embedded engine: opens the SQLite file durably and gives it the shape that kysely expects. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance, type StatementSyncInstance } from '@photostructure/sqlite';
import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import type { Database, Tables } from './tables.ts';

export interface SqliteOptions {
  /** Milliseconds to wait for another process that holds the write lock; 5000 by default. */
  readonly lockTimeout?: number;
}

export interface SqliteConnections {
  readonly reader: Database;
  /** Used for one transaction at a time; in memory it is the same connection as `reader`. */
  readonly writer: Database;
  close(): void;
}

/**
 * Opens `file` (or `:memory:`) with a connection to read and one to write, so that readers see commits only.
 * The folder is made when it is missing, readable by its owner alone. Throws what the engine throws.
 */
export function openSqlite(file: string, { lockTimeout = 5000 }: SqliteOptions = {}): SqliteConnections {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const writer = connect(file, lockTimeout);
  const reader = file === ':memory:' ? writer : connect(file, lockTimeout);
  const close = () => {
    tidy(writer.engine);
    for (const { engine } of new Set([reader, writer])) engine.close();
  };
  return { writer: writer.database, reader: reader.database, close };
}

/** Brings the log into the file: the engine leaves that to the next start. Nothing is lost when it does not work. */
function tidy(engine: DatabaseSyncInstance): void {
  try {
    engine.exec('PRAGMA busy_timeout = 200; PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // another process reads, or the disk is full: the log stays and is read by the next start
  }
}

function connect(file: string, lockTimeout: number): { engine: DatabaseSyncInstance; database: Database } {
  const engine = new DatabaseSync(file, { timeout: lockTimeout, enableForeignKeyConstraints: true });
  try {
    engine.exec('PRAGMA journal_mode = WAL');
    engine.exec('PRAGMA synchronous = FULL');
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
    all: (values) => statement.all(...values),
    run: (values) => statement.run(...values),
    iterate: (values) => statement.iterate(...values),
  };
}
