/** What is legal in a knowledge base but doubtful: thin entries, conflicts, loose numbers, leftovers. */
import { comparePositions } from './errors.ts';
import { lintEntries } from './lint/entries.ts';
import { findingFor, type LintFinding } from './lint/finding.ts';
import { lintFile, lintLeftovers } from './lint/leftovers.ts';
import { lintNumbers } from './lint/numbers.ts';
import { lintQuestions } from './lint/questions.ts';
import type { LoadedKnowledge } from './load.ts';

export type { LintFinding } from './lint/finding.ts';

/** All findings, sorted by place. They never stop a start. */
export function lintKnowledge(knowledge: LoadedKnowledge): LintFinding[] {
  const doubts = [lintEntries, lintQuestions, lintNumbers, lintLeftovers].flatMap((lint) => lint(knowledge));
  const findings = doubts.map((doubt) => findingFor(knowledge, doubt));
  return [...findings, ...knowledge.files.flatMap(lintFile)].sort(comparePositions);
}
