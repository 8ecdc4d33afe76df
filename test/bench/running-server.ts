/** Starts the built server, or one of the yardsticks beside it, as a child process for a bench. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../free-port.ts';

const root = resolve(import.meta.dirname, '..', '..');

export interface RunningServer {
  readonly url: string;
  /** Milliseconds from spawn to the first 200 of `/readyz`. */
  readonly readyAfter: number;
  /** Resident memory now, in MB; undefined where /proc is not to be had. */
  residentMegabytes(): number | undefined;
  /** Seconds of processor time that it has used; undefined where /proc is not to be had. */
  processorSeconds(): number | undefined;
  stop(): Promise<void>;
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 1000; tries++) {
    if (child.exitCode !== null)
      throw new Error(`the server ended with ${child.exitCode} before it was ready`);
    const ready = await fetch(url).then(
      (r) => r.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((wait) => setTimeout(wait, 20));
  }
  throw new Error(`no answer from ${url} within 20 s`);
}

function residentMegabytes(pid: number | undefined): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kilobytes = /VmRSS:\s+(\d+)/.exec(status)?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}

/** Linux counts processor time in hundredths of a second, whatever its own tick is. */
const ticksPerSecond = 100;

function processorSeconds(pid: number | undefined): number | undefined {
  try {
    // the name in parentheses may hold blanks, so fields are counted from its end
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  } catch {
    return undefined;
  }
}

/** Spawns `node …args PORT`, waits for `readyPath`, and gives a handle to stop it. */
async function start(
  args: (port: number, data: string) => string[],
  readyPath: string,
): Promise<RunningServer> {
  const port = await freePort();
  const data = mkdtempSync(join(tmpdir(), 'dawen-bench-'));
  const started = performance.now();
  const child = spawn(process.execPath, args(port, data), {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, LOG_LEVEL: 'error' },
  });
  const url = `http://127.0.0.1:${port}`;
  await untilReady(url + readyPath, child);
  return {
    url,
    readyAfter: performance.now() - started,
    residentMegabytes: () => residentMegabytes(child.pid),
    processorSeconds: () => processorSeconds(child.pid),
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      rmSync(data, { recursive: true, force: true });
    },
  };
}

export const startDawen = (): Promise<RunningServer> =>
  start((port, data) => ['dist/bot/cli.js', 'serve', '--port', String(port), '--data', data], '/readyz');

const yardsticks = 'test/bench/load';

/** They answer with what `recordedFile` holds. */
export const startBareExpress = (recordedFile: string): Promise<RunningServer> =>
  start((port) => [`${yardsticks}/bare-express.mjs`, String(port), recordedFile], '/healthz');

export const startDoNothingBotkit = (recordedFile: string, ...keeps: 'keeps'[]): Promise<RunningServer> =>
  start(
    (port, data) => [`${yardsticks}/do-nothing-botkit.mjs`, String(port), data, recordedFile, ...keeps],
    '/healthz',
  );
