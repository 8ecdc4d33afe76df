/** Names that one process at a time may hold, such as a long connection or a puller; they run out by themselves. */
import { type Access, beginning } from './tables.ts';

export interface Claim {
  readonly name: string;
  /** Who claims: a random id of the process, or an agent. */
  readonly holder: string;
  /** Milliseconds after which it is free again, unless the holder claims it anew. */
  readonly ttl: number;
}

export interface Leases {
  /** True when the holder has it now: it was free, had run out, or was the holder's already. */
  claim(claim: Claim): Promise<boolean>;
  /** Gives it back before its time; what another holds stays. */
  release(name: string, holder: string): Promise<void>;
  /** Who holds it now. */
  holder(name: string): Promise<string | undefined>;
  /** Whether anybody holds a name that begins so. */
  anyHeld(prefix: string): Promise<boolean>;
}

export function createLeases({ read, write, instant }: Access): Leases {
  return {
    claim: ({ name, holder, ttl }) =>
      write(async (database) => {
        const expires_at = instant(ttl);
        const insert = database.insertInto('leases').values({ name, holder, expires_at });
        const renew = insert.onConflict((on) =>
          on
            .column('name')
            .doUpdateSet({ holder, expires_at })
            .where((is) =>
              is.or([is('leases.expires_at', '<=', instant()), is('leases.holder', '=', holder)]),
            ),
        );
        return (await renew.executeTakeFirst()).numInsertedOrUpdatedRows === 1n;
      }),
    release: (name, holder) =>
      write(async (database) => {
        await database.deleteFrom('leases').where('name', '=', name).where('holder', '=', holder).execute();
      }),
    holder: (name) =>
      read(async (database) => {
        const query = database.selectFrom('leases').select('holder').where('name', '=', name);
        return (await query.where('expires_at', '>', instant()).executeTakeFirst())?.holder;
      }),
    anyHeld: (prefix) =>
      read(async (database) => {
        const query = database.selectFrom('leases').select('name').where('expires_at', '>', instant());
        const begun = query.where(beginning('name', prefix), '=', prefix);
        return (await begun.executeTakeFirst()) !== undefined;
      }),
  };
}
