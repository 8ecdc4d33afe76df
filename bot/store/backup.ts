/** A whole store as JSON lines, the same for both engines: a head, a line for every row, and an end that proves them. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Engine } from './engine.ts';
import { StoreError } from './errors.ts';
import { migrate, migrationTables, newestSchema, steps } from './migrations.ts';
import { type Database, type TableName, tableKeys } from './tables.ts';

export interface Backups {
  /** Writes everything as it is at one moment, line by line, while others go on. Gives the number of rows. */
  backup(write: (line: string) => Promise<void>, at: string): Promise<number>;
  /**
   * Puts a backup in the place of everything, in one transaction; others see the old store or the new one.
   * `read` gives the lines from the beginning, each time it is called. Throws StoreError STORE_BACKUP when they are
   * not a whole backup, before anything is changed.
   */
  restore(read: () => AsyncIterable<string>): Promise<number>;
  /** Conversations and accounts: what a restore would replace. */
  count(): Promise<number>;
}

const headSchema = z.strictObject({
  dawen: z.literal('backup'),
  format: z.literal(1),
  schema: z.string(),
  at: z.string(),
});
const rowSchema = z.strictObject({
  t: z.string(),
  r: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});
const endSchema = z.strictObject({ end: z.literal(true), rows: z.number().int(), sha256: z.string() });

/** Whoever held something then does not hold it now. */
const tables = Object.keys(tableKeys).filter((name) => name !== 'leases') as TableName[];
const rowsAtOnce = 200;

export function createBackups(engine: Engine): Backups {
  return {
    backup: (write, at) =>
      engine.snapshot(async (database) => {
        const digest = createHash('sha256');
        let rows = 0;
        const say = async (value: unknown) => {
          const line = toLine(value);
          digest.update(`${line}\n`);
          await write(line);
        };
        await say({ dawen: 'backup', format: 1, schema: newestSchema, at });
        for (const t of tables) {
          for await (const r of readAll(database, t)) {
            await say({ t, r });
            rows += 1;
          }
        }
        await write(toLine({ end: true, rows, sha256: digest.digest('hex') }));
        return rows;
      }),
    restore: async (read) => {
      const { schema, rows } = await check(read());
      await engine.alone(async (database) => {
        await clear(database, engine);
        await migrate(database, { dialect: engine.dialect, target: schema });
        await putBack(database, read());
        await migrate(database, engine);
      });
      await engine.scrub();
      return rows;
    },
    count: () =>
      engine.read(async (database) => {
        const counts = (['conversations', 'accounts'] as const).map((name) =>
          database
            .selectFrom(name)
            .select(({ fn }) => fn.countAll().as('rows'))
            .executeTakeFirst(),
        );
        return (await Promise.all(counts)).reduce((sum, count) => sum + Number(count?.rows ?? 0), 0);
      }),
  };
}

/** Some readers of lines take these for line ends, as old JavaScript did. */
const toLine = (value: unknown): string =>
  JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');

type Row = Record<string, unknown>;

/** Page by page in the order of the key, so that a big table needs little memory. */
async function* readAll(database: Database, table: TableName): AsyncGenerator<Row> {
  const names: readonly string[] = tableKeys[table];
  const key = sql.join(names.map((name) => sql.ref(name)));
  let page: Row[];
  let after = sql``;
  do {
    const query = sql<Row>`select * from ${sql.table(table)} ${after} order by ${key} limit ${rowsAtOnce}`;
    page = (await query.execute(database)).rows;
    yield* page;
    const last = page.at(-1);
    after = sql`where (${key}) > (${sql.join(names.map((name) => last?.[name]))})`;
  } while (page.length === rowsAtOnce);
}

/** Reads a backup to its end, so that half of one is never put back. */
async function check(lines: AsyncIterable<string>): Promise<{ schema: string; rows: number }> {
  const digest = createHash('sha256');
  let head: z.infer<typeof headSchema> | undefined;
  let rows = 0;
  for await (const line of lines) {
    if (!head) {
      head = readHead(line);
    } else {
      const end = endSchema.safeParse(toJson(line)).data;
      if (end) {
        if (end.rows === rows && end.sha256 === digest.digest('hex')) return { schema: head.schema, rows };
        throw refused('was changed after it was made, or is damaged; take another one');
      }
      rows += 1;
      readRow(line, rows);
    }
    digest.update(`${line}\n`);
  }
  throw refused(head ? 'stops before its end; copy it again, or take another one' : 'is empty');
}

function readHead(line: string): z.infer<typeof headSchema> {
  const head = headSchema.safeParse(toJson(line)).data;
  if (!head) throw refused('is no backup of Dawen; make one with dawen backup FILE');
  if (Object.hasOwn(steps, head.schema)) return head;
  const known = `schema ${head.schema}, this program knows ${newestSchema}`;
  throw refused(`was made by a newer Dawen (${known}); use the newer program`);
}

function readRow(line: string, number: number): { t: TableName; r: Row } {
  const { data } = rowSchema.safeParse(toJson(line));
  if (data && tables.some((name) => name === data.t)) return { t: data.t as TableName, r: data.r };
  throw refused(`is damaged in row ${number}; take another one`);
}

function toJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const refused = (why: string) => new StoreError('STORE_BACKUP', `the backup ${why}`);

async function clear(database: Database, { dialect }: Engine): Promise<void> {
  const names = Object.keys(tableKeys);
  const all = sql.join(names.map((name) => sql.table(name)));
  // in the order in which turns take them, so that neither waits for the other
  if (dialect === 'postgres') await sql`lock table ${all} in access exclusive mode`.execute(database);
  for (const name of [...names.reverse(), ...migrationTables])
    await sql`drop table if exists ${sql.table(name)}`.execute(database);
}

async function putBack(database: Database, lines: AsyncIterable<string>): Promise<void> {
  let batch: Row[] = [];
  let table: TableName | undefined;
  const flush = async () => {
    if (table && batch.length > 0)
      await database
        .insertInto(table)
        .values(batch as never)
        .execute();
    batch = [];
  };
  let number = 0;
  for await (const line of lines) {
    if (number > 0 && !endSchema.safeParse(toJson(line)).success) {
      const { t, r } = readRow(line, number);
      if (t !== table || batch.length === rowsAtOnce) await flush();
      table = t;
      batch.push(r);
    }
    number += 1;
  }
  await flush();
}
