/** Small values by name that all processes share: the cursor of a puller, a platform's access token. */
import { type Access, beginning, type Database } from './tables.ts';

export interface Shelf {
  /** What was put there, unless its time is up. */
  get(name: string): Promise<unknown>;
  /** All that lies under names that begin so, in the order of their names. */
  list(prefix: string): Promise<unknown[]>;
  /** Replaces what is there. `ttl`: milliseconds after which it is gone; without it, it stays. */
  put(name: string, value: unknown, ttl?: number): Promise<void>;
  remove(name: string): Promise<void>;
}

export function createShelf({ read, statement, instant }: Access): Shelf {
  const lasting = (database: Database) =>
    database
      .selectFrom('shelf')
      .select('value')
      .where((is) => is.or([is('expires_at', 'is', null), is('expires_at', '>', instant())]));
  return {
    get: (name) =>
      read(async (database) => {
        const row = await lasting(database).where('name', '=', name).executeTakeFirst();
        return row && JSON.parse(row.value);
      }),
    list: (prefix) =>
      read(async (database) => {
        const begun = lasting(database).where(beginning('name', prefix), '=', prefix);
        return (await begun.orderBy('name').execute()).map(({ value }) => JSON.parse(value));
      }),
    put: (name, value, ttl) =>
      statement(async (database) => {
        const put = {
          value: JSON.stringify(value ?? null),
          expires_at: ttl === undefined ? null : instant(ttl),
        };
        const insert = database.insertInto('shelf').values({ name, ...put });
        await insert.onConflict((on) => on.column('name').doUpdateSet(put)).execute();
      }),
    remove: (name) =>
      statement(async (database) => {
        await database.deleteFrom('shelf').where('name', '=', name).execute();
      }),
  };
}
