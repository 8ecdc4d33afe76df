/** Conversations, their messages, and the turns by which a repeated message is known. */
import type { Reply } from '../../adapters/channel.ts';
import {
  isConversation,
  isTurn,
  toConversation,
  toConversationRow,
  toMessage,
  toMessageRow,
  toTurn,
  toTurnRow,
} from './conversation-rows.ts';
import { StoreError } from './errors.ts';
import { checkNotForgotten } from './forgotten.ts';
import { requestHandoff } from './handoffs.ts';
import { enqueue, type OutboxMessage } from './outbox.ts';
import type { Amendment, ConversationRecord, Conversations, FinishedTurn, StoredMessage } from './store.ts';
import type { Access, Database, Tables } from './tables.ts';
import {
  changeConversation,
  findConversation,
  insertConversation,
  insertMessages,
  insertTurn,
  recall,
} from './turn-statements.ts';
import { noteOutcome } from './unanswered.ts';

/** Takes a transaction back: another turn was faster. */
class OutrunError extends StoreError {
  constructor() {
    super('STORE_CROWDED', 'another turn of this conversation was faster');
  }
}

/** What is kept of a reply. `at`: ISO instant. */
export const messageOf = (reply: Reply, at: string): StoredMessage => ({
  ...{ id: reply.messageId, from: 'assistant', text: reply.text, reply, at },
});

/** Every attempt that loses means that another was kept; so many in a row are a fault. */
const mostAttempts = 200;

/** More are nobody's conversation; who talks for days shall not fill the memory with one call. */
const mostMessages = 20_000;
/** Messages between which everybody else has a turn: some 15 ms of work. */
const pageSize = 500;
/** Of the engines' whole numbers. */
const lastPosition = 2 ** 31 - 1;

export function createConversations(access: Access): Conversations {
  const { read, write } = access;
  const find: Conversations['find'] = (id) =>
    read(async (database) => {
      const [row] = (await findConversation(database, { id })).rows;
      return row && toConversation(row);
    });
  return {
    find,
    messages: async (id, after = 0) => {
      const pages: StoredMessage[][] = [];
      let before: number = lastPosition;
      let page: MessageRow[];
      do {
        page = await read((database) => pageOf(database, { id, after, before }));
        pages.unshift(page.reverse().map(toMessage));
        before = page[0]?.position ?? 0;
        if (page.length === pageSize) await new Promise(setImmediate);
      } while (page.length === pageSize && pages.length * pageSize < mostMessages);
      return pages.flat();
    },
    recall: (message) =>
      read(async (database) => {
        const [row] = (await recall(database, message)).rows;
        return {
          ...(row && isConversation(row) && { conversation: toConversation(row) }),
          ...(row && isTurn(row) && { turn: toTurn(row) }),
        };
      }),
    saveTurn: (turn) => unlessOutrun(write((database) => keepTurn(database, turn, access))),
    amend: async (id, change) => {
      for (let attempt = 0; attempt < mostAttempts; attempt++) {
        const before = await find(id);
        const amendment = before && change(before);
        if (!amendment) return undefined;
        const after = { ...before, ...('state' in amendment && { state: amendment.state }) };
        const kept = write((database) => keepAmendment(database, { ...amendment, after }, access));
        if ((await unlessOutrun(kept)) === 'saved') return { ...after, version: after.version + 1 };
      }
      throw new StoreError('STORE_CROWDED', 'a conversation is changed by too many at once; try again');
    },
  };
}

type MessageRow = Tables['messages'];
interface Stretch {
  readonly id: string;
  /** Positions between which they stand, neither of them read. */
  readonly after: number;
  readonly before: number;
}

/** The newest messages of a stretch, the newest first. */
function pageOf(database: Database, { id, after, before }: Stretch): Promise<MessageRow[]> {
  const all = database.selectFrom('messages').selectAll().where('conversation_id', '=', id);
  const query = all.where('position', '>', after).where('position', '<', before);
  return query.orderBy('position', 'desc').limit(pageSize).execute();
}

async function unlessOutrun(work: Promise<void>): Promise<'saved' | 'outrun'> {
  try {
    await work;
    return 'saved';
  } catch (error) {
    if (error instanceof OutrunError) return 'outrun';
    throw error;
  }
}

/** The conversation first: until the commit it keeps other processes out of what follows. */
async function keepTurn(database: Database, finished: FinishedTurn, access: Access): Promise<void> {
  const { conversation, messages, handoff, outcome, outbox = [] } = finished;
  const at = messages.at(-1)?.at ?? conversation.createdAt;
  const last = await saveConversation(database, conversation, { at, access });
  // before its messages: one that was kept since we looked is known by its turn, in whatever conversation
  const kept = await insertTurn(database, toTurnRow(finished));
  if (kept.numAffectedRows !== 1n) throw new OutrunError();
  await appendMessages(database, { id: conversation.id, last }, messages);
  if (outcome) await noteOutcome(database, outcome, { conversation: conversation.id, at });
  if (handoff) {
    const request = { ...handoff, conversation: conversation.id, requestedAt: at };
    const waiting = await requestHandoff(database, request, access);
    if (handoff.alert && waiting.id === handoff.id) await enqueue(database, handoff.alert, access);
  }
  await enqueueAll(database, outbox, access);
}

async function keepAmendment(
  database: Database,
  { after, messages = [], outbox = [] }: Amendment & { readonly after: ConversationRecord },
  access: Access,
): Promise<void> {
  const last = await saveConversation(database, after, { at: messages.at(-1)?.at, access });
  await appendMessages(database, { id: after.id, last }, messages);
  await enqueueAll(database, outbox, access);
}

async function enqueueAll(
  database: Database,
  outbox: readonly OutboxMessage[],
  access: Access,
): Promise<void> {
  for (const message of outbox) await enqueue(database, message, access);
}

/** Gives the position of its last message. Throws OutrunError when the conversation is not what it was when it was read. */
async function saveConversation(
  database: Database,
  conversation: ConversationRecord,
  { at, access }: { readonly at: string | undefined; readonly access: Access },
): Promise<number> {
  const { id, version } = conversation;
  const state = JSON.stringify(conversation.state ?? null);
  if (version === 0) {
    await checkNotForgotten(database, conversation, access);
    const made = await insertConversation(database, toConversationRow(conversation, state, at));
    if (made.numAffectedRows === 1n) return 0;
  } else {
    const change = { id, state, at: at ?? null, version, next: version + 1 };
    const [changed] = (await changeConversation(database, change)).rows;
    if (changed) return changed.last ?? 0;
  }
  throw new OutrunError();
}

async function appendMessages(
  database: Database,
  { id, last }: { readonly id: string; readonly last: number },
  messages: readonly StoredMessage[],
): Promise<void> {
  if (messages.length === 0) return;
  await insertMessages(
    database,
    messages.map((message, index) => toMessageRow(message, id, last + index + 1)),
  );
}
