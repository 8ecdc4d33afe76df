/** Statements whose text is made once. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Engine } from '../../../bot/store/engine.ts';
import { openEngine, openStore } from '../../../bot/store/open.ts';
import { prepare, prepareRows } from '../../../bot/store/statement.ts';
import type { Tables } from '../../../bot/store/tables.ts';
import { lastingEngines, noteSkipped, type TestPlace } from './engines.ts';

noteSkipped();

let built = 0;
const put = prepareRows((database, rows: readonly Tables['accounts'][]) => {
  built += 1;
  return database.insertInto('accounts').values(rows);
});
const find = prepare((database, { id }: { id: string }) => {
  built += 1;
  return database.selectFrom('accounts').select('facts').where('id', '=', id);
});

describe.each(lastingEngines)('in $name, a statement', (engine) => {
  let where: TestPlace;
  let open: Engine;

  beforeEach(async () => {
    where = await engine.make();
    await (await openStore(where.place)).close();
    open = await openEngine(where.place);
    built = 0;
  });

  afterEach(async () => {
    await open.close();
    await where.remove();
  });

  const facts = async (id: string) => open.read(async (database) => (await find(database, { id })).rows);

  test('is made once, and bound to the values of each call', async () => {
    await open.write((database) => put(database, [{ id: 'a', facts: '1' }]));
    await open.write((database) => put(database, [{ id: 'b', facts: "'; drop table accounts; --" }]));
    expect([await facts('a'), await facts('b'), await facts('c')]).toEqual([
      [{ facts: '1' }],
      [{ facts: "'; drop table accounts; --" }],
      [],
    ]);
    expect(built).toBe(2);
  });

  test('takes lists of every length', async () => {
    const rows = ['a', 'b', 'c'].map((id) => ({ id, facts: id.toUpperCase() }));
    const { numAffectedRows } = await open.write((database) => put(database, rows.slice(0, 1)));
    await open.write((database) => put(database, rows.slice(1)));
    expect(numAffectedRows).toBe(1n);
    expect((await Promise.all(['a', 'b', 'c'].map(facts))).flat().map((row) => row.facts)).toEqual([
      'A',
      'B',
      'C',
    ]);
  });

  test('is taken back with the work that it belongs to', async () => {
    const work = open.write(async (database) => {
      await put(database, [{ id: 'a', facts: '1' }]);
      throw new Error('no');
    });
    await expect(work).rejects.toMatchObject({ name: 'StoreError' });
    expect(await facts('a')).toEqual([]);
  });
});
