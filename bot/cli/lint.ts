/** `dawen lint`: faults of the knowledge base, and what is legal in it but doubtful. */
import { comparePositions, type Fault, formatPosition, KnowledgeError } from '../../knowledge/errors.ts';
import { lintKnowledge } from '../../knowledge/lint.ts';
import type { CliContext } from './context.ts';
import type { ExitCode } from './usage-error.ts';
import { writeJson, writeLine } from './write.ts';

export interface LintOptions {
  readonly json?: boolean;
}

type Finding = Fault & { readonly severity: 'error' | 'warning'; readonly code: string };

/** Exit 1 when there are faults; doubts alone are told and end with 0. */
export async function lint(options: LintOptions, context: CliContext): Promise<ExitCode> {
  const findings = await findAll(context);
  for (const finding of findings) {
    if (options.json) await writeJson(context.stdout, finding);
    else
      await writeLine(context.stdout, `${formatPosition(finding)}: ${finding.severity}: ${finding.message}`);
  }
  const isFaulty = findings.some(({ severity }) => severity === 'error');
  if (!options.json)
    await writeLine(
      context.stderr,
      `${findings.length === 0 ? 'nothing' : findings.length} to mend or to consider`,
    );
  return isFaulty ? 1 : 0;
}

async function findAll(context: CliContext): Promise<readonly Finding[]> {
  try {
    const { knowledge } = await context.rulebook();
    const { lintRouting } = await import('../expertise/lint-routing.ts');
    return [...lintKnowledge(knowledge), ...lintRouting(knowledge)].sort(comparePositions);
  } catch (error) {
    if (!(error instanceof KnowledgeError)) throw error;
    return error.faults.map((fault) => ({ ...fault, severity: 'error', code: 'fault' }));
  }
}
