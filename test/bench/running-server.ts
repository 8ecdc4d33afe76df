/** Starts the built server, or the bare Express route, as a child process for a bench. */
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
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      rmSync(data, { recursive: true, force: true });
    },
  };
}

export const startDawen = (): Promise<RunningServer> =>
  start((port, data) => ['dist/bot/cli.js', 'serve', '--port', String(port), '--data', data], '/readyz');

export const startBareExpress = (bodyFile: string): Promise<RunningServer> =>
  start((port) => ['test/bench/bare-express.mjs', String(port), bodyFile], '/readyz');
