/** What every turn says to the database. */
import { sql } from 'kysely';
import { prepare, prepareRows } from './statement.ts';
import type { Recalled } from './store.ts';
import type { Tables } from './tables.ts';

export const findSession = prepare((database, { tokenHash }: { tokenHash: string }) =>
  database.selectFrom('sessions').selectAll().where('token_hash', '=', tokenHash),
);

export const findConversation = prepare((database, { id }: { id: string }) =>
  database.selectFrom('conversations').selectAll().where('id', '=', id),
);

/** One row: with the columns of the conversation, and with those of the turn, where there are such; null where not. */
export const recall = prepare((database, { conversation, sender, messageId }: Recalled) =>
  database
    .selectFrom(sql<{ one: number }>`(select 1 as one)`.as('message'))
    .leftJoin('conversations', (join) => join.on('conversations.id', '=', conversation))
    .leftJoin('turns', (join) => join.on('turns.sender', '=', sender).on('turns.message_id', '=', messageId))
    .selectAll('conversations')
    .select(['turns.request_hash', 'turns.turn']),
);

/** Nothing is inserted where there is one of that id. */
export const insertConversation = prepare((database, row: Tables['conversations']) =>
  database
    .insertInto('conversations')
    .values(row)
    .onConflict((on) => on.column('id').doNothing()),
);

interface Change {
  readonly id: string;
  readonly state: string;
  /** Null: it counts as changed when it did. */
  readonly at: string | null;
  /** Which version must be there, and which comes after it. */
  readonly version: number;
  readonly next: number;
}

/** Gives the position of the last message, or no row where another version is there. */
export const changeConversation = prepare((database, { id, state, at, version, next }: Change) =>
  database
    .updateTable('conversations')
    .set({ state, version: next, changed_at: sql<string>`coalesce(${at}, changed_at)` })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning(({ selectFrom }) =>
      selectFrom('messages')
        .select(({ fn }) => fn.max('position').as('position'))
        .where('conversation_id', '=', id)
        .as('last'),
    ),
);

/** Nothing is inserted where the message of that sender has had its turn. */
export const insertTurn = prepare((database, row: Tables['turns']) =>
  database
    .insertInto('turns')
    .values(row)
    .onConflict((on) => on.doNothing()),
);

export const insertMessages = prepareRows((database, rows: readonly Tables['messages'][]) =>
  database.insertInto('messages').values(rows),
);
