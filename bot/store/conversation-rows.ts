/** Conversations, messages and turns as rows of the tables, and back. */
import type { Reply, Turn } from '../../adapters/channel.ts';
import type { ConversationRecord, FinishedTurn, StoredMessage } from './store.ts';
import type { Tables } from './tables.ts';

export function toConversationRow(
  { id, channel, owner, account, createdAt }: ConversationRecord,
  state: string,
  at = createdAt,
): Tables['conversations'] {
  return {
    ...{ id, channel, owner, account: account ?? null, state },
    ...{ created_at: createdAt, version: 1, changed_at: at },
  };
}

/** A reply is kept with its message and with its turn: its JSON is made once, and known as long as the reply is. */
const texts = new WeakMap<Reply, string>();

function replyText(reply: Reply): string {
  const text = texts.get(reply) ?? JSON.stringify(reply);
  texts.set(reply, text);
  return text;
}

function turnText({ conversationId, replies }: Turn): string {
  return `{"conversationId":${JSON.stringify(conversationId)},"replies":[${replies.map(replyText).join(',')}]}`;
}

export function toTurnRow({
  sender,
  messageId,
  requestHash,
  turn,
  conversation,
}: FinishedTurn): Tables['turns'] {
  return {
    ...{ sender, message_id: messageId, request_hash: requestHash },
    ...{ turn: turnText(turn), conversation_id: conversation.id },
  };
}

export function toMessageRow(
  message: StoredMessage,
  conversation: string,
  position: number,
): Tables['messages'] {
  return {
    conversation_id: conversation,
    position,
    id: message.id,
    author: message.from,
    body: message.text,
    reply: message.reply ? replyText(message.reply) : null,
    client_message_id: message.clientMessageId ?? null,
    said_at: message.at,
  };
}

type Nullable<Row> = { [Name in keyof Row]: Row[Name] | null };
type KeptTurn = Pick<Tables['turns'], 'request_hash' | 'turn'>;

export const isConversation = (row: Nullable<Tables['conversations']>): row is Tables['conversations'] =>
  row.id !== null;
export const isTurn = (row: Nullable<KeptTurn>): row is KeptTurn => row.turn !== null;

export const toTurn = (row: KeptTurn) => ({
  requestHash: row.request_hash,
  turn: JSON.parse(row.turn) as Turn,
});

export function toConversation(row: Tables['conversations']): ConversationRecord {
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

export function toMessage(row: Tables['messages']): StoredMessage {
  return {
    id: row.id,
    from: row.author as StoredMessage['from'],
    text: row.body,
    ...(row.reply !== null && { reply: JSON.parse(row.reply) }),
    ...(row.client_message_id !== null && { clientMessageId: row.client_message_id }),
    at: row.said_at,
  };
}
