/** What is kept between turns and restarts, whatever the engine. Every method resolves after its commit. */
import type { Reply, Turn } from '../../adapters/channel.ts';
import type { AgentSessions } from './agent-sessions.ts';
import type { Agents } from './agents.ts';
import type { AuditLog } from './audit.ts';
import type { Bell } from './bell.ts';
import type { Deliveries } from './deliveries.ts';
import type { DeskReadings } from './desk-readings.ts';
import type { Erasing } from './erase.ts';
import type { HandoffRequest, Handoffs } from './handoffs.ts';
import type { Leases } from './leases.ts';
import type { Links } from './links.ts';
import type { Opinions } from './opinions.ts';
import type { Outbox, OutboxMessage } from './outbox.ts';
import type { Receipts } from './receipts.ts';
import type { Shelf } from './shelf.ts';
import type { SignInTries } from './sign-in-tries.ts';
import type { Outcome, UnansweredQuestions } from './unanswered.ts';

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
  /** How often it was written, 0 for one that is new: whoever writes was the last to read, or is told. */
  readonly version: number;
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
  /** What must happen with the turn or not at all: the person is put into the queue for a human. */
  readonly handoff?: Pick<HandoffRequest, 'id' | 'about'> & {
    /** Leaves with the turn unless the person waits already. */
    readonly alert?: OutboxMessage;
  };
  /** Whether the question found an answer, where there is something to say about that. */
  readonly outcome?: Outcome;
  /** Messages that leave with the turn. */
  readonly outbox?: readonly OutboxMessage[];
}

/** What is changed in a conversation outside of turns, such as by a human who answers. */
export interface Amendment {
  readonly state?: unknown;
  readonly messages?: readonly StoredMessage[];
  readonly outbox?: readonly OutboxMessage[];
}

/** A message by what it is known: sender and id tell it from all others. */
export interface Recalled {
  readonly conversation: string;
  readonly sender: string;
  readonly messageId: string;
}

export interface Conversations {
  find(id: string): Promise<ConversationRecord | undefined>;
  /** In their order, or those after the first so many; the newest 20,000 where there are more. */
  messages(id: string, after?: number): Promise<StoredMessage[]>;
  /** What a turn begins with, as it is at one moment: its conversation, and the turn that this very message has had. */
  recall(message: Recalled): Promise<{
    readonly conversation?: ConversationRecord;
    readonly turn?: { readonly requestHash: string; readonly turn: Turn };
  }>;
  /**
   * Creates the conversation when it is new, stores its state and appends the messages, in one transaction.
   * `outrun`: nothing was kept, since another turn was faster; read again, and answer again.
   */
  saveTurn(turn: FinishedTurn): Promise<'saved' | 'outrun'>;
  /**
   * Reads a conversation, changes it and writes it, again when another was faster.
   * Gives what was written; `undefined` when there is no such conversation, or `change` wants nothing.
   */
  amend(
    id: string,
    change: (conversation: ConversationRecord) => Amendment | undefined,
  ): Promise<ConversationRecord | undefined>;
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

export interface Store extends Erasing {
  readonly sessions: Sessions;
  readonly conversations: Conversations;
  readonly feedback: FeedbackLog;
  readonly accounts: Accounts;
  readonly handoffs: Handoffs;
  readonly deskReadings: DeskReadings;
  readonly opinions: Opinions;
  readonly unanswered: UnansweredQuestions;
  readonly outbox: Outbox;
  readonly deliveries: Deliveries;
  readonly shelf: Shelf;
  readonly leases: Leases;
  readonly audit: AuditLog;
  readonly agents: Agents;
  readonly agentSessions: AgentSessions;
  readonly signInTries: SignInTries;
  readonly receipts: Receipts;
  readonly links: Links;
  /** Between the processes of this store. */
  readonly bell: Bell;
  /** Resolves when the engine answers, and lately took what was written; used by readiness. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
