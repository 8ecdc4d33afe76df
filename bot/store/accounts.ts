/** Account facts that were put into the embedded store. */
import type { Accounts } from './store.ts';
import type { Access } from './tables.ts';

export interface AccountRecord {
  readonly account: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface AccountWriter {
  /** Replaces what is known of an account. */
  save(account: string, facts: AccountRecord['facts']): Promise<void>;
  /** Replaces what is known of these accounts, in one transaction; of two records of one account the later stays. */
  saveAll(records: readonly AccountRecord[]): Promise<void>;
}

const rowsAtOnce = 200;

export function createAccounts({ read, write }: Access): Accounts & AccountWriter {
  const saveAll = (records: readonly AccountRecord[]) =>
    write(async (database) => {
      // one statement may not touch an account twice
      const last = new Map(records.map(({ account, facts }) => [account, JSON.stringify(facts)]));
      const rows = [...last].map(([id, facts]) => ({ id, facts }));
      for (let at = 0; at < rows.length; at += rowsAtOnce) {
        const insert = database.insertInto('accounts').values(rows.slice(at, at + rowsAtOnce));
        const replace = insert.onConflict((on) =>
          on.column('id').doUpdateSet(({ ref }) => ({ facts: ref('excluded.facts') })),
        );
        await replace.execute();
      }
    });
  return {
    find: (account) =>
      read(async (database) => {
        const query = database.selectFrom('accounts').select('facts').where('id', '=', account);
        const row = await query.executeTakeFirst();
        return row && JSON.parse(row.facts);
      }),
    save: (account, facts) => saveAll([{ account, facts }]),
    saveAll,
  };
}
