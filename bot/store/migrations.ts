/** The steps that lead an empty or older store to today's tables. A step that was released is never changed. */
import { sql } from 'kysely';
import { StoreError } from './errors.ts';
import type { Database } from './tables.ts';

type Migration = (database: Database) => Promise<void>;

export const migrations: readonly Migration[] = [createFirstTables];

/**
 * Applies what is missing, inside the transaction that the caller holds, so that several starting processes do it once.
 * Throws StoreError STORE_NEWER when a newer program has been here.
 */
export async function migrate(database: Database): Promise<void> {
  await sql`create table if not exists dawen_schema (version integer primary key not null)`.execute(database);
  const rows = await sql<{
    version: number | null;
  }>`select max(version) as version from dawen_schema`.execute(database);
  const version = Number(rows.rows[0]?.version ?? 0);
  if (version > migrations.length) {
    const advice = 'start the newer program, or restore a backup made before the upgrade';
    throw new StoreError(
      'STORE_NEWER',
      `the store was written by a newer Dawen (schema ${version}, this program knows ${migrations.length}); ${advice}`,
    );
  }
  for (const [index, apply] of migrations.entries()) {
    if (index < version) continue;
    await apply(database);
    await sql`insert into dawen_schema (version) values (${index + 1})`.execute(database);
  }
}

async function createFirstTables({ schema }: Database): Promise<void> {
  await schema
    .createTable('sessions')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    .addColumn('account', 'text')
    .addColumn('locale', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('sessions_by_expiry').on('sessions').column('expires_at').execute();
  await schema
    .createTable('token_ids')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute();
  await createConversationTables(schema);
  await schema
    .createTable('accounts')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('facts', 'text', (column) => column.notNull())
    .execute();
}

async function createConversationTables(schema: Database['schema']): Promise<void> {
  await schema
    .createTable('conversations')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('account', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('messages')
    .addColumn('conversation_id', 'text', (column) => column.notNull().references('conversations.id'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('reply', 'text')
    .addColumn('client_message_id', 'text')
    .addColumn('said_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('messages_key', ['conversation_id', 'position'])
    .execute();
  await schema
    .createTable('turns')
    .addColumn('sender', 'text', (column) => column.notNull())
    .addColumn('message_id', 'text', (column) => column.notNull())
    .addColumn('request_hash', 'text', (column) => column.notNull())
    .addColumn('turn', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('turns_key', ['sender', 'message_id'])
    .execute();
  await schema
    .createTable('feedback')
    .addColumn('message_id', 'text', (column) => column.notNull().references('messages.id'))
    .addColumn('sender', 'text', (column) => column.notNull())
    .addColumn('rating', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('comment', 'text')
    .addColumn('given_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('feedback_key', ['message_id', 'sender'])
    .execute();
}
