/** Conversations, their messages, and the turns by which a repeated message is known. */
import type { Reply, Turn } from '../../adapters/channel.ts';
import { StoreError } from './errors.ts';
import { requestHandoff } from './handoffs.ts';
import { enqueue, type OutboxMessage } from './outbox.ts';
import type { Amendment, ConversationRecord, Conversations, FinishedTurn, StoredMessage } from './store.ts';
import type { Access, Database, Tables } from './tables.ts';
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

export function createConversations(access: Access): Conversations {
  const { read, write } = access;
  const find: Conversations['find'] = (id) =>
    read(async (database) => {
      const query = database.selectFrom('conversations').selectAll().where('id', '=', id);
      const row = await query.executeTakeFirst();
      return row && toConversation(row);
    });
  return {
    find,
    messages: (id, after = 0) =>
      read(async (database) => {
        const all = database.selectFrom('messages').selectAll().where('conversation_id', '=', id);
        const query = after === 0 ? all : all.where('position', '>', after);
        return (await query.orderBy('position').execute()).map(toMessage);
      }),
    findTurn: (sender, messageId) =>
      read(async (database) => {
        const query = database
          .selectFrom('turns')
          .select(['request_hash', 'turn'])
          .where('sender', '=', sender);
        const row = await query.where('message_id', '=', messageId).executeTakeFirst();
        return row && { requestHash: row.request_hash, turn: JSON.parse(row.turn) as Turn };
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
  await saveConversation(database, conversation, at);
  // before its messages: one that was kept between two reads of ours is known by its turn
  const insert = database.insertInto('turns').values(toTurnRow(finished));
  const kept = await insert.onConflict((on) => on.doNothing()).executeTakeFirst();
  if (kept.numInsertedOrUpdatedRows !== 1n) throw new OutrunError();
  await appendMessages(database, conversation, messages);
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
  await saveConversation(database, after, messages.at(-1)?.at);
  await appendMessages(database, after, messages);
  await enqueueAll(database, outbox, access);
}

async function enqueueAll(
  database: Database,
  outbox: readonly OutboxMessage[],
  access: Access,
): Promise<void> {
  for (const message of outbox) await enqueue(database, message, access);
}

/** Throws OutrunError when the conversation is not what it was when it was read. */
async function saveConversation(
  database: Database,
  conversation: ConversationRecord,
  at: string | undefined,
): Promise<void> {
  const { id, version } = conversation;
  const state = JSON.stringify(conversation.state ?? null);
  if (version === 0) {
    const insert = database.insertInto('conversations').values(toRow(conversation, state, at));
    const made = await insert.onConflict((on) => on.column('id').doNothing()).executeTakeFirst();
    if (made.numInsertedOrUpdatedRows === 1n) return;
  } else {
    const change = { state, version: version + 1, ...(at !== undefined && { changed_at: at }) };
    const update = database.updateTable('conversations').set(change).where('id', '=', id);
    const changed = await update.where('version', '=', version).executeTakeFirst();
    if (changed.numUpdatedRows === 1n) return;
  }
  throw new OutrunError();
}

function toRow(
  { id, channel, owner, account, createdAt }: ConversationRecord,
  state: string,
  at = createdAt,
): Tables['conversations'] {
  return {
    ...{ id, channel, owner, account: account ?? null, state },
    ...{ created_at: createdAt, version: 1, changed_at: at },
  };
}

async function appendMessages(
  database: Database,
  { id, version }: ConversationRecord,
  messages: readonly StoredMessage[],
): Promise<void> {
  if (messages.length === 0) return;
  const last = version === 0 ? 0 : await lastPosition(database, id);
  const rows = messages.map((message, index) => toMessageRow(message, id, last + index + 1));
  await database.insertInto('messages').values(rows).execute();
}

async function lastPosition(database: Database, conversation: string): Promise<number> {
  const query = database.selectFrom('messages').select(({ fn }) => fn.max('position').as('last'));
  const found = await query.where('conversation_id', '=', conversation).executeTakeFirst();
  return Number(found?.last ?? 0);
}

function toTurnRow({ sender, messageId, requestHash, turn, conversation }: FinishedTurn): Tables['turns'] {
  return {
    ...{ sender, message_id: messageId, request_hash: requestHash },
    ...{ turn: JSON.stringify(turn), conversation_id: conversation.id },
  };
}

function toMessageRow(message: StoredMessage, conversation: string, position: number): Tables['messages'] {
  return {
    conversation_id: conversation,
    position,
    id: message.id,
    author: message.from,
    body: message.text,
    reply: message.reply ? JSON.stringify(message.reply) : null,
    client_message_id: message.clientMessageId ?? null,
    said_at: message.at,
  };
}

function toConversation(row: Tables['conversations']): ConversationRecord {
  return {
    id: row.id,
    channel: row.channel,
    owner: row.owner,
    ...(row.account !== null && { account: row.account }),
    state: JSON.parse(row.state),
    createdAt: row.created_at,
    version: row.version,
  };
}

function toMessage(row: Tables['messages']): StoredMessage {
  return {
    id: row.id,
    from: row.author as StoredMessage['from'],
    text: row.body,
    ...(row.reply !== null && { reply: JSON.parse(row.reply) }),
    ...(row.client_message_id !== null && { clientMessageId: row.client_message_id }),
    at: row.said_at,
  };
}
