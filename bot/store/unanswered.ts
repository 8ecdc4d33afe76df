/** Questions that found no answer, grouped by their words; the words themselves stand in the messages. */
import { sql } from 'kysely';
import type { Access, Database } from './tables.ts';

/** What a turn says of the question that it was asked. */
export type Outcome =
  | {
      readonly status: 'unanswered';
      readonly act: 'fallback' | 'clarify';
      readonly message: string;
      /** The question in one form, so that the same one asked again is counted with it. */
      readonly asked: string;
    }
  /** What was left open before was chosen from. */
  | { readonly status: 'chosen' };

export interface UnansweredGroup {
  /** As it was asked in one of the messages, masked. */
  readonly text: string;
  readonly act: 'fallback' | 'clarify';
  readonly times: number;
  readonly lastAt: string;
}

export interface UnansweredQuestions {
  /** Those asked most often first; of the newest `among` occurrences. */
  list(page: { readonly limit: number; readonly among: number }): Promise<UnansweredGroup[]>;
}

export function createUnanswered({ read }: Access): UnansweredQuestions {
  return {
    list: ({ limit, among }) =>
      read(async (database) => {
        const newest = database
          .selectFrom('unanswered')
          .selectAll()
          .orderBy('asked_at', 'desc')
          .limit(among)
          .as('newest');
        const groups = database
          .selectFrom(newest)
          .select(({ fn }) => [
            ...(['asked', 'act'] as const),
            fn.max('message_id').as('message'),
            fn.max('asked_at').as('last'),
            fn.countAll().as('times'),
          ])
          .groupBy(['asked', 'act'])
          .orderBy('times', 'desc')
          .orderBy(sql`last`, 'desc')
          .limit(limit)
          .as('groups');
        const rows = await database
          .selectFrom(groups)
          .innerJoin('messages', 'messages.id', 'groups.message')
          .select(['messages.body', 'groups.act', 'groups.times', 'groups.last'])
          .orderBy('groups.times', 'desc')
          .orderBy('groups.last', 'desc')
          .execute();
        return rows.map(({ body, act, times, last }) => ({
          ...{ text: body, act: act === 'clarify' ? 'clarify' : 'fallback' },
          ...{ times: Number(times), lastAt: last },
        }));
      }),
  };
}

/** For the transaction that keeps the turn. */
export async function noteOutcome(
  database: Database,
  outcome: Outcome,
  { conversation, at }: { readonly conversation: string; readonly at: string },
): Promise<void> {
  if (outcome.status === 'chosen') {
    const open = database.deleteFrom('unanswered').where('conversation_id', '=', conversation);
    await open.where('act', '=', 'clarify').execute();
    return;
  }
  const { message, act, asked } = outcome;
  const row = { message_id: message, conversation_id: conversation, act, asked, asked_at: at };
  await database.insertInto('unanswered').values(row).execute();
}
