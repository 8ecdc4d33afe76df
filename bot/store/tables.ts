/** The tables of the store as kysely sees them. Instants are ISO 8601 in UTC with milliseconds, so text order is time order. */
import type { Kysely } from 'kysely';

export interface Tables {
  sessions: {
    id: string;
    token_hash: string;
    account: string | null;
    locale: string | null;
    created_at: string;
    expires_at: string;
  };
  token_ids: { id: string; expires_at: string };
  conversations: {
    id: string;
    channel: string;
    owner: string;
    account: string | null;
    state: string;
    created_at: string;
  };
  messages: {
    conversation_id: string;
    position: number;
    id: string;
    author: string;
    body: string;
    reply: string | null;
    client_message_id: string | null;
    said_at: string;
  };
  turns: { sender: string; message_id: string; request_hash: string; turn: string };
  feedback: {
    message_id: string;
    sender: string;
    rating: string;
    reason: string | null;
    comment: string | null;
    given_at: string;
  };
  accounts: { id: string; facts: string };
}

export type Database = Kysely<Tables>;

/** Runs work and gives its result; what the engine throws comes out as a StoreError. */
export type Run = <T>(work: (database: Database) => Promise<T>) => Promise<T>;

export interface Access {
  /** Sees what is committed. */
  readonly read: Run;
  /** Works inside a transaction and resolves after its commit. */
  readonly write: Run;
}
