/** Opening a store: its tables are brought up to date once, and what is in the way is told. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chownSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DatabaseSync } from '@photostructure/sqlite';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFirstTables } from '../../../bot/store/migrations/001-first-tables.ts';
import { steps } from '../../../bot/store/migrations.ts';
import { openEngine, openStore, storePlace } from '../../../bot/store/open.ts';
import { lastingEngines, noteSkipped, postgresEngine, sqlite, type TestPlace } from './engines.ts';
import { at, sampleTurn } from './samples.ts';

noteSkipped();

let where: TestPlace;

afterEach(() => where.remove());

describe.each(lastingEngines)('in $name', (engine) => {
  beforeEach(async () => {
    where = await engine.make();
  });

  test('many that open at the same time bring the tables up to date once', async () => {
    const stores = await Promise.all([1, 2, 3, 4].map(() => openStore(where.place)));
    await Promise.all(stores.map((store) => store.ping()));
    await Promise.all(stores.map((store) => store.close()));
    const own = await openEngine(where.place);
    const applied = await own.read((database) => sql`select name from dawen_migrations`.execute(database));
    expect(applied.rows).toEqual(Object.keys(steps).map((name) => ({ name })));
    await own.close();
  });

  test('a schema newer than the program is refused, and left alone', async () => {
    await (await openStore(where.place)).close();
    const own = await openEngine(where.place);
    await own.write((database) =>
      sql`insert into dawen_migrations values ('999-later', ${at})`.execute(database),
    );
    await own.close();
    await expect(openStore(where.place)).rejects.toMatchObject({
      code: 'STORE_NEWER',
      message: expect.stringContaining('999-later'),
    });
  });

  test('the order of the steps does not hang on the clock', async () => {
    await (await openStore(where.place)).close();
    const own = await openEngine(where.place);
    await own.write((database) =>
      sql`update dawen_migrations set timestamp = '1970-01-01T00:00:00.000Z' where name like '002%'`.execute(
        database,
      ),
    );
    await own.close();
    await (await openStore(where.place)).close();
  });

  test('a step that fails leaves nothing behind', async () => {
    const own = await openEngine(where.place);
    const broken = own.alone(async (database) => {
      await createFirstTables(database);
      throw new Error('broken');
    });
    await expect(broken).rejects.toThrow('broken');
    await own.close();
    await (await openStore(where.place)).close();
  });
});

describe('a store of SQLite', () => {
  let file: string;

  beforeEach(async () => {
    where = await sqlite.make();
    file = where.place;
  });

  test('that was made before steps had names goes on', async () => {
    const old = await openEngine(file);
    await old.write(async (database) => {
      await createFirstTables(database);
      await sql`create table dawen_schema (version integer primary key not null)`.execute(database);
      await sql`insert into conversations values ('c1', 'web', 's', 'acc-7', '{}', ${at})`.execute(database);
      const turn = JSON.stringify({ conversationId: 'c1', replies: [] });
      await sql`insert into turns values ('s', 'm1', 'hash', ${turn})`.execute(database);
    });
    await old.close();
    const store = await openStore(file);
    expect(await store.conversations.find('c1')).toMatchObject({ version: 1 });
    expect(await store.conversations.saveTurn(sampleTurn('c1', 2))).toBe('saved');
    expect(await store.forget('acc-7', at)).toMatchObject({ conversations: 1 });
    expect(await store.conversations.recall({ conversation: 'c1', sender: 's', messageId: 'm1' })).toEqual(
      {},
    );
    await store.close();
  });

  test('makes its folder for its owner alone', async () => {
    await (await openStore(file)).close();
    expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
  });

  test('makes its files for their owner alone, in a folder that others may read', async () => {
    mkdirSync(dirname(file), { mode: 0o755 });
    const store = await openStore(file);
    for (const name of [file, `${file}-wal`, `${file}-shm`]) expect(statSync(name).mode & 0o777).toBe(0o600);
    await store.close();
  });

  test('refuses a file that is no database, and leaves it alone', async () => {
    mkdirSync(dirname(file));
    writeFileSync(file, 'this is not a database'.repeat(100));
    await expect(openStore(file)).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
    expect(readFileSync(file, 'utf8')).toContain('this is not a database');
  });

  test('says so when some of its pages are damaged', async () => {
    const store = await openStore(file);
    for (let n = 1; n <= 200; n++) await store.conversations.saveTurn(sampleTurn('c1', n));
    await store.close();
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0xa5, 4096 * 3));
    const reopened = openStore(file).then(async (damaged) => {
      await damaged.conversations.messages('c1').finally(() => damaged.close());
    });
    await expect(reopened).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
  });

  test('opens when its log was cut off in the middle, with the turns before', async () => {
    const store = await openStore(file);
    for (let n = 1; n <= 20; n++) await store.conversations.saveTurn(sampleTurn('c1', n));
    const copy = join(where.folder, 'copy.sqlite');
    copyFileSync(file, copy);
    copyFileSync(`${file}-wal`, `${copy}-wal`);
    await store.close();
    truncateSync(`${copy}-wal`, statSync(`${copy}-wal`).size - 1000);
    const reopened = await openStore(copy);
    expect(await reopened.conversations.find('c1')).toMatchObject({ version: 19 });
    expect(await reopened.conversations.messages('c1')).toHaveLength(38);
    await reopened.close();
  });

  test('says so when the folder cannot be made', async () => {
    writeFileSync(dirname(file), '');
    await expect(openStore(file)).rejects.toMatchObject({ code: 'STORE_UNWRITABLE' });
  });

  test('says so when something else lies where the file should be', async () => {
    mkdirSync(file, { recursive: true });
    await expect(openStore(file)).rejects.toMatchObject({ code: 'STORE_UNWRITABLE' });
  });

  test('says so when another program holds the database', async () => {
    await (await openStore(file)).close();
    const holder = new DatabaseSync(file);
    holder.exec('begin exclusive');
    await expect(openStore(file, { lockTimeout: 10 })).rejects.toMatchObject({ code: 'STORE_LOCKED' });
    holder.exec('rollback');
    holder.close();
  });

  test('acknowledges nothing once its file was moved away or replaced', async () => {
    const store = await openStore(file);
    const refused = { code: 'STORE_UNWRITABLE', message: expect.stringContaining('moved or replaced') };
    renameSync(file, `${file}.old`);
    await expect(store.conversations.saveTurn(sampleTurn('c1', 1))).rejects.toMatchObject(refused);
    copyFileSync(`${file}.old`, file);
    await expect(store.conversations.saveTurn(sampleTurn('c1', 1))).rejects.toMatchObject(refused);
    renameSync(`${file}.old`, file);
    expect(await store.conversations.saveTurn(sampleTurn('c1', 1))).toBe('saved');
    await store.close();
  });

  test('goes on with everything but writing while another program holds the lock', async () => {
    const store = await openStore(file, { lockTimeout: 400 });
    const holder = new DatabaseSync(file);
    holder.exec('begin immediate');
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const waiting = store.conversations.saveTurn(sampleTurn('c1', 1));
    setTimeout(() => holder.exec('commit'), 200);
    expect(await waiting).toBe('saved');
    holder.exec('begin immediate');
    await expect(store.conversations.saveTurn(sampleTurn('c1', 2))).rejects.toMatchObject({
      code: 'STORE_LOCKED',
    });
    expect(delay.max / 1e6).toBeLessThan(100);
    holder.close();
    await store.close();
  });

  test.skipIf(process.getuid?.() !== 0)(
    'says so when its folder is read-only for this user',
    async () => {
      await (await openStore(file)).close();
      // root may write anywhere, so another user tries
      for (const path of [where.folder, dirname(file), file]) chownSync(path, 0, 0);
      execFileSync('chmod', ['-R', 'a+rX,a-w', where.folder]);
      const tried = tryAs({ uid: 65534, gid: 65534 }, file);
      expect(tried).toContain('STORE_UNWRITABLE');
      expect(tried).toContain('check that the folder exists');
    },
    30_000,
  );

  test.skipIf(!mayMount())(
    'keeps what was acknowledged when the disk is full, and goes on with room',
    () => {
      mkdirSync(dirname(file));
      const script = [
        `mount -t tmpfs -o size=2m none ${dirname(file)}`,
        `${process.execPath} --import tsx ${join(import.meta.dirname, 'filler.ts')} ${file}`,
        `mount -o remount,size=16m ${dirname(file)}`,
        `${process.execPath} --import tsx ${join(import.meta.dirname, 'filler.ts')} ${file} check`,
      ].join(' && ');
      const { stdout } = spawnSync('unshare', ['-m', 'sh', '-c', script], { encoding: 'utf8' });
      const [full, after] = stdout.trim().split('\n');
      expect(full).toMatch(/^STORE_FULL after [1-9]\d+ turns: .*full disk/);
      expect(after).toBe(
        full?.replace(/^STORE_FULL after (\d+) turns.*$/, '$1 turns are there, and one more'),
      );
    },
    30_000,
  );
});

describe('a store of PostgreSQL', () => {
  const url = new URL('postgres://dawen:geheim@127.0.0.1:1/dawen');

  test.each([
    ['nobody answers', 'postgres://dawen:geheim@127.0.0.1:1/dawen', 'STORE_AWAY', '127.0.0.1:1/dawen'],
    [
      'there is no such host',
      'postgres://dawen:geheim@nowhere.invalid/dawen',
      'STORE_AWAY',
      'nowhere.invalid',
    ],
  ])('says so when %s, without the password', async (_what, place, code, named) => {
    where = await sqlite.make();
    const error = await openStore(place).catch((fault) => fault);
    expect(error).toMatchObject({ code, message: expect.stringContaining(named) });
    expect(error.message).not.toContain(url.password);
  });

  test.skipIf(!postgresEngine)('says so when the database or its user is not there', async () => {
    where = (await postgresEngine?.make()) ?? (await sqlite.make());
    const elsewhere = new URL(where.place);
    elsewhere.pathname = '/no_such_database';
    await expect(openStore(elsewhere.href)).rejects.toMatchObject({ code: 'STORE_REFUSED' });
    const stranger = new URL(where.place);
    stranger.username = 'no_such_user';
    await expect(openStore(stranger.href)).rejects.toMatchObject({ code: 'STORE_REFUSED' });
  });

  test('is where DATABASE_URL says, else a file in DATA_DIR', async () => {
    where = await sqlite.make();
    expect(storePlace({ dataDir: where.folder, databaseUrl: url.href })).toBe(url.href);
    expect(storePlace({ dataDir: where.folder })).toBe(join(where.folder, 'dawen.sqlite'));
  });
});

/** Opens the store as another user, in a process; gives what it printed. */
function tryAs(user: { uid: number; gid: number }, file: string): string {
  const script = `
    import { openStore } from ${JSON.stringify(join(import.meta.dirname, '../../../bot/store/open.ts'))};
    openStore(process.argv[1]).then(() => console.log('opened'), (error) => console.log(error.code, error.message));`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', script, file];
  return spawnSync(process.execPath, args, { ...user, encoding: 'utf8' }).stdout;
}

/** A small disk of one's own needs rights that not every machine gives. */
function mayMount(): boolean {
  return spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;
}
