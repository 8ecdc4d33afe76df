/** What agents and customers said about answers, by entry. */
import { randomUUID } from 'node:crypto';
import type { Reply } from '../../adapters/channel.ts';
import type { Access, Database } from './tables.ts';

/** An agent's word on an entry of the knowledge base as it was then. */
export interface Mark {
  readonly entry: string;
  readonly rating: 'wrong' | 'unclear';
  readonly reason: string;
  readonly comment?: string;
  readonly agent: string;
  /** Hash of the knowledge base. */
  readonly knowledge: string;
  readonly at: string;
}

export interface Opinion {
  readonly entry?: string;
  readonly rating: 'up' | 'down' | Mark['rating'];
  readonly reason?: string;
  readonly comment?: string;
  readonly by: 'customer' | 'agent';
  readonly knowledge?: string;
  readonly at: string;
}

export interface Opinions {
  add(mark: Mark): Promise<void>;
  /** Of one entry or of all, the newest first. */
  list(page: { readonly entry?: string; readonly limit: number }): Promise<Opinion[]>;
}

export function createOpinions({ read, write, dialect }: Access): Opinions {
  return {
    add: ({ comment = null, at, ...mark }) =>
      write(async (database) => {
        const row = { id: randomUUID(), ...mark, comment, given_at: at };
        await database.insertInto('agent_feedback').values(row).execute();
      }),
    list: (page) =>
      read(async (database) => {
        const [marks, thumbs] = [await listMarks(database, page), await listThumbs(database, page, dialect)];
        const newest = [...marks, ...thumbs].sort((a, b) => b.at.localeCompare(a.at));
        return newest.slice(0, page.limit);
      }),
  };
}

type Page = Parameters<Opinions['list']>[0];

async function listMarks(database: Database, { entry, limit }: Page): Promise<Opinion[]> {
  const query = database.selectFrom('agent_feedback').selectAll().orderBy('given_at', 'desc').limit(limit);
  const rows = await (entry === undefined ? query : query.where('entry', '=', entry)).execute();
  return rows.map((row) => ({
    ...{ entry: row.entry, rating: row.rating === 'wrong' ? 'wrong' : 'unclear', reason: row.reason },
    ...(row.comment !== null && { comment: row.comment }),
    ...{ by: 'agent', knowledge: row.knowledge, at: row.given_at },
  }));
}

/** A thumb is on a message; the reply that was rated says which entry it rests on. */
async function listThumbs(
  database: Database,
  { entry, limit }: Page,
  dialect: Access['dialect'],
): Promise<Opinion[]> {
  const query = database
    .selectFrom('feedback')
    .innerJoin('messages', 'messages.id', 'feedback.message_id')
    .select([
      ...(['feedback.rating', 'feedback.reason', 'feedback.comment', 'feedback.given_at'] as const),
      'messages.reply',
    ])
    .orderBy('feedback.given_at', 'desc')
    .limit(limit);
  const one = query.where((is) =>
    is(
      dialect === 'postgres'
        ? is.fn<string>('json_extract_path_text', [is.cast('messages.reply', 'json'), is.val('entry')])
        : is.fn<string>('json_extract', ['messages.reply', is.val('$.entry')]),
      '=',
      entry ?? '',
    ),
  );
  const rows = await (entry === undefined ? query : one).execute();
  return rows.map(({ rating, reason, comment, reply, given_at: at }) => {
    const rated = reply === null ? undefined : (JSON.parse(reply) as Reply).entry;
    return {
      ...(rated !== undefined && { entry: rated }),
      rating: rating === 'up' ? 'up' : 'down',
      ...(reason !== null && { reason }),
      ...(comment !== null && { comment }),
      ...{ by: 'customer', at },
    };
  });
}
