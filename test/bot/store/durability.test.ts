import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore, storeFile } from '../../../bot/store/open.ts';
import { sampleTurn } from './samples.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dawen-store-'));
  file = join(folder, 'data', 'dawen.sqlite');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a process that saves turns and prints the number of each one after its commit. */
function startWriter() {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'writer.ts'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  return { child, acknowledged: () => printed.split('\n').slice(0, -1).map(Number) };
}

describe('what was acknowledged', () => {
  test('is there after kill -9 in the middle of writing', async () => {
    const { child, acknowledged } = startWriter();
    while (acknowledged().length < 200) await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const numbers = acknowledged();
    const store = await openStore(file);
    const kept = await store.conversations.messages('crash');
    await store.close();
    const ids = new Set(kept.map(({ id }) => id));
    expect(numbers.filter((n) => !ids.has(`crash-message-${n}`))).toEqual([]);
    expect(kept.length % 2).toBe(0);
  }, 30_000);

  test('is there after a restart, state included', async () => {
    const first = await openStore(file);
    await first.conversations.saveTurn(sampleTurn('c1', 1));
    await first.close();
    const second = await openStore(file);
    expect(await second.conversations.find('c1')).toMatchObject({ state: { turns: 1 } });
    await second.close();
  });

  test('is written out when the store closes at once', async () => {
    const first = await openStore(file);
    const saved = first.conversations.saveTurn(sampleTurn('c1', 1));
    await first.close();
    await saved;
    const second = await openStore(file);
    expect(await second.conversations.messages('c1')).toHaveLength(2);
    await second.close();
  });
});

describe('opening a store', () => {
  test('makes its folder for its owner alone', async () => {
    await (await openStore(file)).close();
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
  });

  test('twice at the same time migrates once', async () => {
    const stores = await Promise.all([openStore(file), openStore(file)]);
    await Promise.all(stores.map((store) => store.ping()));
    await Promise.all(stores.map((store) => store.close()));
    const engine = new DatabaseSync(file);
    expect(engine.prepare('select version from dawen_schema').all()).toEqual([{ version: 1 }]);
    engine.close();
  });

  test('refuses a schema newer than the program, and leaves it alone', async () => {
    await (await openStore(file)).close();
    const engine = new DatabaseSync(file);
    engine.exec('insert into dawen_schema (version) values (99)');
    engine.close();
    await expect(openStore(file)).rejects.toMatchObject({
      code: 'STORE_NEWER',
      message: expect.stringContaining('99'),
    });
  });

  test('refuses a file that is no database, and leaves it alone', async () => {
    mkdirSync(join(folder, 'data'));
    writeFileSync(file, 'this is not a database'.repeat(100));
    await expect(openStore(file)).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
    expect(readFileSync(file, 'utf8')).toContain('this is not a database');
  });

  test('says so when the folder cannot be made', async () => {
    writeFileSync(join(folder, 'data'), '');
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

  test('says that PostgreSQL is not supported yet', () => {
    const config = { dataDir: folder, databaseUrl: 'postgres://user@host/name' };
    expect(() => storeFile(config)).toThrow(/DATABASE_URL: PostgreSQL is not supported yet/);
  });
});
