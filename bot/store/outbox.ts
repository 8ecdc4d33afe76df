/** Work that must be done once it was promised, such as messages to a platform: in order, retried, by one at a time. */
import { type ExpressionBuilder, sql } from 'kysely';
import type { Access, Database, Tables } from './tables.ts';

export interface OutboxMessage {
  /** The same id again is the same message: a key of the platform, or one that follows from the turn. */
  readonly id: string;
  readonly channel: string;
  /** Messages of one conversation leave in the order in which they came; also what is forgotten with it. */
  readonly conversation: string;
  /** Anything that JSON can hold. */
  readonly payload: unknown;
  /** Milliseconds to wait before the first attempt. */
  readonly delay?: number;
}

export interface TakenMessage extends Omit<OutboxMessage, 'delay'> {
  /** Attempts so far, this one included. */
  readonly attempts: number;
}

export interface Taking {
  readonly channel: string;
  readonly holder: string;
  readonly limit: number;
  /** Milliseconds after which another may take what was not settled; longer than the slowest attempt. */
  readonly ttl: number;
}

export type Settlement =
  | { readonly status: 'done' }
  | { readonly status: 'retry'; readonly after: number; readonly failure: string }
  | { readonly status: 'failed'; readonly failure: string };

export interface Outbox {
  /** False when this id is there already, settled or not. */
  enqueue(message: OutboxMessage): Promise<boolean>;
  /** Of every conversation the oldest message that is due and that nobody holds; it is the taker's until `ttl`. */
  takeDue(taking: Taking): Promise<TakenMessage[]>;
  /** Ends an attempt; false when the time was up and another has taken it. */
  settle(id: string, holder: string, settlement: Settlement): Promise<boolean>;
  /** Whether anything of a conversation still waits in a queue. */
  isWaiting(channel: string, conversation: string): Promise<boolean>;
}

export function createOutbox(access: Access): Outbox {
  const { read, statement, instant } = access;
  return {
    enqueue: (message) => statement((database) => enqueue(database, message, access)),
    takeDue: (taking) => statement((database) => takeDue(database, taking, access)),
    settle: (id, holder, settlement) =>
      statement(async (database) => {
        const change = database.updateTable('outbox').set({
          ...{ holder: null, held_until: null },
          failure: settlement.status === 'done' ? null : settlement.failure,
          ...(settlement.status === 'retry'
            ? { due_at: instant(settlement.after) }
            : // the id stays, so that a repeat is known; what was said need not be kept twice
              { settled_at: instant(), payload: 'null' }),
        });
        const mine = change.where('id', '=', id).where('holder', '=', holder);
        return (await mine.where('settled_at', 'is', null).executeTakeFirst()).numUpdatedRows === 1n;
      }),
    isWaiting: (channel, conversation) =>
      read(async (database) => {
        const query = database.selectFrom('outbox').select('id').where('channel', '=', channel);
        const open = query.where('conversation', '=', conversation).where('settled_at', 'is', null);
        return (await open.limit(1).executeTakeFirst()) !== undefined;
      }),
  };
}

/** One statement when it is new and nobody else is at it; also inside a transaction that writes something else. */
export async function enqueue(
  database: Database,
  message: OutboxMessage,
  { instant }: Pick<Access, 'instant'>,
): Promise<boolean> {
  const { id, channel, conversation, payload, delay } = message;
  const known = database.selectFrom('outbox').select('id').where('id', '=', id);
  // two processes may find the same last position: the one that comes later looks again
  for (;;) {
    const row = database
      .selectFrom('outbox')
      .select(({ val, fn }) => [
        ...[val(id).as('id'), val(channel).as('channel'), val(conversation).as('conversation')],
        ...[val(JSON.stringify(payload ?? null)).as('payload'), instant(delay).as('due_at')],
        sql<number>`coalesce(${fn.max('position')}, 0) + 1`.as('position'),
      ])
      .where('channel', '=', channel)
      .where('conversation', '=', conversation);
    const insert = database
      .insertInto('outbox')
      .columns(['id', 'channel', 'conversation', 'payload', 'due_at', 'position'])
      .expression(row)
      .onConflict((on) => on.doNothing());
    if ((await insert.executeTakeFirst()).numInsertedOrUpdatedRows === 1n) return true;
    if (await known.executeTakeFirst()) return false;
  }
}

async function takeDue(
  database: Database,
  { channel, holder, limit, ttl }: Taking,
  { dialect, instant }: Access,
): Promise<TakenMessage[]> {
  const isFree = (is: ExpressionBuilder<Tables, 'outbox'>) =>
    is.or([is('outbox.held_until', 'is', null), is('outbox.held_until', '<=', instant())]);
  const due = database
    .selectFrom('outbox')
    .select('outbox.id')
    .where('outbox.channel', '=', channel)
    .where('outbox.settled_at', 'is', null)
    .where('outbox.due_at', '<=', instant())
    .where(isFree)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox as earlier')
            .select('earlier.id')
            .whereRef('earlier.channel', '=', 'outbox.channel')
            .whereRef('earlier.conversation', '=', 'outbox.conversation')
            .whereRef('earlier.position', '<', 'outbox.position')
            .where('earlier.settled_at', 'is', null),
        ),
      ),
    )
    // by nothing else: the index has this order, so that reading ends with the last that is taken
    .orderBy('outbox.due_at')
    .limit(limit)
    .$if(dialect === 'postgres', (query) => query.forUpdate().skipLocked());
  const rows = await database
    .updateTable('outbox')
    .set(({ eb }) => ({ holder, held_until: instant(ttl), attempts: eb('attempts', '+', 1) }))
    .where('id', 'in', due)
    .where(isFree)
    .returning(['id', 'channel', 'conversation', 'payload', 'attempts'])
    .execute();
  return rows.map((row) => ({ ...row, payload: JSON.parse(row.payload) }));
}
