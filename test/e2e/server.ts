/** Starts the built server in a process of its own, as users run it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../free-port.ts';

const root = resolve(import.meta.dirname, '..', '..');
const patience = 60_000;

export interface RunningServer {
  readonly url: string;
  /** Ends the process; its data stay until `remove`. */
  stop(): Promise<void>;
  /** Starts it again on the same port and data. */
  start(): Promise<void>;
  remove(): Promise<void>;
}

export async function startServer(): Promise<RunningServer> {
  const port = await freePort();
  const data = mkdtempSync(join(tmpdir(), 'dawen-e2e-'));
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const server: RunningServer = {
    url,
    async stop() {
      const ending = child;
      child = undefined;
      if (!ending || ending.exitCode !== null) return;
      const ended = once(ending, 'exit');
      ending.kill('SIGTERM');
      await ended;
    },
    async start() {
      child = run(['serve', '--port', String(port), '--data', data]);
      await untilReady(`${url}/readyz`, child);
    },
    async remove() {
      await server.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

function run(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [join('dist', 'bot', 'cli.js'), ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, LOG_LEVEL: 'error' },
  });
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  const end = Date.now() + patience;
  while (Date.now() < end) {
    if (child.exitCode !== null)
      throw new Error(`the server ended with ${child.exitCode} before it was ready`);
    const isReady = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((wait) => setTimeout(wait, 25));
  }
  throw new Error(`no answer from ${url} within ${patience / 1000} s; is dist/ built (npm run build)?`);
}
