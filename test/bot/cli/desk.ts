/** A terminal without a process: what a command reads is given, what it writes is kept. */
import { PassThrough, Readable } from 'node:stream';
import type { CliContext } from '../../../bot/cli/context.ts';
import { type Environment, readConfig } from '../../../bot/config.ts';
import { loadExpertise } from '../../../bot/expertise/load-expertise.ts';
import { loadRulebook } from '../../../bot/expertise/load-rulebook.ts';
import { openStore } from '../../../bot/store/open.ts';
import { createTestClock } from '../clock.ts';
import { createTestLog, plainExpertise } from '../house.ts';

export interface Terminal {
  readonly context: CliContext;
  /** What was written so far, by lines. */
  out(): string[];
  err(): string[];
}

/** `expertise`: the plain one of the house, unless the knowledge in `environment` is to be loaded for real. */
export function openTerminal(input = '', environment: Environment = {}): Terminal {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const written = [stdout, stderr].map((stream) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    return () => Buffer.concat(chunks).toString('utf8').split('\n').slice(0, -1);
  });
  const config = (overrides?: Environment) => readConfig(overrides, environment);
  const log = createTestLog();
  const isPlain = environment.KNOWLEDGE_DIR === undefined;
  const context = {
    ...{ stdin: Readable.from([Buffer.from(input)]), stdout, stderr, clock: createTestClock(), config },
    log: async () => log,
    // the plain router does not explain; no command under test asks it to
    expertise: async () => (isPlain ? plainExpertise : loadExpertise(config(), log)) as never,
    rulebook: async () => (isPlain ? plainExpertise : loadRulebook(config())),
    memoryStore: () => openStore(':memory:'),
  };
  return { context, out: written[0] ?? (() => []), err: written[1] ?? (() => []) };
}
