/** Accounts that were just forgotten: what a turn under way would keep of one must not come after it. */
import { hash } from 'node:crypto';
import { StoreError } from './errors.ts';
import type { ConversationRecord } from './store.ts';
import type { Access, Database } from './tables.ts';

/** Milliseconds after which no turn is under way any more that began before. */
const longestTurn = 60_000;

const nameOf = (account: string): string => `forgotten:${hash('sha256', account)}`;

/** Lies on the shelf for a minute. `at`: ISO instant. */
export async function noteForgotten(
  database: Database,
  { account, at }: { readonly account: string; readonly at: string },
  { instant }: Access,
): Promise<void> {
  const note = { value: at, expires_at: instant(longestTurn) };
  const insert = database.insertInto('shelf').values({ name: nameOf(account), ...note });
  await insert.onConflict((on) => on.column('name').doUpdateSet(note)).execute();
}

/** Throws StoreError where its account was forgotten since it began. */
export async function checkNotForgotten(
  database: Database,
  { account, createdAt }: ConversationRecord,
  { instant }: Access,
): Promise<void> {
  if (account === undefined) return;
  const notes = database.selectFrom('shelf').select('value').where('name', '=', nameOf(account));
  const note = await notes.where('expires_at', '>', instant()).executeTakeFirst();
  if (note && createdAt <= note.value)
    throw new StoreError(
      'STORE_FORGOTTEN',
      'the account was forgotten meanwhile; nothing is kept of this turn',
    );
}
