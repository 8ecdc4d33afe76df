/** What every YAML file of a knowledge base may say. Types are inferred; nothing else describes the shapes. */
import { z } from 'zod';

/** Languages a reply can be written in. 繁體 is converted from 简体 wherever no `zh-Hant` is authored. */
export const locales = ['zh-Hans', 'zh-Hant', 'en'] as const;
export type Locale = (typeof locales)[number];

const sentence = z.string().trim().min(1);
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is kebab-case: a-z, 0-9 and single hyphens');
const name = z
  .string()
  .regex(/^[a-z0-9]+(_[a-z0-9]+)*$/, 'a name is snake_case: a-z, 0-9 and single underscores');
const day = z.iso.date('a day is written YYYY-MM-DD and must exist');

/** One authored sentence in the assistant's languages. `{name}` in it is a typed placeholder. */
export const localizedSchema = z.strictObject({
  'zh-Hans': sentence,
  'zh-Hant': sentence.optional(),
  en: sentence,
});
export type Localized = z.infer<typeof localizedSchema>;

export const entrySchema = z.strictObject({
  id: id.describe('Stable name of the entry; other files refer to it'),
  section: sentence.describe('Heading of the part of the source document that holds it'),
  question: sentence.describe('The question, word for word from the source document'),
  answer: sentence.describe('The answer, word for word from the source document, in the small Markdown'),
  label: localizedSchema.describe('Short name, used where the entry is offered as an option'),
  en: z.strictObject({ question: sentence, answer: sentence }).describe('The same, authored in English'),
  related: z.array(id).default([]).describe('Ids of the entries that a reader of this one wants next'),
  rules: z.array(name).default([]).describe('Rules that can make this answer personal, best first'),
  facets: z
    .record(name, name)
    .default({})
    .describe('What distinguishes it from its neighbours, such as subject: personal; see facets.yaml'),
  similar: z.array(sentence).min(1).describe('Other wordings of the question: at least 20, better 60'),
  contrast: z
    .array(sentence)
    .default([])
    .describe('Wordings that tell it from the entry it is confused with'),
  not: z.array(sentence).default([]).describe('Questions that look like it and must not be answered by it'),
});
export type Entry = z.infer<typeof entrySchema>;

export const entriesFileSchema = z.strictObject({
  document: sentence.describe('Name of the source document'),
  entries: z.array(entrySchema).min(1),
});

/** What tells entries apart, and how a person is asked for it. Facets that stand first are asked for first. */
export const facetSchema = z.strictObject({
  id: name,
  ask: localizedSchema
    .optional()
    .describe('The question that asks for it; without one it is never asked for, only compared'),
  lasting: z
    .boolean()
    .default(false)
    .describe('True when a choice holds for the rest of a conversation, such as being a company'),
  values: z
    .array(
      z.strictObject({
        id: name,
        label: localizedSchema.optional().describe('The value as an option of that question'),
      }),
    )
    .min(1),
});
export type Facet = z.infer<typeof facetSchema>;
export const facetsFileSchema = z.strictObject({ facets: z.array(facetSchema) });

/** Why a topic is not answered: it belongs to another owner, the document is silent on it, or it is elsewhere. */
export const boundaryKinds = ['other_owner', 'silent', 'other_topic', 'far'] as const;

export const boundarySchema = z.strictObject({
  id,
  kind: z.enum(boundaryKinds),
  name: localizedSchema.describe('How the reply calls the topic'),
  where: localizedSchema.optional().describe('Where to go instead; only what the source document allows'),
  examples: z.array(sentence).min(1),
});
export type Boundary = z.infer<typeof boundarySchema>;
export const boundariesFileSchema = z.strictObject({ topics: z.array(boundarySchema) });

export const smalltalkActs = ['greet', 'thanks', 'bye', 'about', 'cancel', 'handoff'] as const;
export type SmalltalkAct = (typeof smalltalkActs)[number];
export const smalltalkFileSchema = z.strictObject({
  smalltalk: z.array(z.strictObject({ act: z.enum(smalltalkActs), examples: z.array(sentence).min(1) })),
});
export type Smalltalk = z.infer<typeof smalltalkFileSchema>['smalltalk'][number];

/**
 * Layers are matched one by one: `broad` groups words of near meaning, `outside` names what the document does not
 * speak of, `owner` whose account or product it is when it is not ours.
 */
export const conceptLayers = ['exact', 'broad', 'outside', 'owner'] as const;
export const conceptSchema = z.strictObject({
  id: name,
  layer: z.enum(conceptLayers).optional().describe('`exact` when absent'),
  forms: z.array(sentence).min(1).describe('Surface forms: 简体, 繁體, English, colloquial'),
});
export type Concept = z.infer<typeof conceptSchema>;
export const lexiconFileSchema = z.strictObject({ concepts: z.array(conceptSchema) });

export const parameterUnits = ['account', 'attempt', 'day', 'workday', 'yuan', 'text'] as const;
/** Whole numbers for counts, decimal strings such as "0.99" for amounts, text or a list of texts for words. */
export const parameterValueSchema = z.union([z.number().int(), sentence, z.array(sentence).min(1)], {
  error: 'write a whole number, an amount in quotes such as "0.99", a text or a list of texts',
});
export const parameterSchema = z.strictObject({
  id: name,
  description: sentence,
  unit: z.enum(parameterUnits),
  values: z
    .array(
      z.strictObject({
        value: parameterValueSchema,
        from: day.optional().describe('First day it holds; absent in the first row: as far back as is known'),
        checked: day.describe('Day on which somebody compared it with the source'),
      }),
    )
    .min(1),
  source: z.strictObject({
    entry: id,
    quote: sentence.describe('The sentence that says it, word for word in that answer'),
  }),
  reading: sentence
    .optional()
    .describe('How the sentence is read where the document is silent or contradicts itself'),
});
export type Parameter = z.infer<typeof parameterSchema>;
export const parametersFileSchema = z.strictObject({ parameters: z.array(parameterSchema).min(1) });

export const calendarFileSchema = z.strictObject({
  year: z.number().int().min(2004).max(2100),
  source: z.strictObject({
    title: sentence,
    number: sentence,
    url: z.url({ protocol: /^https?$/ }).optional(),
  }),
  holidays: z.array(
    z.strictObject({ name: localizedSchema, from: day, to: day.describe('Last day, included') }),
  ),
  makeUpDays: z.array(z.strictObject({ day, for: sentence.describe('The holiday it makes up for') })),
});
export type CalendarYear = z.infer<typeof calendarFileSchema>;

export const factKinds = ['count', 'day', 'amount', 'amounts', 'boolean', 'choice', 'text'] as const;
export const factSchema = z.strictObject({
  name: z.string().regex(/^[a-z][A-Za-z]*$/, 'a fact is camelCase'),
  kind: z.enum(factKinds),
  label: localizedSchema,
  ask: localizedSchema.describe('The question that asks for it'),
  cues: z
    .array(sentence)
    .optional()
    .describe(
      'Words that stand beside a value of it in a sentence, such as 改过; they tell facts of a kind apart',
    ),
  units: z
    .array(sentence)
    .optional()
    .describe(
      'What stands right after a count of it, such as 家; a number with another unit counts something else',
    ),
  mentions: z
    .array(sentence)
    .optional()
    .describe(
      'For a text: further values that a sentence may name and that are never offered, such as 支付宝',
    ),
  options: z
    .array(
      z.strictObject({
        value: z.union([sentence, z.boolean()]),
        label: localizedSchema,
        words: z.array(sentence).optional().describe('Words by which a sentence says it, such as 没收到'),
      }),
    )
    .optional(),
});
export type Fact = z.infer<typeof factSchema>;
export const factsFileSchema = z.strictObject({
  facts: z.array(factSchema),
  /** Sentences for each way in which a fact can be wrong, by reason code. */
  invalid: z.record(name, localizedSchema),
});

export const ruleTextSchema = z.strictObject({
  rule: name,
  title: localizedSchema,
  asked: z
    .array(sentence)
    .optional()
    .describe('Words of a question that it answers, such as 进度; they tell rules with the same facts apart'),
  entry: id
    .optional()
    .describe('The entry that a question about oneself belongs to where several could lead to this rule'),
  commands: z
    .array(sentence)
    .optional()
    .describe('Short names that agents type after a slash, such as 额度 企业; words in any order'),
  outcomes: z.record(name, localizedSchema).describe('The result in a sentence, by outcome'),
  reasons: z.record(name, localizedSchema).default({}).describe('Why it does not apply, by reason'),
});
export type RuleText = z.infer<typeof ruleTextSchema>;
export const rulesFileSchema = z.strictObject({
  rules: z.array(ruleTextSchema).default([]),
  steps: z.record(name, localizedSchema).default({}).describe('Steps of a computation, shared by all rules'),
});

export const responsesFileSchema = z.strictObject({
  responses: z.record(name, z.strictObject({ 'zh-Hans': sentence, 'zh-Hant': sentence, en: sentence })),
  /** Entries offered before anything was asked. */
  opening: z.array(id),
  /** Ways to a human, all from the source document. */
  contacts: z.array(
    z.strictObject({
      name: localizedSchema,
      url: z.string().regex(/^(https:\/\/|tel:)/, 'it starts with https:// or tel:'),
    }),
  ),
});

/** The whole of it: checked, frozen, and named by a hash of its content. */
export interface KnowledgeBase {
  readonly hash: string;
  readonly document: string;
  readonly entries: readonly LoadedEntry[];
  /** In the order in which they are asked for. */
  readonly facets: readonly Facet[];
  readonly boundaries: readonly Boundary[];
  readonly smalltalk: readonly Smalltalk[];
  readonly concepts: readonly Concept[];
  readonly parameters: readonly Parameter[];
  readonly calendar: readonly CalendarYear[];
  readonly facts: ReadonlyMap<string, Fact>;
  readonly invalid: Readonly<Record<string, Localized>>;
  readonly rules: ReadonlyMap<string, RuleText>;
  readonly steps: Readonly<Record<string, Localized>>;
  readonly responses: Readonly<Record<string, Localized>>;
  readonly opening: readonly string[];
  readonly contacts: readonly { readonly name: Localized; readonly url: string }[];
}

export interface LoadedEntry extends Entry {
  readonly document: string;
  /** Where it stands, as `file:line:column`. */
  readonly at: string;
}

/** What the loader must know of a rule, so that its sentences, parameters and facts can be checked against it. */
export interface RuleSignature {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly outcomes: readonly string[];
  readonly reasons: readonly string[];
  readonly values: readonly string[];
  readonly facts: readonly string[];
}
