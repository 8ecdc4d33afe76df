/** What platforms delivered already: they deliver the same thing again when an answer was slow. */
import { createHash } from 'node:crypto';
import type { Access } from './tables.ts';

export interface Delivery {
  readonly channel: string;
  /** The platform's own id of the event. */
  readonly key: string;
  /** Milliseconds for which a repeat is known. */
  readonly ttl: number;
}

export interface Deliveries {
  /** True the first time, also when several processes ask at once. */
  claim(delivery: Delivery): Promise<boolean>;
}

export function createDeliveries({ statement, instant }: Access): Deliveries {
  return {
    claim: ({ channel, key, ttl }) =>
      statement(async (database) => {
        // hashed: a platform may send a key longer than an index takes
        const hash = createHash('sha256')
          .update(JSON.stringify([channel, key]))
          .digest('hex');
        const expires_at = instant(ttl);
        const insert = database.insertInto('deliveries').values({ key: hash, expires_at });
        const claim = insert.onConflict((on) =>
          on.column('key').doUpdateSet({ expires_at }).where('deliveries.expires_at', '<=', instant()),
        );
        return (await claim.executeTakeFirst()).numInsertedOrUpdatedRows === 1n;
      }),
  };
}
