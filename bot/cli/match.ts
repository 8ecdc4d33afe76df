/** `dawen match`: routing alone, for one question or for every line of standard input. */
import type { Explanation } from '../../intents/types.ts';
import type { MatchReport } from '../http/match-report.ts';
import { toMatchReport } from '../http/match-report.ts';
import type { CliContext } from './context.ts';
import { explanationText } from './explanation-text.ts';
import { readLines } from './lines.ts';
import { type ExitCode, UsageError } from './usage-error.ts';
import { writeJson, writeLine } from './write.ts';

export interface MatchOptions {
  readonly text: readonly string[];
  readonly limit?: string;
  readonly json?: boolean;
  readonly explain?: boolean;
}

export async function match(options: MatchOptions, context: CliContext): Promise<ExitCode> {
  const limit = readLimit(options.limit);
  const { router } = await context.expertise();
  const print = (text: string) => {
    if (options.explain) return printReasons(router.explain(text), { ...options, limit }, context);
    const report = toMatchReport(router.route(text), limit);
    return options.json ? writeJson(context.stdout, report) : writeLine(context.stdout, toLine(report));
  };
  if (options.text.length > 0) await print(options.text.join(' '));
  else for await (const line of readLines(context.stdin)) await print(line.text);
  return 0;
}

/** As JSON one line, to read a few. */
function printReasons(
  reasons: Explanation,
  { limit, json }: { readonly limit: number; readonly json?: boolean },
  { stdout }: CliContext,
): Promise<void> {
  if (!json) return writeLine(stdout, explanationText(reasons, limit));
  const { match: found, ...explanation } = reasons;
  return writeJson(stdout, { ...toMatchReport(found, limit), explanation });
}

function readLimit(text = '5'): number {
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new UsageError(`--limit ${text}: must be a whole number from 1 to 999`);
}

function toLine({ decision, ranking }: MatchReport): string {
  const candidates = ranking.map(({ entry, confidence }) => `${confidence.toFixed(2)} ${entry}`);
  return [decision, ...candidates].join('\t');
}
