/**
 * What a command sees of the world: streams, configuration, clock and loaders, so that tests can run it on fakes.
 *
 * A command is `(options, context) => Promise<ExitCode>`; it writes to `context.stdout`, and throws UsageError for
 * bad input (the shell prints its one line and exits with 2).
 */
import type { Readable, Writable } from 'node:stream';
import { type Clock, systemClock } from '../clock.ts';
import { type Config, type Environment, readConfig } from '../config.ts';
import type { LoadedExpertise } from '../expertise/load-expertise.ts';
import type { Rulebook } from '../expertise/load-rulebook.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';

export interface CliContext {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly clock: Clock;
  /** The settings; `overrides` are variables that an option of the command sets. Throws ConfigError. */
  config(overrides?: Environment): Config;
  /** Logs to standard error, from `warn` on unless LOG_LEVEL says otherwise. */
  log(): Promise<Log>;
  /** Knowledge base, router and rules. Throws KnowledgeError. */
  expertise(): Promise<LoadedExpertise>;
  /** Knowledge base and rules, without the router. Throws KnowledgeError. */
  rulebook(): Promise<Rulebook>;
  /** A store in memory, for commands that forget everything when they end. */
  memoryStore(): Promise<Store>;
}

/** The context of a real process. What a command does not use is never loaded. */
export function createCliContext(io: Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr'>): CliContext {
  const config = (overrides?: Environment) => readConfig(overrides);
  const log = async () => (await import('../log.ts')).createLog(config().logLevel ?? 'warn');
  return {
    ...{ stdin: io.stdin, stdout: io.stdout, stderr: io.stderr },
    clock: systemClock,
    config,
    log,
    expertise: async () =>
      (await import('../expertise/load-expertise.ts')).loadExpertise(config(), await log()),
    rulebook: async () => (await import('../expertise/load-rulebook.ts')).loadRulebook(config()),
    memoryStore: async () => (await import('../store/open.ts')).openStore(':memory:'),
  };
}
