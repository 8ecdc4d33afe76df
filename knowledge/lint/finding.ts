/** One doubtful thing: where it is, which check found it, and what would be better. */
import type { Fault } from '../errors.ts';
import type { LoadedKnowledge } from '../load.ts';
import type { Path } from '../reading/problem.ts';

export interface LintFinding extends Fault {
  readonly severity: 'warning';
  /** Stable name of the check. */
  readonly code: string;
}

/** A finding about a part (`path`) of something in the knowledge base. */
export interface Doubt {
  readonly item: object;
  readonly path?: Path;
  readonly code: string;
  readonly message: string;
}

/** Gives a doubt its place. */
export function findingFor(knowledge: LoadedKnowledge, doubt: Doubt): LintFinding {
  const position = knowledge.locate(doubt.item, doubt.path) ?? { file: 'knowledge', line: 1, column: 1 };
  return { ...position, severity: 'warning', code: doubt.code, message: doubt.message };
}
