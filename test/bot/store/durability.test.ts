/** What was acknowledged stays, whatever ends the process. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../../bot/store/open.ts';
import { askPostgres, lastingEngines, noteSkipped, postgresEngine, type TestPlace } from './engines.ts';
import { sampleTurn } from './samples.ts';

noteSkipped();

/** Processes that write at the same time, and how often they are killed and started anew. */
const writers = 4;
const { CI, FAULT_RUNS } = process.env;
const rounds = FAULT_RUNS ? Math.ceil(Number(FAULT_RUNS) / writers) : CI ? 6 : 1;
const patience = { timeout: 240_000 + rounds * 20_000 };

/** Starts a process that saves turns and prints the number of each one after its commit. */
function startWriter(place: string, name: string) {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'writer.ts'), place, name],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let printed = '';
  child.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  return { child, acknowledged: () => printed.split('\n').slice(0, -1) };
}

/** Writes until some hundred turns are acknowledged and a moment more, then dies; gives what was acknowledged. */
async function writeAndDie(place: string, name: string): Promise<string[]> {
  const { child, acknowledged } = startWriter(place, name);
  while (acknowledged().length < 40) await once(child.stdout, 'data');
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 100));
  child.kill('SIGKILL');
  await once(child, 'close');
  return acknowledged();
}

describe.each(lastingEngines)('in $name, what was acknowledged', (engine) => {
  let where: TestPlace;

  beforeEach(async () => {
    where = await engine.make();
  });
  afterEach(() => where.remove());

  test('is there after kill -9 of several writing processes, time and again', patience, async () => {
    const lines: string[] = [];
    for (let round = 0; round < rounds; round++) {
      const names = Array.from({ length: writers }, (_, writer) => `round-${round}-${writer}`);
      lines.push(...(await Promise.all(names.map((name) => writeAndDie(where.place, name)))).flat());
    }
    const store = await openStore(where.place);
    const lost: string[] = [];
    for (const conversation of new Set(lines.map((line) => line.split(' ')[0] ?? ''))) {
      const kept = await store.conversations.messages(conversation);
      const ids = new Set(kept.map(({ id }) => id));
      const numbers = lines
        .filter((line) => line.startsWith(`${conversation} `))
        .map((line) => line.split(' ')[1]);
      lost.push(
        ...numbers.filter((n) => !ids.has(`${conversation}-message-${n}`)).map((n) => `${conversation} ${n}`),
      );
      // every turn is whole
      expect(await store.conversations.find(conversation)).toMatchObject({ version: kept.length / 2 });
    }
    await store.close();
    expect(lost).toEqual([]);
    expect(lines.length).toBeGreaterThanOrEqual(40 * writers * rounds);
  });

  test('is there after a restart, state included', async () => {
    const first = await openStore(where.place);
    await first.conversations.saveTurn(sampleTurn('c1', 1));
    await first.close();
    const second = await openStore(where.place);
    expect(await second.conversations.find('c1')).toMatchObject({ state: { turns: 1 } });
    await second.close();
  });

  test('is written out when the store closes at once', async () => {
    const first = await openStore(where.place);
    const saved = first.conversations.saveTurn(sampleTurn('c1', 1));
    await first.close();
    await saved;
    const second = await openStore(where.place);
    expect(await second.conversations.messages('c1')).toHaveLength(2);
    await second.close();
  });
});

test.skipIf(!postgresEngine)(
  'on PostgreSQL connections may break at any moment: nothing acknowledged is lost',
  async () => {
    const where = await postgresEngine?.make();
    if (!where) throw new Error('no PostgreSQL');
    const place = new URL(where.place);
    const name = `breaking-${randomUUID()}`;
    place.searchParams.set('application_name', name);
    const store = await openStore(place.href);
    const kept: string[] = [];
    const codes = new Set<string>();
    const talk = async (conversation: string) => {
      for (let n = 1; n <= 40; n++) {
        const version = (await store.conversations.find(conversation).catch(() => undefined))?.version ?? 0;
        const turn = sampleTurn(conversation, version + 1);
        await store.conversations.saveTurn(turn).then(
          (outcome) => outcome === 'saved' && kept.push(turn.messages[0]?.id ?? ''),
          (error) => codes.add(error.code),
        );
      }
    };
    const talking = Promise.all(['a', 'b', 'c', 'd'].map(talk));
    const end = `select pg_terminate_backend(pid) from pg_stat_activity where application_name = '${name}'`;
    let broken = 0;
    for (let n = 0; n < 6; n++) broken += (await askPostgres(where.place, end)).length;
    await talking;
    const said = await Promise.all(['a', 'b', 'c', 'd'].map((id) => store.conversations.messages(id)));
    const ids = new Set(said.flat().map(({ id }) => id));
    expect(kept.filter((id) => !ids.has(id))).toEqual([]);
    expect(broken).toBeGreaterThan(0);
    expect([...codes].filter((code) => code !== 'STORE_AWAY')).toEqual([]);
    await store.close();
    await where.remove();
  },
  60_000,
);
