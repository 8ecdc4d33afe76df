/** The whole knowledge folder as it stands: every file read and checked by itself, with all faults so far. */
import { collect } from './collect.ts';
import { fileKinds } from './file-kinds.ts';
import { findFiles } from './find-files.ts';
import { readSheet } from './sheet.ts';

export type Reading = ReturnType<typeof readKnowledge>;

/** Reads the folder `dir`. Never throws for what stands in the files: every fault is in `faults`. */
export function readKnowledge(dir: string) {
  const found = findFiles(dir);
  const sheets = found.files.map(readSheet);
  const collected = {
    entries: collect(fileKinds.entries, sheets),
    facets: collect(fileKinds.facets, sheets),
    boundaries: collect(fileKinds.boundaries, sheets),
    smalltalk: collect(fileKinds.smalltalk, sheets),
    lexicon: collect(fileKinds.lexicon, sheets),
    parameters: collect(fileKinds.parameters, sheets),
    calendar: collect(fileKinds.calendar, sheets),
    facts: collect(fileKinds.facts, sheets),
    rules: collect(fileKinds.rules, sheets),
    responses: collect(fileKinds.responses, sheets),
  };
  const faults = [found, ...sheets, ...Object.values(collected)].flatMap((part) => part.faults);
  return { base: found.base, sheets, faults, ...collected };
}
