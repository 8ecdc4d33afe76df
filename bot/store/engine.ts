/** What an engine does for the store. Two files know how: `sqlite.ts` and `postgres.ts`. */
import type { Signals } from './bell.ts';
import type { Access, Database, Run } from './tables.ts';

export interface OpenOptions {
  /** Milliseconds to wait for another process that holds a lock of SQLite; 5000 by default. */
  readonly lockTimeout?: number;
  /** Milliseconds that one statement of PostgreSQL may take; 15000 by default, 0 for no limit. */
  readonly patience?: number;
}

/** Runs one statement as text, for a library that brings its own. */
export interface SharedCounters {
  query(statement: { text: string; values?: unknown[] }): Promise<{ rows: unknown[] }>;
}

export interface Engine extends Access {
  /** Where the store lies, for messages: without a password. */
  readonly place: string;
  /** Work on the tables themselves, in one transaction, while no other process does the same. */
  readonly alone: Run;
  /** One unchanging view of everything, however long it is read. */
  readonly snapshot: Run;
  /** Makes the tables that only this engine has, once those of the store are there. */
  readonly prepare?: (database: Database) => Promise<void>;
  /** Takes what was deleted out of the files as well, as far as the engine can. */
  scrub(): Promise<void>;
  /** Where several processes count together; absent where there is nothing to share. */
  readonly counters?: SharedCounters;
  /** Carries signals between processes; absent where the engine cannot. */
  readonly signals?: Signals;
  close(): Promise<void>;
}
