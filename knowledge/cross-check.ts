/** What no file can know by itself: whether names, quotes, sentences and days of all files fit together. */
import { checkCalendar } from './checks/calendar.ts';
import { checkEntries } from './checks/entries.ts';
import { checkFacets } from './checks/facets.ts';
import { checkIds } from './checks/ids.ts';
import { checkParameters } from './checks/parameters.ts';
import { checkQuestions } from './checks/questions.ts';
import { checkRules } from './checks/rules.ts';
import { checkSentences } from './checks/sentences.ts';
import type { Fault } from './errors.ts';
import type { Reading } from './reading/read.ts';
import type { RuleSignature } from './schema.ts';

/**
 * Faults between files. What a file has lost to its own faults is not counted as missing.
 * A knowledge base that names no rule and has no sentence of any computes nothing, and needs nothing of them.
 */
export function crossCheck(reading: Reading, known: readonly RuleSignature[]): Fault[] {
  const named = [...reading.rules.items, ...reading.entries.items.flatMap(({ value }) => value.rules)];
  const rules = named.length === 0 && reading.rules.complete ? [] : known;
  return [
    ...checkIds(reading),
    ...checkEntries(reading, rules),
    ...checkFacets(reading),
    ...checkQuestions(reading),
    ...checkParameters(reading),
    ...checkCalendar(reading),
    ...checkRules(reading, rules),
    ...checkSentences(reading, rules),
  ];
}
