/** Takes out what must not be kept any longer: what has run out, old conversations, everything of one account. */
import { noteForgotten } from './forgotten.ts';
import type { Access, Database } from './tables.ts';

export interface Limits {
  /** What ran out before now goes: sessions, token ids, deliveries. */
  readonly now: string;
  /** Conversations in which nothing was said since then go; absent: all are kept. */
  readonly keptSince?: string;
}

export interface Erased {
  readonly conversations: number;
  readonly messages: number;
  readonly sessions: number;
  /** People of platforms who were linked to it. */
  readonly links: number;
  /** Whether there were account facts. */
  readonly accounts: number;
}

export interface Erasing {
  /** Gives the number of conversations that went. */
  purge(limits: Limits): Promise<number>;
  /**
   * Everything of one account that was said before `at`, an ISO instant, turns under way among it; the traces in the
   * files too, as far as the engine can.
   */
  forget(account: string, at: string): Promise<Erased>;
}

/** Conversations that one transaction takes out; others must not wait for long. */
const atOnce = 200;
/** Milliseconds for which a settled message of the outbox is known, should it come again. */
const settledKept = 7 * 24 * 3_600_000;

export function createErasing(access: Access, scrub: () => Promise<void>): Erasing {
  const inBatches = async (choose: (database: Database) => Promise<{ id: string }[]>) => {
    const total = { conversations: 0, messages: 0 };
    for (;;) {
      const batch = await access.write(async (database) => {
        const ids = (await choose(database)).map(({ id }) => id);
        const messages = ids.length > 0 ? await eraseConversations(database, ids) : 0;
        return { conversations: ids.length, messages };
      });
      total.conversations += batch.conversations;
      total.messages += batch.messages;
      if (batch.conversations < atOnce) return total;
    }
  };
  let hasTraces = false;
  return {
    purge: async ({ now, keptSince }) => {
      await access.write((database) => dropExpired(database, now, access));
      if (keptSince === undefined) return 0;
      await access.write((database) => dropMarks(database, keptSince));
      const { conversations } = await inBatches((database) => {
        const query = database.selectFrom('conversations').select('id').limit(atOnce);
        return query.where('changed_at', '<', keptSince).orderBy('changed_at').execute();
      });
      // one that did not work, as the files were in use, is made up for the next time
      hasTraces ||= conversations > 0;
      if (hasTraces) await scrub();
      hasTraces = false;
      return conversations;
    },
    forget: async (account, at) => {
      // first what could open another conversation
      const rest = await access.write(async (database) => {
        await noteForgotten(database, { account, at }, access);
        return eraseAccount(database, account);
      });
      const erased = await inBatches((database) => {
        const query = database.selectFrom('conversations').select('id').limit(atOnce);
        return query.where('account', '=', account).execute();
      });
      await scrub();
      return { ...erased, ...rest };
    },
  };
}

async function dropExpired(database: Database, now: string, { instant }: Access): Promise<void> {
  await database.deleteFrom('sessions').where('expires_at', '<=', now).execute();
  await database.deleteFrom('token_ids').where('expires_at', '<=', now).execute();
  for (const table of ['agent_sessions', 'agent_invitations', 'sign_in_tries'] as const)
    await database.deleteFrom(table).where('expires_at', '<=', now).execute();
  await database.deleteFrom('deliveries').where('expires_at', '<=', instant()).execute();
  await database.deleteFrom('link_offers').where('expires_at', '<=', instant()).execute();
  await database.deleteFrom('shelf').where('expires_at', '<=', instant()).execute();
  await database.deleteFrom('leases').where('expires_at', '<=', instant()).execute();
  await database.deleteFrom('outbox').where('settled_at', '<=', instant(-settledKept)).execute();
}

/** What agents wrote about answers may tell of the customers who asked. */
async function dropMarks(database: Database, keptSince: string): Promise<void> {
  await database.deleteFrom('agent_feedback').where('given_at', '<', keptSince).execute();
}

/** Every table that says something about a conversation is here. */
async function eraseConversations(database: Database, ids: readonly string[]): Promise<number> {
  const messages = database.selectFrom('messages').select('id').where('conversation_id', 'in', ids);
  await database.deleteFrom('feedback').where('message_id', 'in', messages).execute();
  await database.deleteFrom('turns').where('conversation_id', 'in', ids).execute();
  await database.deleteFrom('unanswered').where('conversation_id', 'in', ids).execute();
  await database.deleteFrom('handoffs').where('conversation_id', 'in', ids).execute();
  await database.deleteFrom('outbox').where('conversation', 'in', ids).execute();
  const gone = await database
    .deleteFrom('messages')
    .where('conversation_id', 'in', ids)
    .executeTakeFirstOrThrow();
  await database.deleteFrom('conversations').where('id', 'in', ids).execute();
  return Number(gone.numDeletedRows);
}

async function eraseAccount(
  database: Database,
  account: string,
): Promise<Pick<Erased, 'sessions' | 'links' | 'accounts'>> {
  const sessions = await database
    .deleteFrom('sessions')
    .where('account', '=', account)
    .executeTakeFirstOrThrow();
  const linked = database.selectFrom('links').select('person').where('account', '=', account);
  await database.deleteFrom('link_offers').where('person', 'in', linked).execute();
  const links = await database.deleteFrom('links').where('account', '=', account).executeTakeFirstOrThrow();
  const facts = await database.deleteFrom('accounts').where('id', '=', account).executeTakeFirstOrThrow();
  return {
    sessions: Number(sessions.numDeletedRows),
    links: Number(links.numDeletedRows),
    accounts: Number(facts.numDeletedRows),
  };
}
