/** Processes of one store are told at once, where the engine can; and a line that breaks is opened again. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createBell, type Signals } from '../../../bot/store/bell.ts';
import { type OpenedStore, openStore } from '../../../bot/store/open.ts';
import { askPostgres, noteSkipped, postgresEngine, type TestPlace } from './engines.ts';

noteSkipped();

const listen = (bell: OpenedStore['bell'], topic: 'desk' | 'knowledge' = 'desk') => {
  const heard = { times: 0 };
  const stop = bell.hear(topic, () => {
    heard.times += 1;
  });
  return Object.assign(heard, { stop });
};

describe('a bell', () => {
  test('is heard in its own process at once, by those who listen to it', () => {
    const bell = createBell();
    const [desk, knowledge] = [listen(bell), listen(bell, 'knowledge')];
    bell.ring('desk');
    expect([desk.times, knowledge.times]).toEqual([1, 0]);
    desk.stop();
    bell.ring('desk');
    expect(desk.times).toBe(1);
    expect(bell.reaches()).toBe(false);
  });

  test('is not taken to reach anybody while its line delivers nothing, as behind some poolers', async () => {
    const deaf: Signals = {
      send: async () => undefined,
      open: async () => ({ close: async () => undefined }),
    };
    const bell = createBell(deaf);
    const heard = listen(bell);
    await new Promise(setImmediate);
    expect(bell.reaches()).toBe(false);
    bell.ring('desk');
    expect(heard.times).toBeGreaterThan(0);
    await bell.close();
  });

  test('sends many rings of a moment as one', async () => {
    const sent: string[] = [];
    const send = async (signal: string) => void sent.push(signal);
    const bell = createBell({ send, open: async () => ({ close: async () => undefined }) });
    for (let n = 0; n < 50; n++) bell.ring('desk');
    await new Promise(setImmediate);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatch(/ desk$/);
    await bell.close();
  });
});

describe.runIf(postgresEngine)('on PostgreSQL', () => {
  let where: TestPlace;
  let stores: OpenedStore[];

  beforeEach(async () => {
    if (!postgresEngine) return;
    where = await postgresEngine.make();
    stores = [await openStore(where.place), await openStore(where.place)];
  });
  afterEach(async () => {
    for (const store of stores) await store.close();
    await where.remove();
  });

  test('the other process hears it, and hears it again after its line was cut', async () => {
    const [here, there] = stores.map(({ bell }) => bell) as [OpenedStore['bell'], OpenedStore['bell']];
    const heard = listen(there);
    listen(here);
    await expect.poll(() => here.reaches() && there.reaches(), { timeout: 5000 }).toBe(true);
    const before = heard.times;
    here.ring('desk');
    await expect.poll(() => heard.times, { timeout: 2000 }).toBe(before + 1);
    await askPostgres(
      where.place,
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'dawen-signals' and datname = current_database() and query like 'listen%'`,
    );
    await expect.poll(() => there.reaches(), { timeout: 5000 }).toBe(false);
    await expect.poll(() => there.reaches(), { timeout: 10_000 }).toBe(true);
    const after = heard.times;
    here.ring('desk');
    await expect.poll(() => heard.times, { timeout: 2000 }).toBeGreaterThan(after);
  }, 30_000);
});
