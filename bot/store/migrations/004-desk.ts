/** What agents say of answers, and which questions found none. */
import type { Database } from '../tables.ts';

export async function createDeskTables({ schema }: Database): Promise<void> {
  await schema
    .createTable('agent_feedback')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('entry', 'text', (column) => column.notNull())
    .addColumn('rating', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('comment', 'text')
    .addColumn('agent', 'text', (column) => column.notNull())
    .addColumn('knowledge', 'text', (column) => column.notNull())
    .addColumn('given_at', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createIndex('agent_feedback_by_entry')
    .on('agent_feedback')
    .columns(['entry', 'given_at'])
    .execute();
  await schema
    .createTable('unanswered')
    .addColumn('message_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('conversation_id', 'text', (column) => column.notNull().references('conversations.id'))
    .addColumn('act', 'text', (column) => column.notNull())
    .addColumn('asked', 'text', (column) => column.notNull())
    .addColumn('asked_at', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('unanswered_by_time').on('unanswered').column('asked_at').execute();
  await schema.createIndex('unanswered_by_conversation').on('unanswered').column('conversation_id').execute();
}
