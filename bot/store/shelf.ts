/** Small values by name that all processes share: the cursor of a puller, a platform's access token. */
import type { Access } from './tables.ts';

export interface Shelf {
  /** What was put there, unless its time is up. */
  get(name: string): Promise<unknown>;
  /** Replaces what is there. `ttl`: milliseconds after which it is gone; without it, it stays. */
  put(name: string, value: unknown, ttl?: number): Promise<void>;
  remove(name: string): Promise<void>;
}

export function createShelf({ read, write, instant }: Access): Shelf {
  return {
    get: (name) =>
      read(async (database) => {
        const query = database.selectFrom('shelf').select('value').where('name', '=', name);
        const row = await query
          .where((is) => is.or([is('expires_at', 'is', null), is('expires_at', '>', instant())]))
          .executeTakeFirst();
        return row && JSON.parse(row.value);
      }),
    put: (name, value, ttl) =>
      write(async (database) => {
        const put = {
          value: JSON.stringify(value ?? null),
          expires_at: ttl === undefined ? null : instant(ttl),
        };
        const insert = database.insertInto('shelf').values({ name, ...put });
        await insert.onConflict((on) => on.column('name').doUpdateSet(put)).execute();
      }),
    remove: (name) =>
      write(async (database) => {
        await database.deleteFrom('shelf').where('name', '=', name).execute();
      }),
  };
}
