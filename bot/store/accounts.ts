/** Account facts that were put into the embedded store. */
import type { Accounts } from './store.ts';
import type { Access } from './tables.ts';

export function createAccounts({ read, write }: Access): Accounts & AccountWriter {
  return {
    find: (account) =>
      read(async (database) => {
        const query = database.selectFrom('accounts').select('facts').where('id', '=', account);
        const row = await query.executeTakeFirst();
        return row && JSON.parse(row.facts);
      }),
    save: (account, facts) =>
      write(async (database) => {
        const given = { facts: JSON.stringify(facts) };
        const insert = database.insertInto('accounts').values({ id: account, ...given });
        await insert.onConflict((on) => on.column('id').doUpdateSet(given)).execute();
      }),
  };
}

export interface AccountWriter {
  /** Replaces what is known of an account. */
  save(account: string, facts: Readonly<Record<string, unknown>>): Promise<void>;
}
