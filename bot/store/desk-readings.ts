/** What the desk reads: how open handoffs and followed conversations stand, and the lines of its list. */
import { sql } from 'kysely';
import type { Access, Database } from './tables.ts';

/** What changes when something happens in a conversation; cheap enough to be read every second. */
export interface Standing {
  readonly conversation: string;
  /** How many messages there are. */
  readonly said: number;
  /** The open handoff. */
  readonly handoff?: string;
  /** The agent who has it now. */
  readonly heldBy?: string;
}

/** One line of the desk's list. */
export interface DeskLine {
  readonly id: string;
  readonly conversation: string;
  readonly channel: string;
  readonly account?: string;
  readonly status: 'waiting' | 'held' | 'closed';
  readonly requestedAt: string;
  readonly heldBy?: string;
  readonly heldByName?: string;
  /** What the customer said last. */
  readonly lastMessage: string;
}

export interface Watched {
  /** Every conversation with an open handoff. */
  readonly desk: boolean;
  /** And these. */
  readonly conversations: readonly string[];
}

export interface DeskReadings {
  standings(watched: Watched): Promise<Standing[]>;
  /** Those that are open, or the newest that are closed; who waits longest comes first. */
  lines(which: 'open' | 'closed'): Promise<DeskLine[]>;
  line(handoff: string): Promise<DeskLine | undefined>;
}

/** Written out rather than bound, so that the index of the open ones serves. */
const closed = sql.lit('closed');
const mostClosed = 100;
/** Values that one statement binds. */
const atOnce = 500;

export function createDeskReadings(access: Access): DeskReadings {
  const { read } = access;
  return {
    standings: ({ desk, conversations }) =>
      read(async (database) => {
        const rows = desk ? await openStandings(database, access).execute() : [];
        for (let at = 0; at < conversations.length; at += atOnce) {
          const ids = conversations.slice(at, at + atOnce);
          rows.push(
            ...(await followedStandings(database, access).where('conversations.id', 'in', ids).execute()),
          );
        }
        return [...new Map(rows.map((row) => [row.conversation, toStanding(row)])).values()];
      }),
    lines: (which) =>
      read(async (database) => {
        const query = selectLines(database, access);
        const rows =
          which === 'open'
            ? await query
                .where('status', '<>', closed)
                .orderBy('requested_at')
                .orderBy('handoffs.id')
                .execute()
            : await query
                .where('status', '=', closed)
                .orderBy('closed_at', 'desc')
                .limit(mostClosed)
                .execute();
        return rows.map(toLine);
      }),
    line: (handoff) =>
      read(async (database) => {
        const row = await selectLines(database, access).where('handoffs.id', '=', handoff).executeTakeFirst();
        return row && toLine(row);
      }),
  };
}

type Instant = Pick<Access, 'instant'>;

/** Whoever has it, while the time that was claimed lasts. */
const heldBy = ({ instant }: Instant) =>
  sql<string | null>`case when handoffs.status = 'claimed' and handoffs.held_until > ${instant()}
    then handoffs.agent end`;

function openStandings(database: Database, access: Instant) {
  return database
    .selectFrom('handoffs')
    .select(['handoffs.conversation_id as conversation', 'handoffs.id as handoff'])
    .select([heldBy(access).as('agent'), said('handoffs.conversation_id').as('said')])
    .where('handoffs.status', '<>', closed)
    .$castTo<StandingRow>();
}

function followedStandings(database: Database, access: Instant) {
  return database
    .selectFrom('conversations')
    .leftJoin('handoffs', (join) =>
      join.onRef('handoffs.conversation_id', '=', 'conversations.id').on('handoffs.status', '<>', closed),
    )
    .select(['conversations.id as conversation', 'handoffs.id as handoff'])
    .select([heldBy(access).as('agent'), said('conversations.id').as('said')])
    .$castTo<StandingRow>();
}

const said = (conversation: string) =>
  sql<number>`(select coalesce(max(position), 0) from messages where messages.conversation_id = ${sql.ref(conversation)})`;

interface StandingRow {
  readonly conversation: string;
  readonly handoff: string | null;
  readonly agent: string | null;
  readonly said: number;
}

function toStanding({ conversation, handoff, agent, said: count }: StandingRow): Standing {
  return {
    ...{ conversation, said: Number(count) },
    ...(handoff !== null && { handoff }),
    ...(agent !== null && { heldBy: agent }),
  };
}

function selectLines(database: Database, access: Instant) {
  const last = sql<string | null>`(select body from messages
    where messages.conversation_id = handoffs.conversation_id and author = 'person'
    order by position desc limit 1)`;
  return database
    .selectFrom('handoffs')
    .innerJoin('conversations', 'conversations.id', 'handoffs.conversation_id')
    .leftJoin('agents', 'agents.name', 'handoffs.agent')
    .select(['handoffs.id', 'handoffs.conversation_id', 'handoffs.status', 'handoffs.requested_at'])
    .select(['conversations.channel', 'conversations.account', 'agents.display_name', 'handoffs.agent'])
    .select([heldBy(access).as('holder'), last.as('last')]);
}

type LineRow = Awaited<ReturnType<ReturnType<typeof selectLines>['execute']>>[number];

/** A closed one names who had it last. */
function toLine(row: LineRow): DeskLine {
  const isClosed = row.status === 'closed';
  const agent = isClosed ? row.agent : row.holder;
  return {
    ...{ id: row.id, conversation: row.conversation_id, channel: row.channel },
    ...(row.account !== null && { account: row.account }),
    status: isClosed ? 'closed' : agent === null ? 'waiting' : 'held',
    requestedAt: row.requested_at,
    ...(agent !== null && { heldBy: agent }),
    ...(agent !== null && row.display_name !== null && { heldByName: row.display_name }),
    lastMessage: row.last ?? '',
  };
}
