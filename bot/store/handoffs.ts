/** Conversations in which a person asked for a human: who waits, who has them, and that nobody waiting is lost. */
import { sql } from 'kysely';
import type { Access, Database, Tables } from './tables.ts';

/** Written out rather than bound, so that the index of the open ones serves. */
const closed = sql.lit('closed');

export interface HandoffRequest {
  readonly id: string;
  readonly conversation: string;
  /** What the agent should see first, such as the reason; no personal data. */
  readonly about: unknown;
  readonly requestedAt: string;
}

export interface Handoff extends HandoffRequest {
  /** `claimed` falls back to `waiting` when its agent's time runs out. */
  readonly status: 'waiting' | 'claimed' | 'closed';
  /** Who has it, or had it last. */
  readonly agent?: string;
  readonly closedAt?: string;
}

export interface Handoffs {
  /** Puts a conversation into the queue; one that is in it already keeps its place. Gives the open handoff. */
  request(request: HandoffRequest): Promise<Handoff>;
  /** Everything that is not closed, those that wait longest first. */
  open(): Promise<Handoff[]>;
  find(id: string): Promise<Handoff | undefined>;
  findOpen(conversation: string): Promise<Handoff | undefined>;
  /** True when the agent has it now, for `ttl` milliseconds; the same agent renews it in the same way. */
  claim(id: string, agent: string, ttl: number): Promise<boolean>;
  /** Puts it back into the queue, at its old place; false when the agent does not have it. */
  release(id: string, agent: string): Promise<boolean>;
  /** Ends it; false when it is closed already, or `agent` is given and does not have it. */
  close(id: string, at: string, agent?: string): Promise<boolean>;
}

export function createHandoffs(access: Access): Handoffs {
  const { read, write, instant } = access;
  const one = (pick: (query: ReturnType<typeof select>) => ReturnType<typeof select>) =>
    read(async (database) => {
      const row = await pick(select(database, access)).executeTakeFirst();
      return row && fromRow(row);
    });
  return {
    request: (request) => write((database) => requestHandoff(database, request, access)),
    open: () =>
      read(async (database) => {
        const query = select(database, access).where('status', '<>', closed).orderBy('requested_at');
        return (await query.orderBy('id').execute()).map(fromRow);
      }),
    find: (id) => one((query) => query.where('id', '=', id)),
    findOpen: (conversation) =>
      one((query) => query.where('conversation_id', '=', conversation).where('status', '<>', closed)),
    claim: (id, agent, ttl) =>
      write(async (database) => {
        const claim = database
          .updateTable('handoffs')
          .set({ status: 'claimed', agent, held_until: instant(ttl) })
          .where('id', '=', id)
          .where((is) =>
            is.or([
              is('status', '=', 'waiting'),
              is.and([is('status', '=', 'claimed'), is('agent', '=', agent)]),
              is.and([is('status', '=', 'claimed'), is('held_until', '<=', instant())]),
            ]),
          );
        return (await claim.executeTakeFirst()).numUpdatedRows === 1n;
      }),
    release: (id, agent) =>
      write(async (database) => {
        const mine = database
          .updateTable('handoffs')
          .set({ status: 'waiting', agent: null, held_until: null })
          .where('id', '=', id)
          .where('status', '=', 'claimed')
          .where('agent', '=', agent);
        return (await mine.executeTakeFirst()).numUpdatedRows === 1n;
      }),
    close: (id, at, agent) =>
      write(async (database) => {
        const open = database
          .updateTable('handoffs')
          .set({ status: 'closed', closed_at: at, held_until: null })
          .where('id', '=', id)
          .where('status', '<>', closed);
        const mine = open.where('status', '=', 'claimed').where('agent', '=', agent ?? '');
        return (await (agent === undefined ? open : mine).executeTakeFirst()).numUpdatedRows === 1n;
      }),
  };
}

/** For a transaction that writes something else as well. */
export async function requestHandoff(
  database: Database,
  { id, conversation, about, requestedAt }: HandoffRequest,
  access: Pick<Access, 'instant'>,
): Promise<Handoff> {
  const row = {
    ...{ id, conversation_id: conversation, status: 'waiting', requested_at: requestedAt },
    about: JSON.stringify(about ?? null),
  };
  await database
    .insertInto('handoffs')
    .values(row)
    .onConflict((on) => on.doNothing())
    .execute();
  const open = select(database, access)
    .where('conversation_id', '=', conversation)
    .where('status', '<>', closed);
  return fromRow(await open.executeTakeFirstOrThrow());
}

/** Whoever has it shows only while the time that was claimed lasts. */
function select(database: Database, { instant }: Pick<Access, 'instant'>) {
  const isHeld = sql<boolean>`(status <> 'claimed' or held_until > ${instant()})`;
  return database
    .selectFrom('handoffs')
    .selectAll()
    .select(sql<string>`case when ${isHeld} then status else 'waiting' end`.as('standing'));
}

function fromRow(row: Tables['handoffs'] & { readonly standing: string }): Handoff {
  return {
    ...{ id: row.id, conversation: row.conversation_id, about: JSON.parse(row.about) },
    requestedAt: row.requested_at,
    status: row.standing as Handoff['status'],
    ...(row.agent !== null && { agent: row.agent }),
    ...(row.closed_at !== null && { closedAt: row.closed_at }),
  };
}
