/** The neutral letter: what every channel brings in and what every channel carries out. */

export const acts = [
  'answer',
  'computed',
  'ask',
  'clarify',
  'fallback',
  'refuse',
  'handoff',
  'greet',
  'thanks',
  'bye',
  'about',
  'cancel',
  'notice',
  'human',
] as const;
export type Act = (typeof acts)[number];

/** The small typed tree that every renderer draws from. There is no HTML anywhere. */
export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'strong'; readonly children: readonly Inline[] }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'link'; readonly url: string; readonly children: readonly Inline[] };
export type Block =
  | { readonly type: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly type: 'note'; readonly children: readonly Block[] }
  | { readonly type: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Block[])[] };
export type Content = readonly Block[];

export interface Source {
  readonly entry: string;
  readonly section: string;
  readonly heading: string;
  readonly quote: string;
  readonly document: string;
}

/** Something a person can pick, by its number, its label or words of it. */
export interface Option {
  readonly label: string;
  readonly entry?: string;
  readonly value?: string;
}

export interface Computed {
  readonly rule: string;
  readonly asOf: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly values: Readonly<Record<string, unknown>>;
  readonly steps: readonly string[];
  readonly basis: 'account' | 'stated';
  readonly sources: readonly Source[];
}

export interface Reply {
  readonly act: Act;
  readonly entry?: string;
  readonly question?: string;
  readonly text: string;
  readonly markdown: string;
  readonly content: Content;
  readonly confidence?: number;
  readonly options?: readonly Option[];
  readonly slot?: string;
  /** What kind of value is asked for, where a field can be drawn for it. */
  readonly input?: 'day' | 'amount' | 'count';
  readonly computed?: Computed;
  readonly sources: readonly Source[];
  readonly links?: readonly { readonly title: string; readonly url: string }[];
  readonly messageId: string;
}

/** Whose message it is. `account` is set only where the channel has verified it. */
export interface Sender {
  readonly key: string;
  readonly account?: string;
}

/** One message of a person, checked and without anything of its platform. */
export interface Message {
  readonly channel: string;
  /** Conversation it belongs to, unique over all channels. */
  readonly conversation: string;
  readonly sender: Sender;
  readonly id: string;
  readonly text: string;
  /** A picked option: its position from 1, its value, its entry or its label. */
  readonly choice?: string | number;
  /** Personal data was taken out of it before it came here. */
  readonly masked?: true;
  readonly locale?: 'zh-Hans' | 'zh-Hant' | 'en';
  /** Where its platform takes the words of a human to this person; absent: nowhere but where the conversation is read. */
  readonly reach?: Readonly<Record<string, unknown>>;
  /** Instant of arrival, ISO 8601 with a zone. */
  readonly at: string;
}

/** One message and all that was said to it. */
export interface Turn {
  readonly conversationId: string;
  readonly replies: readonly Reply[];
}
