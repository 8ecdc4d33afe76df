/** Has the knowledge base checked and trained in a process of its own. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';
import { extname, join } from 'node:path';
import type { ExpertisePlace } from './load-expertise.ts';
import type { Preparation } from './prepared.ts';

export type Prepare = (known: string, signal: AbortSignal) => Promise<Preparation>;

const { dirname, filename } = import.meta;
const program = join(dirname, `prepare-process${extname(filename)}`);
/** Turns of the server go first. */
const niceness = 5;

/** The process ends with its work, or when the signal says so; a signal that comes first rejects. */
export function prepareApart({ knowledgeDir, dataDir }: ExpertisePlace): Prepare {
  return async (known, signal) => {
    const child = fork(program, [knowledgeDir, dataDir, known], { serialization: 'advanced', signal });
    lowerPriority(child.pid);
    const ended = once(child, 'exit').then(([code, by]) => {
      throw new Error(`the process that prepares the knowledge base ended with ${code ?? by}`);
    });
    try {
      const [preparation] = await Promise.race([once(child, 'message'), ended]);
      return preparation;
    } finally {
      child.kill();
    }
  };
}

function lowerPriority(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, niceness);
  } catch {
    // it has ended already, or the system does not let us
  }
}
