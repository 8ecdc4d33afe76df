/** Which people of a platform are which accounts, and the one-time links by which they say so. */
import type { Database } from '../tables.ts';

export async function createLinkTables({ schema }: Database): Promise<void> {
  await schema
    .createTable('links')
    .addColumn('person', 'text', (column) => column.primaryKey().notNull())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('linked_at', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('links_by_account').on('links').column('account').execute();
  await schema
    .createTable('link_offers')
    .addColumn('token_hash', 'text', (column) => column.primaryKey().notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('about', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('link_offers_by_person').on('link_offers').column('person').execute();
}
