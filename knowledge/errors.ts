/** The faults of a knowledge base: where each one stands, and the one error that carries them all. */

/** A place in a file. Lines and columns count from 1; `file` starts at the knowledge folder's own name. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One thing that must be mended: where it is, what it is and what to do. */
export interface Fault extends Position {
  readonly message: string;
}

/** A position as editors and terminals understand it: `file:line:column`. */
export function formatPosition(position: Position): string {
  return `${position.file}:${position.line}:${position.column}`;
}

/** Order of reading: by file, then line, then column. */
export function comparePositions(a: Position, b: Position): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

/** Thrown when a knowledge base cannot be used. Holds every fault, sorted, not only the first. */
export class KnowledgeError extends Error {
  override readonly name = 'KnowledgeError';
  readonly code = 'KNOWLEDGE_INVALID';
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    const sorted = [...faults].sort(comparePositions);
    const lines = sorted.map((fault) => `${formatPosition(fault)}: ${fault.message}`);
    const count = sorted.length === 1 ? '1 fault' : `${sorted.length} faults`;
    super(`The knowledge base has ${count}; mend every line below and start again.\n${lines.join('\n')}`);
    this.faults = sorted;
  }
}
