/** Writes that arrive together are committed together: one wait for the disk serves them all. */
import { sql } from 'kysely';
import type { Database, Run } from './tables.ts';

interface Job {
  readonly work: (database: Database) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

export interface GroupCommit {
  /** Resolves after the commit, rejects when the work or the commit fails; other work of the group is not harmed. */
  readonly write: Run;
  /** Resolves when nothing is waiting any more. */
  drain(): Promise<void>;
}

export function createGroupCommit(database: Database): GroupCommit {
  let waiting: Job[] = [];
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      await new Promise(setImmediate);
      const group = waiting;
      waiting = [];
      await commitTogether(database, group);
    }
    running = undefined;
  }

  return {
    write: <T>(work: (database: Database) => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({ work, resolve: resolve as Job['resolve'], reject });
        running ??= run();
      }),
    drain: async () => {
      await running;
    },
  };
}

async function commitTogether(database: Database, group: readonly Job[]): Promise<void> {
  try {
    await sql`begin immediate`.execute(database);
    const settle: (() => void)[] = [];
    for (const job of group) settle.push(await runApart(database, job));
    await sql`commit`.execute(database);
    for (const done of settle) done();
  } catch (error) {
    await sql`rollback`.execute(database).catch(() => undefined);
    for (const job of group) job.reject(error);
  }
}

/** Work stands in a savepoint of its own, so that what fails takes back only itself. */
async function runApart(database: Database, { work, resolve, reject }: Job): Promise<() => void> {
  await sql`savepoint work`.execute(database);
  try {
    const value = await work(database);
    await sql`release savepoint work`.execute(database);
    return () => resolve(value);
  } catch (error) {
    await sql`rollback to savepoint work`.execute(database);
    await sql`release savepoint work`.execute(database);
    return () => reject(error);
  }
}
