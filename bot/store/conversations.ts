/** Conversations, their messages, and the turns by which a repeated message is known. */
import type { Turn } from '../../adapters/channel.ts';
import type { ConversationRecord, Conversations, FinishedTurn, StoredMessage } from './store.ts';
import type { Access, Database, Tables } from './tables.ts';

export function createConversations({ read, write }: Access): Conversations {
  return {
    find: (id) =>
      read(async (database) => {
        const query = database.selectFrom('conversations').selectAll().where('id', '=', id);
        const row = await query.executeTakeFirst();
        return row && toConversation(row);
      }),
    messages: (id) =>
      read(async (database) => {
        const query = database.selectFrom('messages').selectAll().where('conversation_id', '=', id);
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
    saveTurn: (turn) =>
      write(async (database) => {
        await saveConversation(database, turn.conversation);
        await appendMessages(database, turn);
        await database.insertInto('turns').values(toTurnRow(turn)).execute();
      }),
  };
}

async function saveConversation(database: Database, conversation: ConversationRecord): Promise<void> {
  const state = JSON.stringify(conversation.state ?? null);
  const row = {
    id: conversation.id,
    channel: conversation.channel,
    owner: conversation.owner,
    account: conversation.account ?? null,
    state,
    created_at: conversation.createdAt,
  };
  const insert = database.insertInto('conversations').values(row);
  await insert.onConflict((on) => on.column('id').doUpdateSet({ state })).execute();
}

async function appendMessages(database: Database, { conversation, messages }: FinishedTurn): Promise<void> {
  const query = database.selectFrom('messages').select(({ fn }) => fn.max('position').as('last'));
  const found = await query.where('conversation_id', '=', conversation.id).executeTakeFirst();
  const last = Number(found?.last ?? 0);
  const rows = messages.map((message, index) => toMessageRow(message, conversation.id, last + index + 1));
  if (rows.length > 0) await database.insertInto('messages').values(rows).execute();
}

function toTurnRow({ sender, messageId, requestHash, turn }: FinishedTurn): Tables['turns'] {
  return { sender, message_id: messageId, request_hash: requestHash, turn: JSON.stringify(turn) };
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
