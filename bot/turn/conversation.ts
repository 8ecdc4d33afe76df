/** What a conversation remembers between turns, and how it is read back from the store. */
import { z } from 'zod';
import { locales } from '../../knowledge/schema.ts';

const optionSchema = z.strictObject({
  label: z.string(),
  entry: z.string().exactOptional(),
  value: z.string().exactOptional(),
});

const factsSchema = z.record(
  z.string().regex(/^[a-z][A-Za-z]*$/),
  z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
);

/** A fact that was asked for and not yet told. */
const pendingSchema = z.strictObject({
  rule: z.string(),
  entry: z.string(),
  fact: z.string(),
  /** How often it was asked for in vain. */
  tries: z.number().int().min(0),
});

const conversationSchema = z.strictObject({
  version: z.literal(1),
  /** Who answers: once a human holds the conversation, the assistant is silent. */
  holder: z.enum(['assistant', 'human']),
  locale: z.enum(locales).exactOptional(),
  /** Where the platform takes the words of a human to the person, as its adapter has it. */
  reach: z.record(z.string(), z.unknown()).exactOptional(),
  /** Entry that the last answer rested on. */
  topic: z.string().exactOptional(),
  /** What the person chose when entries had to be told apart, by facet, such as subject: enterprise. */
  facets: z.record(z.string(), z.string()).exactOptional(),
  /** Facts that the person has stated, by name; never the secret amount. */
  facts: factsSchema,
  pending: pendingSchema.exactOptional(),
  /** What was offered last; a number or some words pick from it. */
  options: z.array(optionSchema),
  /** What the last reply waits for: the pending fact, one of the options, or nothing in particular. */
  awaits: z.enum(['fact', 'choice', 'nothing']),
  /** The personal case worked on last, for "why this day?" and for corrections; `fact` was stated last. */
  matter: z
    .strictObject({ rule: z.string(), entry: z.string(), fact: z.string().exactOptional() })
    .exactOptional(),
  /** What the last reply spoke of, when that was no entry. */
  spokeOf: z.enum(['calendar', 'other_account']).exactOptional(),
  /** The secret amount was asked for once; from then on a guess is known for what it is. */
  soughtSecret: z.literal(true).exactOptional(),
  /** The message before, as a fingerprint, and how often it was sent in a row. */
  again: z.strictObject({ message: z.string(), times: z.number().int().min(1) }).exactOptional(),
  /** The last question: a fingerprint of its words, and the entry that answered it. */
  last: z.strictObject({ question: z.string(), entry: z.string().exactOptional() }).exactOptional(),
});

export type Conversation = z.infer<typeof conversationSchema>;
export type StatedFacts = Conversation['facts'];
export type Pending = z.infer<typeof pendingSchema>;
export type Matter = NonNullable<Conversation['matter']>;

export const newConversation: Conversation = {
  version: 1,
  holder: 'assistant',
  facts: {},
  options: [],
  awaits: 'nothing',
};

/** What the store holds, checked; a state of another version or a broken one is forgotten. */
export function readConversation(stored: unknown): Conversation {
  const parsed = conversationSchema.safeParse(stored);
  return parsed.success ? parsed.data : newConversation;
}

/** What of some raw facts a conversation can hold as stated: simple values, and not the secret amount. */
export function statedFacts(raw: Readonly<Record<string, unknown>>): StatedFacts {
  const told = Object.entries(raw).filter(([name]) => name !== 'paymentAmount' && name !== 'accountId');
  const simple = told.map(([name, value]) => factsSchema.safeParse({ [name]: value }));
  return Object.assign({}, ...simple.flatMap((parsed) => (parsed.success ? [parsed.data] : [])));
}
