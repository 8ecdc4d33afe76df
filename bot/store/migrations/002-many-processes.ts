/** What several processes need to work as one: versions, leases, an outbox; and what erasing a conversation needs. */
import { type CreateTableBuilder, sql } from 'kysely';
import type { Database } from '../tables.ts';

export async function prepareManyProcesses(database: Database): Promise<void> {
  await versionConversations(database);
  await tieTurnsToConversations(database);
  const { schema } = database;
  await createHandoffs(schema);
  await createOutbox(schema);
  await texts(schema.createTable('deliveries'), { key: 'key', needed: ['expires_at'] }).execute();
  await texts(schema.createTable('shelf'), {
    ...{ key: 'name', needed: ['value'], optional: ['expires_at'] },
  }).execute();
  await texts(schema.createTable('leases'), { key: 'name', needed: ['holder', 'expires_at'] }).execute();
  await texts(schema.createTable('audit'), {
    ...{ key: 'id', needed: ['at', 'actor', 'action'], optional: ['subject', 'detail'] },
  }).execute();
  await schema.createIndex('audit_by_time').on('audit').column('at').execute();
}

interface TextColumns {
  readonly key: string;
  readonly needed: readonly string[];
  readonly optional?: readonly string[];
}

function texts(table: CreateTableBuilder<string>, { key, needed, optional = [] }: TextColumns) {
  let built = table.addColumn(key, 'text', (column) => column.primaryKey().notNull());
  for (const name of needed) built = built.addColumn(name, 'text', (column) => column.notNull());
  for (const name of optional) built = built.addColumn(name, 'text');
  return built;
}

async function versionConversations(database: Database): Promise<void> {
  const { schema } = database;
  const table = () => schema.alterTable('conversations');
  await table()
    .addColumn('version', 'integer', (column) => column.notNull().defaultTo(1))
    .execute();
  await table()
    .addColumn('changed_at', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  await sql`update conversations set changed_at = coalesce(
    (select max(said_at) from messages where messages.conversation_id = conversations.id), created_at)`.execute(
    database,
  );
  await schema
    .createIndex('conversations_by_change')
    .on('conversations')
    .columns(['changed_at', 'id'])
    .execute();
  await schema
    .createIndex('conversations_by_account')
    .on('conversations')
    .column('account')
    .where(sql.ref('account'), 'is not', null)
    .execute();
}

async function tieTurnsToConversations(database: Database): Promise<void> {
  const { schema } = database;
  await schema
    .alterTable('turns')
    .addColumn('conversation_id', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  for (const { sender, message_id, turn } of await database
    .selectFrom('turns')
    .select(['sender', 'message_id', 'turn'])
    .execute()) {
    const update = database.updateTable('turns').set({ conversation_id: JSON.parse(turn).conversationId });
    await update.where('sender', '=', sender).where('message_id', '=', message_id).execute();
  }
  await schema.createIndex('turns_by_conversation').on('turns').column('conversation_id').execute();
}

async function createHandoffs(schema: Database['schema']): Promise<void> {
  await texts(schema.createTable('handoffs'), {
    key: 'id',
    needed: ['conversation_id', 'status', 'about', 'requested_at'],
    optional: ['agent', 'held_until', 'closed_at'],
  })
    .addForeignKeyConstraint('handoffs_conversation', ['conversation_id'], 'conversations', ['id'])
    .execute();
  // a conversation waits for a human once
  await schema
    .createIndex('handoffs_open')
    .unique()
    .on('handoffs')
    .column('conversation_id')
    .where(sql.ref('status'), '<>', sql.lit('closed'))
    .execute();
  await schema.createIndex('handoffs_by_time').on('handoffs').columns(['status', 'requested_at']).execute();
}

async function createOutbox(schema: Database['schema']): Promise<void> {
  await texts(schema.createTable('outbox'), {
    key: 'id',
    needed: ['channel', 'conversation', 'payload', 'due_at'],
    optional: ['holder', 'held_until', 'settled_at', 'failure'],
  })
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .addUniqueConstraint('outbox_order', ['channel', 'conversation', 'position'])
    .execute();
  await schema
    .createIndex('outbox_due')
    .on('outbox')
    .columns(['channel', 'due_at'])
    .where(sql.ref('settled_at'), 'is', null)
    .execute();
}
