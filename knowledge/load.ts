/** The door to the knowledge base: reads all its files, checks them as a whole and gives one frozen object. */
import { createHash } from 'node:crypto';
import { crossCheck } from './cross-check.ts';
import { formatPosition, KnowledgeError, type Position } from './errors.ts';
import { deepFreeze } from './freeze.ts';
import type { Path } from './reading/problem.ts';
import { type Reading, readKnowledge } from './reading/read.ts';
import type { Placed, Sheet } from './reading/sheet.ts';
import type { KnowledgeBase, LoadedEntry, RuleSignature } from './schema.ts';

/** One file of the knowledge base, for those who look at the files themselves. */
export interface KnowledgeFile {
  /** Name that begins with the knowledge folder's own name. */
  readonly name: string;
  /** What it holds: `entries`, `parameters`, … */
  readonly kind: string;
  readonly firstLine: string;
}

/** A knowledge base that still knows its files. */
export interface LoadedKnowledge extends KnowledgeBase {
  readonly files: readonly KnowledgeFile[];
  /** Parameters and facts that some rule of the program reads. */
  readonly used: { readonly parameters: readonly string[]; readonly facts: readonly string[] };
  /** Place of an entry, facet, topic, concept, parameter, fact, rule text, year, or of `opening`; or of a part of it. */
  locate(item: object, path?: Path): Position | undefined;
}

/**
 * Loads the knowledge base in `dir` and checks it against the rules of the program.
 * @throws KnowledgeError `KNOWLEDGE_INVALID` with every fault when anything in it is wrong or missing.
 */
export function loadKnowledge(
  dir: string,
  options: { readonly rules: readonly RuleSignature[] },
): LoadedKnowledge {
  const reading = readKnowledge(dir);
  const faults = [...reading.faults, ...crossCheck(reading, options.rules)];
  if (faults.length > 0) throw new KnowledgeError(faults);
  const entries = loadEntries(reading);
  const places = new Map(placesOf(reading, entries));
  return deepFreeze({
    ...assemble(reading),
    entries: entries.map(({ entry }) => entry),
    hash: hashOf(reading.sheets),
    files: reading.sheets.map(describeFile),
    used: {
      parameters: options.rules.flatMap((rule) => rule.parameters),
      facts: options.rules.flatMap((rule) => rule.facts),
    },
    locate: (item: object, path?: Path) => places.get(item)?.(path),
  });
}

interface EntryInFile {
  readonly entry: LoadedEntry;
  readonly place: Placed<unknown>;
}

function loadEntries(reading: Reading): EntryInFile[] {
  const documents = new Map(reading.entries.files.map((file) => [file.at().file, file.value.document]));
  return reading.entries.items.map((place) => {
    const document = documents.get(place.at().file) ?? '';
    return { entry: { ...place.value, document, at: formatPosition(place.at()) }, place };
  });
}

function assemble(reading: Reading) {
  const facts = reading.facts.files[0]?.value;
  const responses = reading.responses.files[0]?.value;
  return {
    document: reading.entries.files[0]?.value.document ?? '',
    facets: valuesOf(reading.facets.items),
    boundaries: valuesOf(reading.boundaries.items),
    smalltalk: valuesOf(reading.smalltalk.items),
    concepts: valuesOf(reading.lexicon.items),
    parameters: valuesOf(reading.parameters.items),
    calendar: valuesOf(reading.calendar.items),
    facts: new Map(valuesOf(reading.facts.items).map((fact) => [fact.name, fact])),
    invalid: facts?.invalid ?? {},
    rules: new Map(valuesOf(reading.rules.items).map((text) => [text.rule, text])),
    steps: Object.fromEntries(valuesOf(reading.rules.files).flatMap((file) => Object.entries(file.steps))),
    responses: responses?.responses ?? {},
    opening: responses?.opening ?? [],
    contacts: responses?.contacts ?? [],
  };
}

function valuesOf<Value>(items: readonly Placed<Value>[]): Value[] {
  return items.map((item) => item.value);
}

type Located = readonly [object, Placed<unknown>['at']];

function placesOf(reading: Reading, entries: readonly EntryInFile[]): Located[] {
  const { facets, boundaries, smalltalk, lexicon, parameters, calendar, facts, rules, responses } = reading;
  const small = [...facets.items, ...boundaries.items, ...smalltalk.items, ...lexicon.items, ...facts.items];
  const computing = [...parameters.items, ...calendar.items, ...rules.items];
  return [
    ...entries.map(({ entry, place }): Located => [entry, place.at]),
    ...[...small, ...computing].map((item): Located => [item.value, item.at]),
    ...responses.files.map(
      (file): Located => [file.value.opening, (path = []) => file.at(['opening', ...path])],
    ),
  ];
}

function describeFile(sheet: Sheet): KnowledgeFile {
  return { name: sheet.shown, kind: sheet.kind.name, firstLine: sheet.text.split('\n', 1)[0] ?? '' };
}

/** Names and texts, so that a byte order mark or other line ends change nothing. */
function hashOf(sheets: readonly Sheet[]): string {
  const hash = createHash('sha256');
  for (const sheet of sheets) hash.update(JSON.stringify([sheet.name, sheet.text]));
  return hash.digest('hex');
}
