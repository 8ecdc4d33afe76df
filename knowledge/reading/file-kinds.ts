/** The files of a knowledge base: which there are, what each holds, and the schema that checks it. */
import { z } from 'zod';
import {
  boundariesFileSchema,
  boundarySchema,
  calendarFileSchema,
  conceptSchema,
  entriesFileSchema,
  entrySchema,
  facetSchema,
  facetsFileSchema,
  factSchema,
  factsFileSchema,
  lexiconFileSchema,
  parameterSchema,
  parametersFileSchema,
  responsesFileSchema,
  rulesFileSchema,
  ruleTextSchema,
  smalltalkFileSchema,
} from '../schema.ts';

/** One kind of file. `Item` is what its `list` holds; a file without a list is its own only item. */
export interface FileKind<File = unknown, Item = unknown> {
  readonly name: string;
  /** True: every YAML file of the folder `name`; false: the one file `name`.yaml. */
  readonly folder: boolean;
  readonly required: boolean;
  readonly holds: string;
  readonly schema: z.ZodType<File>;
  readonly item: z.ZodType<Item>;
  readonly list?: string;
  /** Field that names an item; two items of a kind never share a name. */
  readonly id?: 'id' | 'name' | 'rule' | 'year';
}

function kind<File, Item>(description: FileKind<File, Item>): FileKind<File, Item> {
  return description;
}

export const fileKinds = {
  entries: kind({
    name: 'entries',
    folder: true,
    required: true,
    holds: 'the questions with their answers, as `document:` and `entries:`',
    schema: entriesFileSchema,
    item: entrySchema,
    list: 'entries',
    id: 'id',
  }),
  facets: kind({
    name: 'facets',
    folder: false,
    required: false,
    holds: 'what tells entries apart, as `facets:`',
    schema: facetsFileSchema,
    item: facetSchema,
    list: 'facets',
    id: 'id',
  }),
  boundaries: kind({
    name: 'boundaries',
    folder: false,
    required: true,
    holds: 'the topics that are recognised and not answered, as `topics:`',
    schema: boundariesFileSchema,
    item: boundarySchema,
    list: 'topics',
    id: 'id',
  }),
  smalltalk: kind({
    name: 'smalltalk',
    folder: false,
    required: true,
    holds: 'greetings, thanks and the like, as `smalltalk:`',
    schema: smalltalkFileSchema,
    item: smalltalkFileSchema.shape.smalltalk.element,
    list: 'smalltalk',
  }),
  lexicon: kind({
    name: 'lexicon',
    folder: false,
    required: true,
    holds: 'words that mean the same, as `concepts:`',
    schema: lexiconFileSchema,
    item: conceptSchema,
    list: 'concepts',
    id: 'id',
  }),
  parameters: kind({
    name: 'parameters',
    folder: true,
    required: false,
    holds: 'the numbers that rules read, as `parameters:`',
    schema: parametersFileSchema,
    item: parameterSchema,
    list: 'parameters',
    id: 'id',
  }),
  calendar: kind({
    name: 'calendar',
    folder: true,
    required: false,
    holds: 'holidays and make-up days of one year',
    schema: calendarFileSchema,
    item: calendarFileSchema,
    id: 'year',
  }),
  facts: kind({
    name: 'facts',
    folder: false,
    required: true,
    holds: 'what a person can be asked, as `facts:` and `invalid:`',
    schema: factsFileSchema,
    item: factSchema,
    list: 'facts',
    id: 'name',
  }),
  rules: kind({
    name: 'rules',
    folder: true,
    required: false,
    holds: 'the sentences of the rules, as `rules:` and `steps:`',
    schema: rulesFileSchema,
    item: ruleTextSchema,
    list: 'rules',
    id: 'rule',
  }),
  responses: kind({
    name: 'responses',
    folder: false,
    required: true,
    holds: "the assistant's own sentences, as `responses:`, `opening:` and `contacts:`",
    schema: responsesFileSchema,
    item: z.unknown(),
  }),
};

/** Path of the kind's file or folder inside the knowledge folder. */
export function pathOfKind(kind: FileKind): string {
  return kind.folder ? kind.name : `${kind.name}.yaml`;
}
