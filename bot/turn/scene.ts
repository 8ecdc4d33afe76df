/** Everything one turn is answered from: the message, what is remembered, what is known, and what day it is. */
import type { Temporal } from 'temporal-polyfill';
import type { Message, Option, Reply } from '../../adapters/channel.ts';
import { shanghaiDay } from '../../intents/rules/shanghai-time.ts';
import type { RuleResult } from '../../intents/rules/types.ts';
import type { LoadedEntry, Locale, Localized } from '../../knowledge/schema.ts';
import type { AccountFacts } from '../accounts.ts';
import type { Expertise } from '../expertise/expertise.ts';
import type { ConceptsOf } from '../understand/choices.ts';
import type { Statement } from '../understand/facts.ts';
import { plainText } from '../understand/plain-text.ts';
import type { Conversation } from './conversation.ts';
import { detectLocale, inLocale } from './locale.ts';
import { preparedFor } from './prepared.ts';

/** A reply that has no id yet. */
export type Draft = Omit<Reply, 'messageId'>;

/** What a turn comes to: what is said, and what is remembered afterwards. */
export interface Outcome {
  readonly replies: readonly Draft[];
  readonly conversation: Conversation;
}

export interface Scene {
  readonly message: Message;
  /** The message without personal data. */
  readonly text: string;
  /** The same in one script, width and case. */
  readonly plain: string;
  readonly locale: Locale;
  readonly conversation: Conversation;
  readonly expertise: Expertise;
  readonly now: Temporal.Instant;
  readonly today: Temporal.PlainDate;
  /** Whether a day still to come was taken as a plan before; no other is kept. */
  readonly plansAhead: boolean;
  /** Facts of the signed-in account, looked up when first needed. */
  account(): Promise<AccountFacts>;
  readonly conceptsOf: ConceptsOf;
  /** What was read and worked out in this turn, by what it was read from: entries share rules. */
  readonly worked: {
    readonly statements: Map<string, readonly Statement[]>;
    readonly results: Map<string, RuleResult>;
  };
}

export interface SceneParts {
  readonly message: Message;
  readonly conversation: Conversation;
  readonly expertise: Expertise;
  readonly now: Temporal.Instant;
  readonly findAccount: () => Promise<AccountFacts>;
}

/** The language is the session's own, else that of the message, else the one spoken so far. */
export function setScene({ message, conversation, expertise, now, findAccount }: SceneParts): Scene {
  const locale =
    message.locale ?? detectLocale(spoken(message), conversation.locale) ?? ('zh-Hans' satisfies Locale);
  const today = shanghaiDay(now);
  let account: Promise<AccountFacts> | undefined;
  return {
    message,
    text: message.text,
    plain: plainText(message.text),
    locale,
    conversation: { ...conversation, locale },
    expertise,
    now,
    today,
    plansAhead: Object.values(conversation.facts).some((fact) => isAfter(fact, today)),
    account: () => {
      account ??= findAccount();
      return account;
    },
    conceptsOf: preparedFor(expertise.knowledge).conceptsOf,
    worked: { statements: new Map(), results: new Map() },
  };
}

/** Whether the value of a fact is a day. */
export const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);

export const isAfter = (value: unknown, today: Temporal.PlainDate): boolean =>
  isDay(value) && value > today.toString();

/** A picked option was written by us and says nothing about the person's language. */
const spoken = ({ text, choice }: Message): string => (choice === undefined ? text : '');

/** The same scene a step further on in one message. */
export const after = (scene: Scene, conversation: Conversation): Scene => ({ ...scene, conversation });

export function entryOf(
  { expertise }: Pick<Scene, 'expertise'>,
  id: string | undefined,
): LoadedEntry | undefined {
  return id === undefined ? undefined : preparedFor(expertise.knowledge).entries.get(id);
}

/** Authored words in the language of the scene. */
export function inWords({ expertise, locale }: Scene, words: Localized): string {
  return inLocale(words, locale, expertise.knowledge);
}

export const entryOption = (scene: Scene, entry: LoadedEntry): Option => ({
  label: inWords(scene, entry.label),
  entry: entry.id,
});
