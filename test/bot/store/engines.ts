/** The engines that every store test runs on. PostgreSQL takes part when TEST_DATABASE_URL names a server. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { test } from 'vitest';

export interface TestPlace {
  readonly place: string;
  /** The folder of the file; for PostgreSQL and memory an empty one. */
  readonly folder: string;
  remove(): Promise<void>;
}

export interface TestEngine {
  readonly name: string;
  /** Kept over a restart and shared by processes. */
  readonly lasting: boolean;
  /** A new and empty place. */
  make(): Promise<TestPlace>;
}

const databaseUrl = process.env.TEST_DATABASE_URL;

const memory: TestEngine = {
  name: 'memory',
  lasting: false,
  make: async () => inFolder(() => ':memory:'),
};

export const sqlite: TestEngine = {
  name: 'a file',
  lasting: true,
  make: async () => inFolder((folder) => join(folder, 'data', 'dawen.sqlite')),
};

/** Every place is a schema of its own. */
const postgres = (url: string): TestEngine => ({
  name: 'PostgreSQL',
  lasting: true,
  make: async () => {
    const schema = `dawen_test_${randomUUID().replaceAll('-', '')}`;
    await askPostgres(url, `create schema ${schema}`);
    const own = new URL(url);
    own.searchParams.set('options', `-c search_path=${schema}`);
    return inFolder(
      () => own.href,
      () => askPostgres(url, `drop schema ${schema} cascade`),
    );
  },
});

/** Those whose content outlives the process. */
export const lastingEngines: readonly TestEngine[] = [
  sqlite,
  ...(databaseUrl ? [postgres(databaseUrl)] : []),
];
export const engines: readonly TestEngine[] = [memory, ...lastingEngines];
export const postgresEngine = lastingEngines[1];

/** Says in the report that PostgreSQL did not take part, and why. */
export function noteSkipped(): void {
  if (!databaseUrl) test.skip('on PostgreSQL: skipped, TEST_DATABASE_URL names no server', () => undefined);
}

/** One statement on a connection of its own. */
export async function askPostgres(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

function inFolder(
  place: (folder: string) => string,
  remove = async (): Promise<unknown> => undefined,
): TestPlace {
  const folder = mkdtempSync(join(tmpdir(), 'dawen-store-'));
  return {
    ...{ place: place(folder), folder },
    remove: async () => {
      await remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
