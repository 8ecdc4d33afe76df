/** A backup is one moment of the whole store; it comes back whole, in either engine, beside running servers. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFirstTables } from '../../../bot/store/migrations/001-first-tables.ts';
import { type OpenedStore, openEngine, openStore } from '../../../bot/store/open.ts';
import { tableKeys } from '../../../bot/store/tables.ts';
import { engines, lastingEngines, noteSkipped, sqlite, type TestPlace } from './engines.ts';
import { at, sampleSession, sampleTurn } from './samples.ts';

noteSkipped();

async function take(store: OpenedStore): Promise<string[]> {
  const lines: string[] = [];
  await store.backup(async (line) => void lines.push(line), at);
  return lines;
}

const from = (lines: readonly string[]) =>
  async function* read() {
    yield* lines;
  };

/** Something in every corner: odd letters, nothing at all, more rows than one page holds. */
async function fill(store: OpenedStore): Promise<void> {
  await store.sessions.create(sampleSession({ account: 'acc-7' }));
  await store.accounts.save('acc-7', { name: '\u2028\u2029 𠮷 "\' \\ ; --' });
  for (let n = 1; n <= 250; n++) await store.conversations.saveTurn(sampleTurn('c1', n));
  const more = { handoff: { id: 'h1', about: null }, outbox: [letter] };
  await store.conversations.saveTurn(sampleTurn('c2', 1, more));
  await store.feedback.add({ messageId: 'c2-reply-1', sender: 'session-1', rating: 'up', at });
  await store.shelf.put('cursor', 'c-1');
  await store.audit.note({ at, actor: 'wang', action: 'sign_in' });
  await store.leases.claim({ name: 'puller', holder: 'p1', ttl: 60_000 });
}

const letter = { id: 'm1', channel: 'slack', conversation: 'c2', payload: { text: '好' } };

const pairs = engines.flatMap((source) => engines.map((target) => ({ source, target })));

describe.each(pairs)('from $source.name to $target.name', ({ source, target }) => {
  test('everything comes back as it was', async () => {
    const places = [await source.make(), await target.make()];
    const [one, two] = await Promise.all(places.map(({ place }) => openStore(place)));
    if (!one || !two) throw new Error('no stores');
    await fill(one);
    await two.conversations.saveTurn(sampleTurn('gone', 1));
    const lines = await take(one);
    expect(await two.restore(from(lines))).toBe(lines.length - 2);
    expect(await take(two)).toEqual(lines);
    expect(await two.conversations.find('gone')).toBeUndefined();
    expect(await two.leases.holder('puller')).toBeUndefined();
    // and life goes on
    expect(await two.conversations.saveTurn(sampleTurn('c1', 251))).toBe('saved');
    expect(await two.outbox.takeDue({ channel: 'slack', holder: 'p', limit: 9, ttl: 1000 })).toHaveLength(1);
    await Promise.all([one.close(), two.close()]);
    await Promise.all(places.map((where) => where.remove()));
  }, 30_000);
});

describe.each(lastingEngines)('beside a running server on $name', (engine) => {
  let where: TestPlace;
  let server: OpenedStore;
  let console: OpenedStore;

  beforeEach(async () => {
    where = await engine.make();
    [server, console] = [await openStore(where.place), await openStore(where.place)];
  });
  afterEach(async () => {
    await Promise.all([server.close(), console.close()]);
    await where.remove();
  });

  /** Saves turns until it is stopped; gives how many were acknowledged. */
  function keepTalking(name: string) {
    let on = true;
    const talked = (async () => {
      let n = (await server.conversations.find(name))?.version ?? 0;
      while (on) {
        const version = (await server.conversations.find(name))?.version ?? 0;
        if ((await server.conversations.saveTurn(sampleTurn(name, version + 1))) === 'saved') n = version + 1;
      }
      return n;
    })();
    return async () => {
      on = false;
      return talked;
    };
  }

  test('a backup holds whole turns only', async () => {
    const stop = keepTalking('live');
    for (let n = 0; n < 3; n++) {
      const rows = (await take(console)).map((line) => JSON.parse(line));
      const messages = rows.filter(({ t }) => t === 'messages').length;
      const version = rows.find(({ t }) => t === 'conversations')?.r.version ?? 0;
      expect(messages).toBe(version * 2);
    }
    expect(await stop()).toBeGreaterThan(0);
  }, 30_000);

  test('a restore is seen at once and whole, and turns go on', async () => {
    for (let n = 1; n <= 20; n++) await server.conversations.saveTurn(sampleTurn('live', n));
    const lines = await take(console);
    const stop = keepTalking('live');
    await new Promise((resolve) => setTimeout(resolve, 100));
    await console.restore(from(lines));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const last = await stop();
    expect(await server.conversations.find('live')).toMatchObject({ version: last });
    expect(await server.conversations.messages('live')).toHaveLength(last * 2);
  }, 30_000);
});

describe('a backup', () => {
  let folder: string;
  let store: OpenedStore;
  let lines: string[];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dawen-backup-'));
    store = await openStore(':memory:');
    await fill(store);
    lines = await take(store);
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  test.each<[string, RegExp, (lines: string[]) => string[]]>([
    ['that is empty', /is empty/, () => []],
    ['that is no backup', /is no backup of Dawen/, () => ['{"id": 1}']],
    ['that stops in the middle', /stops before its end/, (all) => all.slice(0, -1)],
    [
      'with a line cut off',
      /damaged in row 30/,
      (all) => all.map((line, n) => (n === 30 ? line.slice(0, 20) : line)),
    ],
    ['with a word changed', /was changed/, (all) => all.map((line) => line.replace('问题7', '问题8'))],
    ['with a line taken out', /was changed/, (all) => all.filter((_, n) => n !== 9)],
    [
      'of a newer program',
      /newer Dawen.*999-later/,
      ([head = '', ...rest]) => [head.replace(/"schema":"[^"]*"/, '"schema":"999-later"'), ...rest],
    ],
    [
      'with a table of its own',
      /damaged in row 1/,
      ([head = '', ...rest]) => [head, '{"t":"x","r":{}}', ...rest],
    ],
  ])('%s is refused, and changes nothing', async (_what, reason, change) => {
    const before = await take(store);
    const error = await store.restore(from(change(lines))).catch((fault) => fault);
    expect(error).toMatchObject({ code: 'STORE_BACKUP', message: expect.stringMatching(reason) });
    expect(await take(store)).toEqual(before);
  });

  test('holds every table but leases', () => {
    const held = new Set(lines.slice(1, -1).map((line) => JSON.parse(line).t));
    const known = Object.keys(tableKeys);
    for (const name of held) expect(known).toContain(name);
    expect(held).not.toContain('leases');
  });

  test('of an older program comes back with today’s tables', async () => {
    const where = await sqlite.make();
    const old = await openEngine(where.place);
    await old.write(async (database) => {
      await createFirstTables(database);
      await sql`insert into conversations values ('c1', 'web', 's', null, '{}', ${at})`.execute(database);
    });
    const { rows } = await old.read((database) => sql`select * from conversations`.execute(database));
    await old.close();
    await where.remove();
    const { createHash } = await import('node:crypto');
    const head = JSON.stringify({ dawen: 'backup', format: 1, schema: '001-first-tables', at });
    const row = JSON.stringify({ t: 'conversations', r: rows[0] });
    const sha256 = createHash('sha256').update(`${head}\n${row}\n`).digest('hex');
    await store.restore(from([head, row, JSON.stringify({ end: true, rows: 1, sha256 })]));
    expect(await store.conversations.find('c1')).toMatchObject({ version: 1 });
    expect(await store.conversations.saveTurn(sampleTurn('c1', 2))).toBe('saved');
  });
});
