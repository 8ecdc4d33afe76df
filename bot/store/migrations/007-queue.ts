/** What waits in a queue is found by its conversation, so that a look at the queue does not read all of it for every message. */
import { sql } from 'kysely';
import type { Database } from '../tables.ts';

export async function indexQueue({ schema }: Database): Promise<void> {
  await schema
    .createIndex('outbox_waiting')
    .on('outbox')
    .columns(['channel', 'conversation', 'position'])
    .where(sql.ref('settled_at'), 'is', null)
    .execute();
}
