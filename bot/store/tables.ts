/** The tables of the store as kysely sees them. Instants are ISO 8601 in UTC with milliseconds, so text order is time order. */
import { type Kysely, type RawBuilder, sql } from 'kysely';

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
    /** How often it was written: who writes says which version was read. */
    version: number;
    changed_at: string;
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
  turns: {
    sender: string;
    message_id: string;
    request_hash: string;
    turn: string;
    conversation_id: string;
  };
  feedback: {
    message_id: string;
    sender: string;
    rating: string;
    reason: string | null;
    comment: string | null;
    given_at: string;
  };
  accounts: { id: string; facts: string };
  handoffs: {
    id: string;
    conversation_id: string;
    status: string;
    about: string;
    requested_at: string;
    agent: string | null;
    held_until: string | null;
    closed_at: string | null;
  };
  outbox: {
    id: string;
    channel: string;
    conversation: string;
    position: number;
    payload: string;
    due_at: string;
    attempts: number;
    holder: string | null;
    held_until: string | null;
    settled_at: string | null;
    failure: string | null;
  };
  deliveries: { key: string; expires_at: string };
  shelf: { name: string; value: string; expires_at: string | null };
  audit: {
    id: string;
    at: string;
    actor: string;
    action: string;
    subject: string | null;
    detail: string | null;
  };
  leases: { name: string; holder: string; expires_at: string };
  agents: {
    name: string;
    role: string;
    display_name: string;
    greeting: string;
    closing: string;
    password_hash: string | null;
    identity: string | null;
    created_at: string;
    disabled_at: string | null;
    last_sign_in_at: string | null;
  };
  agent_invitations: { agent: string; token_hash: string; expires_at: string };
  agent_sessions: { token_hash: string; agent: string; opened_at: string; expires_at: string };
  sign_in_tries: { key: string; tries: number; expires_at: string };
  receipts: { code: string; issued_at: string; body: string };
  agent_feedback: {
    id: string;
    entry: string;
    rating: string;
    reason: string;
    comment: string | null;
    agent: string;
    knowledge: string;
    given_at: string;
  };
  links: { person: string; account: string; linked_at: string };
  link_offers: { token_hash: string; person: string; about: string; expires_at: string };
  unanswered: {
    message_id: string;
    conversation_id: string;
    act: string;
    asked: string;
    asked_at: string;
  };
}

export type TableName = keyof Tables;

/** Every table with its primary key, those that others refer to first: the order in which a backup is put back. */
export const tableKeys: { readonly [Name in TableName]: readonly (keyof Tables[Name] & string)[] } = {
  sessions: ['id'],
  token_ids: ['id'],
  accounts: ['id'],
  conversations: ['id'],
  messages: ['conversation_id', 'position'],
  turns: ['sender', 'message_id'],
  feedback: ['message_id', 'sender'],
  handoffs: ['id'],
  outbox: ['id'],
  deliveries: ['key'],
  shelf: ['name'],
  audit: ['id'],
  leases: ['name'],
  agents: ['name'],
  agent_invitations: ['agent'],
  agent_sessions: ['token_hash'],
  sign_in_tries: ['key'],
  receipts: ['code'],
  agent_feedback: ['id'],
  unanswered: ['message_id'],
  links: ['person'],
  link_offers: ['token_hash'],
};

export type Database = Kysely<Tables>;

/** Runs work and gives its result; what the engine throws comes out as a StoreError. */
export type Run = <T>(work: (database: Database) => Promise<T>) => Promise<T>;

export interface Access {
  readonly dialect: 'sqlite' | 'postgres';
  /** Sees what is committed. */
  readonly read: Run;
  /** Works inside a transaction and resolves after its commit. */
  readonly write: Run;
  /** One statement, which is a transaction by itself and waits for no longer work: what is answered within milliseconds. */
  readonly statement: Run;
  /** Now, or so many milliseconds later, by the one clock that all processes share: the engine's. */
  instant(later?: number): RawBuilder<string>;
}

/** The beginning of a column, as long as `prefix`: not LIKE, whose signs a name may hold; characters, not halves of them. */
export const beginning = (column: string, prefix: string): RawBuilder<string> =>
  sql<string>`substr(${sql.ref(column)}, 1, ${[...prefix].length})`;
