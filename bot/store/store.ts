/** What is kept between turns and restarts, whatever the engine. Every method resolves after its commit. */
import type { Reply, Turn } from '../../adapters/channel.ts';

export interface Session {
  readonly id: string;
  /** SHA-256 of the bearer token, hex. The token itself is never kept. */
  readonly tokenHash: string;
  /** Verified account id of a signed-in person. */
  readonly account?: string;
  readonly locale?: string;
  readonly createdAt: string;
  readonly expiresAt: string;
}

export interface Sessions {
  create(session: Session): Promise<void>;
  findByToken(tokenHash: string): Promise<Session | undefined>;
  extend(id: string, expiresAt: string): Promise<void>;
  end(id: string): Promise<void>;
  /** Takes an identity token's id once; false when it was taken before. */
  claimTokenId(jti: string, expiresAt: string): Promise<boolean>;
  /** Forgets sessions and token ids that have run out. */
  purge(now: string): Promise<void>;
}

export interface ConversationRecord {
  readonly id: string;
  readonly channel: string;
  /** Key of the sender that opened it; for the web, the session id. */
  readonly owner: string;
  /** Verified account of that sender. */
  readonly account?: string;
  /** What the conversation remembers, as JSON; see bot/conversation.ts. */
  readonly state: unknown;
  readonly createdAt: string;
}

export interface StoredMessage {
  readonly id: string;
  readonly from: 'person' | 'assistant' | 'human';
  readonly text: string;
  readonly reply?: Reply;
  readonly clientMessageId?: string;
  readonly at: string;
}

/** One finished turn, written whole or not at all. */
export interface FinishedTurn {
  readonly conversation: ConversationRecord;
  readonly messages: readonly StoredMessage[];
  /** Sender and platform id of the message: the same pair again gives the same turn. */
  readonly sender: string;
  readonly messageId: string;
  /** SHA-256 of what was asked, to tell a repeat from another message under the same id. */
  readonly requestHash: string;
  readonly turn: Turn;
}

export interface Conversations {
  find(id: string): Promise<ConversationRecord | undefined>;
  messages(id: string): Promise<StoredMessage[]>;
  findTurn(sender: string, messageId: string): Promise<{ requestHash: string; turn: Turn } | undefined>;
  /** Creates the conversation when it is new, stores its state and appends the messages, in one transaction. */
  saveTurn(turn: FinishedTurn): Promise<void>;
}

export interface Feedback {
  readonly messageId: string;
  readonly sender: string;
  /** Verified account of the sender; it may rate what was said in any of its sessions. */
  readonly account?: string;
  readonly rating: 'up' | 'down';
  readonly reason?: string;
  readonly comment?: string;
  readonly at: string;
}

export interface FeedbackLog {
  /** False when the sender has no such message of the assistant. */
  add(feedback: Feedback): Promise<boolean>;
}

/** Account facts, by verified account id. */
export interface Accounts {
  find(account: string): Promise<Readonly<Record<string, unknown>> | undefined>;
}

export interface Store {
  readonly sessions: Sessions;
  readonly conversations: Conversations;
  readonly feedback: FeedbackLog;
  readonly accounts: Accounts;
  /** Resolves when the engine answers; used by readiness. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
