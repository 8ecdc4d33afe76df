/** `dawen test [FILE…]`: plays conversations written in YAML and shows where they went otherwise. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CliContext } from './context.ts';
import {
  type ConversationCase,
  ConversationFileError,
  type Difference,
  playConversation,
  readConversationCases,
} from './conversation-test.ts';
import { renderTurn } from './render.ts';
import { type ExitCode, UsageError } from './usage-error.ts';
import { writeJson, writeLine } from './write.ts';

export interface TestOptions {
  readonly files: readonly string[];
  readonly json?: boolean;
}

const shipped = join('test', 'cases', 'conversations');

/** Exit status 1 when any conversation went otherwise. Throws UsageError for a file that cannot be played. */
export async function test({ files, json }: TestOptions, context: CliContext): Promise<ExitCode> {
  const paths = files.length > 0 ? files : shippedFiles();
  const cases = paths.flatMap((file) => read(file).map((written) => ({ file, written })));
  const stage = {
    expertise: await context.expertise(),
    openStore: context.memoryStore,
    log: await context.log(),
  };
  let failed = 0;
  for (const { file, written } of cases) {
    const differences = await playConversation(written, stage);
    if (differences.length > 0) failed += 1;
    await report({ file, written, differences }, { json: json === true, context });
  }
  const summary = `${cases.length - failed} of ${cases.length} conversations went as written`;
  if (!json) await writeLine(context.stdout, summary);
  return failed > 0 ? 1 : 0;
}

function shippedFiles(): string[] {
  try {
    const names = readdirSync(shipped).filter((name) => name.endsWith('.yaml'));
    return names.sort().map((name) => join(shipped, name));
  } catch (cause) {
    throw new UsageError(`${shipped}: no such folder here; name the files to play`, { cause });
  }
}

function read(file: string): ConversationCase[] {
  try {
    return readConversationCases(file);
  } catch (error) {
    if (error instanceof ConversationFileError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

interface Played {
  readonly file: string;
  readonly written: ConversationCase;
  readonly differences: readonly Difference[];
}

async function report(
  played: Played,
  { json, context }: { json: boolean; context: CliContext },
): Promise<void> {
  const { file, written, differences } = played;
  if (json) {
    const problems = differences.map(({ turn, said, problem }) => ({ turn, said, problem }));
    return writeJson(context.stdout, { file, name: written.name, passed: problems.length === 0, problems });
  }
  if (differences.length === 0) return;
  await writeLine(context.stdout, `✗ ${written.name} (${file})`);
  for (const { turn, said, problem, replies } of differences) {
    const got = renderTurn({ conversationId: '', replies }).trimEnd().replace(/^/gm, '    ');
    await writeLine(context.stdout, `  turn ${turn}, “${said}”: ${problem}\n${got}`);
  }
}
