/** Writes that arrive together are committed together: one wait for the disk serves them all. */
import { toStoreError } from './errors.ts';
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

/** The connection that is written through, and the engine behind it for what begins and ends work. */
export interface Writer {
  readonly database: Database;
  readonly engine: { exec(statement: string): void };
  /** Milliseconds to wait for another process that writes. */
  readonly lockTimeout: number;
  /** Throws where what is committed would be lost. */
  readonly check: () => void;
}

export function createGroupCommit(writer: Writer): GroupCommit {
  let waiting: Job[] = [];
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      await new Promise(setImmediate);
      const group = waiting;
      waiting = [];
      await commitTogether(writer, group);
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

async function commitTogether(writer: Writer, group: readonly Job[]): Promise<void> {
  const { engine } = writer;
  try {
    await begin(writer);
    const settle: (() => void)[] = [];
    for (const job of group) settle.push(await runApart(writer, job));
    engine.exec('commit');
    for (const done of settle) done();
  } catch (error) {
    takeBack(engine);
    for (const job of group) job.reject(error);
  }
}

/** Milliseconds between two tries for the lock. */
const lockInterval = 10;

/** While another process has the lock, ours goes on with everything but writing: the engine's own wait stops it. */
async function begin({ engine, lockTimeout, check }: Writer): Promise<void> {
  check();
  const end = performance.now() + lockTimeout;
  while (!mayBegin(engine, performance.now() < end))
    await new Promise((resolve) => setTimeout(resolve, lockInterval));
}

/** False where it is locked and may be tried again; throws what the engine throws. */
function mayBegin(engine: Writer['engine'], mayWait: boolean): boolean {
  try {
    engine.exec('begin immediate');
    return true;
  } catch (error) {
    if (mayWait && toStoreError(error, '').code === 'STORE_LOCKED') return false;
    throw error;
  }
}

/** Does nothing where the engine has taken it back already, as it does on a full disk. */
function takeBack(engine: Writer['engine']): void {
  try {
    engine.exec('rollback');
  } catch {
    // there is nothing to take back
  }
}

/** Work stands in a savepoint of its own, so that what fails takes back only itself. */
async function runApart({ database, engine }: Writer, { work, resolve, reject }: Job): Promise<() => void> {
  engine.exec('savepoint work');
  try {
    const value = await work(database);
    engine.exec('release savepoint work');
    return () => resolve(value);
  } catch (error) {
    engine.exec('rollback to savepoint work; release savepoint work');
    return () => reject(error);
  }
}
