/** What the agents' console and its server say to each other: the JSON of `/console/api`. */
import type { Computed, Content, Option, Source } from '../channel.ts';

/** Each role may do all that the one before it may. */
export const roles = ['agent', 'editor', 'admin'] as const;
export type Role = (typeof roles)[number];

/** The agent who is signed in. */
export interface Me {
  readonly name: string;
  readonly role: Role;
  /** Shown to customers, and filled in for `{agent}` in greeting and closing. */
  readonly displayName: string;
  readonly greeting: string;
  readonly closing: string;
}

/** Before sign-in: which ways there are. Name and password is always one. */
export interface SignInWays {
  readonly oidc: boolean;
}

/** One account of the list that administrators see. */
export interface AgentLine {
  readonly name: string;
  readonly displayName: string;
  readonly role: Role;
  /** `invited`: has set no password and has not come in yet. */
  readonly state: 'active' | 'invited' | 'disabled';
  readonly lastSignInAt?: string;
}

/** Who did what, and when. */
export interface AuditLine {
  readonly at: string;
  /** Name of the agent, `unknown`, or the command that it was done with. */
  readonly actor: string;
  /** A stable word such as `sign_in.refused`. */
  readonly action: string;
  readonly subject?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** One field of a rule's form, made from the rule's facts. Dates are `YYYY-MM-DD` days in Asia/Shanghai. */
export interface FormField {
  readonly fact: string;
  readonly label: string;
  readonly hint?: string;
  readonly type: 'date' | 'count' | 'amount' | 'choice' | 'yesno' | 'text';
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  /** The rule can say nothing without it. */
  readonly required: boolean;
}

export interface RuleForm {
  readonly rule: string;
  /** Its Chinese name, which the search field understands too. */
  readonly label: string;
  readonly entry: string;
  readonly fields: readonly FormField[];
}

export type Facts = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** What a rule says to some facts, ready to be shown and pasted. */
export interface RuleAnswer {
  readonly rule: string;
  readonly status: 'ok' | 'needs_facts' | 'not_applicable' | 'calendar_unknown' | 'invalid';
  /** The sentence and its steps; absent while facts are missing or invalid. */
  readonly content?: Content;
  readonly markdown?: string;
  readonly steps: readonly string[];
  readonly computed?: Computed;
  readonly missing?: readonly string[];
  readonly fields?: readonly { readonly fact: string; readonly reason: string }[];
}

/** One line of the result list. */
export interface Hit {
  readonly entry: string;
  readonly question: string;
  readonly section: string;
  /** 0..1, calibrated; absent where the words were found as they stand. */
  readonly confidence?: number;
  /** The similar question that lies nearest, and the words that counted. */
  readonly matched?: string;
  readonly why: readonly string[];
}

/** What the search field found: entries, or a short command such as `/额度 企业 2` read as a filled form. */
export interface SearchResult {
  readonly query: string;
  readonly hits: readonly Hit[];
  readonly command?: { readonly form: RuleForm; readonly facts: Facts; readonly unread: readonly string[] };
  /** After a slash: the short commands that begin so. */
  readonly commands?: readonly {
    readonly rule: string;
    readonly label: string;
    readonly names: readonly string[];
  }[];
}

export interface EntryView {
  readonly entry: string;
  readonly question: string;
  readonly section: string;
  readonly content: Content;
  readonly markdown: string;
  readonly sources: readonly Source[];
  readonly forms: readonly RuleForm[];
  readonly related: readonly Option[];
}

/** One question of a pasted message. */
export interface Part {
  /** The customer's words, personal numbers masked. */
  readonly text: string;
  readonly decision: 'answer' | 'clarify' | 'fallback' | 'smalltalk' | 'boundary';
  readonly hits: readonly Hit[];
  /** The entry to answer with, and its forms with what the message says filled in. */
  readonly answer?: EntryView;
  /** The rule that the customer's own case calls for; one of the forms of `answer`. */
  readonly rule?: string;
  /** What to say where nothing answers: a boundary's sentence or the fallback. */
  readonly say?: { readonly content: Content; readonly markdown: string };
  readonly facts: Facts;
}

export interface Analysis {
  /** The pasted text with personal numbers masked; the only form in which it may be shown. */
  readonly text: string;
  readonly masked: number;
  readonly parts: readonly Part[];
}

/** One text in every form that an agent pastes. WeCom text comes in pieces of at most 2,048 bytes. */
export interface Rendered {
  /** To be drawn on the page. */
  readonly content: Content;
  readonly html: string;
  readonly plain: string;
  readonly markdown: string;
  readonly slack: string;
  readonly wecom: readonly string[];
}

/** A receipt's code and what stands behind it. */
export interface Receipt {
  readonly code: string;
  readonly entry: string;
  readonly rule: string;
  readonly asOf: string;
  readonly issuedAt: string;
  readonly issuedBy: string;
  readonly knowledge: string;
  readonly standing: 'current' | 'superseded';
  /** What changed since, one line each. */
  readonly changes: readonly string[];
}

/** A conversation in which a customer asked for a human. */
export interface Handoff {
  readonly id: string;
  readonly conversation: string;
  readonly channel: string;
  readonly status: 'waiting' | 'held' | 'closed';
  readonly requestedAt: string;
  /** Name of the agent who has it, and the name that customers see. */
  readonly heldBy?: string;
  readonly heldByName?: string;
  readonly account?: string;
  /** The customer's last words, masked. */
  readonly lastMessage: string;
}

export interface HandoffView extends Handoff {
  readonly messages: readonly {
    readonly id: string;
    readonly from: 'person' | 'assistant' | 'human';
    readonly text: string;
    readonly content?: Content;
    readonly at: string;
  }[];
  /** Facts that the person stated, and those of a verified account, by their labels. */
  readonly facts: readonly {
    readonly label: string;
    readonly value: string;
    readonly basis: 'stated' | 'account';
  }[];
  /** Entries that the assistant answered with. */
  readonly tried: readonly { readonly entry: string; readonly question: string }[];
}

export interface FeedbackLine {
  readonly entry?: string;
  readonly question?: string;
  readonly rating: 'up' | 'down' | 'wrong' | 'unclear';
  readonly reason?: string;
  readonly comment?: string;
  readonly by: 'customer' | 'agent';
  readonly knowledge?: string;
  readonly at: string;
}

/** A question that was not answered, masked, with the entries that lie nearest. */
export interface Unanswered {
  readonly text: string;
  readonly act: 'fallback' | 'clarify' | 'boundary';
  readonly times: number;
  readonly lastAt: string;
  readonly nearest: readonly Hit[];
}
