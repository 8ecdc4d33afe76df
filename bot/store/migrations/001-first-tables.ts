/** Sessions, conversations, feedback, accounts. Also takes in a store that was made before steps had names. */
import { sql } from 'kysely';
import type { Database } from '../tables.ts';

export async function createFirstTables(database: Database): Promise<void> {
  const { schema } = database;
  await sql`drop table if exists dawen_schema`.execute(database);
  await schema
    .createTable('sessions')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    .addColumn('account', 'text')
    .addColumn('locale', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('sessions_by_expiry').ifNotExists().on('sessions').column('expires_at').execute();
  await schema
    .createTable('token_ids')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute();
  await createConversationTables(schema);
  await schema
    .createTable('accounts')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('facts', 'text', (column) => column.notNull())
    .execute();
}

async function createConversationTables(schema: Database['schema']): Promise<void> {
  await schema
    .createTable('conversations')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('account', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('messages')
    .ifNotExists()
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
    .ifNotExists()
    .addColumn('sender', 'text', (column) => column.notNull())
    .addColumn('message_id', 'text', (column) => column.notNull())
    .addColumn('request_hash', 'text', (column) => column.notNull())
    .addColumn('turn', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('turns_key', ['sender', 'message_id'])
    .execute();
  await schema
    .createTable('feedback')
    .ifNotExists()
    .addColumn('message_id', 'text', (column) => column.notNull().references('messages.id'))
    .addColumn('sender', 'text', (column) => column.notNull())
    .addColumn('rating', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('comment', 'text')
    .addColumn('given_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('feedback_key', ['message_id', 'sender'])
    .execute();
}
