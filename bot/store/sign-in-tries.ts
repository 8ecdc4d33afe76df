/** How often a sign-in was tried lately, by name and by address; counted so that two calls at once are two. */
import { sql } from 'kysely';
import type { Access } from './tables.ts';

export interface TryCount {
  readonly tries: number;
  /** When the count is forgotten. */
  readonly until: string;
}

export interface Counting {
  readonly key: string;
  readonly now: string;
  /** When this try is forgotten; each try puts it off until there were more than `limit`. */
  readonly until: string;
  readonly limit: number;
}

export interface SignInTries {
  /** Counts one more. */
  count(counting: Counting): Promise<TryCount>;
  /** Takes one try back: it was right. */
  giveBack(key: string): Promise<void>;
  forget(key: string): Promise<void>;
}

export function createSignInTries({ write }: Pick<Access, 'write'>): SignInTries {
  return {
    count: ({ key, now, until, limit }) =>
      write(async (database) => {
        const insert = database.insertInto('sign_in_tries').values({ key, tries: 1, expires_at: until });
        const counted = insert.onConflict((on) =>
          on.column('key').doUpdateSet({
            tries: sql<number>`case when sign_in_tries.expires_at <= ${now} then 1 else sign_in_tries.tries + 1 end`,
            expires_at: sql<string>`case when sign_in_tries.expires_at > ${now} and sign_in_tries.tries >= ${limit}
              then sign_in_tries.expires_at else excluded.expires_at end`,
          }),
        );
        const row = await counted.returning(['tries', 'expires_at']).executeTakeFirstOrThrow();
        return { tries: row.tries, until: row.expires_at };
      }),
    giveBack: (key) =>
      write(async (database) => {
        const update = database
          .updateTable('sign_in_tries')
          .set(({ eb }) => ({ tries: eb('tries', '-', 1) }));
        await update.where('key', '=', key).where('tries', '>', 0).execute();
      }),
    forget: (key) =>
      write(async (database) => {
        await database.deleteFrom('sign_in_tries').where('key', '=', key).execute();
      }),
  };
}
