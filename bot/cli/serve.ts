/** `dawen serve`: runs the server until it is told to stop. */
import { closeSync, openSync } from 'node:fs';
import type { Log } from '../log.ts';
import { within } from '../within.ts';
import type { CliContext } from './context.ts';
import type { ExitCode } from './usage-error.ts';
import { writeLine } from './write.ts';

export interface ServeOptions {
  readonly port?: string;
  readonly host?: string;
  readonly data?: string;
}

/** Milliseconds that open turns get to finish. */
const patience = 9000;
/** Milliseconds after which the process ends, whatever still hangs, such as a database that does not answer. */
const longestEnd = 9800;

/** Resolves when the server has stopped after SIGTERM or SIGINT; a second signal ends the process at once. */
export async function serve(options: ServeOptions, context: CliContext): Promise<ExitCode> {
  const config = context.config({
    ...(options.port !== undefined && { PORT: options.port }),
    ...(options.host !== undefined && { HOST: options.host }),
    ...(options.data !== undefined && { DATA_DIR: options.data }),
  });
  const [{ createLog }, { startServer }] = await Promise.all([import('../log.ts'), import('../main.ts')]);
  const log = createLog(config.logLevel ?? 'info');
  endOnFaults(log);
  const server = await startServer({ config, log, clock: context.clock });
  await writeLine(context.stdout, `Dawen is ready on ${server.url}`);
  const signal = await firstSignal({ hangUp: server.reload });
  log.info({ signal }, 'stopping: open turns are finished first');
  await within(longestEnd, server.stop(patience)).then(
    () => log.info({}, 'stopped'),
    () => log.warn({}, 'stopped, though not everything could be closed'),
  );
  return 0;
}

/** After a fault that nobody caught nothing can be trusted any more; the supervisor starts a fresh process. */
function endOnFaults(log: Log): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (fault: unknown) => {
      const stack =
        fault instanceof Error
          ? fault.stack?.split('\n').filter((line) => line.startsWith('    at '))
          : undefined;
      log.error(
        { event, name: fault instanceof Error ? fault.name : typeof fault, stack },
        'ending after a fault',
      );
      process.exit(1);
    });
  }
}

/** SIGHUP means "look at your files", unless it is the terminal that has gone. */
function firstSignal({ hangUp }: { readonly hangUp: () => Promise<void> }): Promise<NodeJS.Signals> {
  const hadTerminal = hasTerminal();
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(signal));
    process.on('SIGHUP', () => {
      if (hadTerminal && !hasTerminal()) resolve('SIGHUP');
      else void hangUp();
    });
  });
}

function hasTerminal(): boolean {
  try {
    closeSync(openSync('/dev/tty', 'r'));
    return true;
  } catch {
    return false;
  }
}
