/** Thumbs and reasons, one per person and message; the last one counts. */
import type { Feedback, FeedbackLog } from './store.ts';
import type { Access, Database } from './tables.ts';

export function createFeedbackLog({ write }: Access): FeedbackLog {
  return {
    add: (feedback) =>
      write(async (database) => {
        if (!(await isTheirs(database, feedback))) return false;
        const { messageId, sender, at, ...said } = feedback;
        const given = {
          rating: said.rating,
          reason: said.reason ?? null,
          comment: said.comment ?? null,
          given_at: at,
        };
        const insert = database.insertInto('feedback').values({ message_id: messageId, sender, ...given });
        await insert.onConflict((on) => on.columns(['message_id', 'sender']).doUpdateSet(given)).execute();
        return true;
      }),
  };
}

/** Only what the assistant or a human said in one's own conversation can be rated. */
async function isTheirs(database: Database, { messageId, sender, account }: Feedback): Promise<boolean> {
  const row = await database
    .selectFrom('messages')
    .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
    .select(['conversations.owner', 'conversations.account'])
    .where('messages.id', '=', messageId)
    .where('messages.author', '!=', 'person')
    .executeTakeFirst();
  if (!row) return false;
  return row.owner === sender || (account !== undefined && row.account === account);
}
