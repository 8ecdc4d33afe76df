/** Receipts of computed answers that agents pasted. */
import type { Database } from '../tables.ts';

export async function createReceiptTable({ schema }: Database): Promise<void> {
  await schema
    .createTable('receipts')
    .addColumn('code', 'text', (column) => column.primaryKey().notNull())
    .addColumn('issued_at', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
}
