/** Starts the built server in a process of its own, as users run it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../free-port.ts';

const root = resolve(import.meta.dirname, '..', '..');
const patience = 60_000;

export interface RunningServer {
  readonly url: string;
  /** Folder of its store. */
  readonly data: string;
  /** Ends the process, as told or by force; its data stay until `remove`. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Starts it again on the same port and data. */
  start(): Promise<void>;
  remove(): Promise<void>;
}

export interface ServerOptions {
  /** Settings beside those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** A free one unless set. */
  readonly port?: number;
  /** Account facts that are imported before the start. */
  readonly accounts?: readonly object[];
}

export async function startServer({
  env = {},
  accounts = [],
  port: wanted,
}: ServerOptions = {}): Promise<RunningServer> {
  const port = wanted ?? (await freePort());
  const data = mkdtempSync(join(tmpdir(), 'dawen-e2e-'));
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const server: RunningServer = {
    url,
    data,
    async stop(signal = 'SIGTERM') {
      const ending = child;
      child = undefined;
      if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
      const ended = once(ending, 'exit');
      ending.kill(signal);
      await ended;
    },
    async start() {
      child = run(['serve', '--port', String(port), '--data', data], env);
      await untilReady(`${url}/readyz`, child).catch(async (error) => {
        await server.stop();
        throw error;
      });
    },
    async remove() {
      await server.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
  if (accounts.length > 0) await importAccounts(data, accounts);
  await server.start();
  return server;
}

async function importAccounts(data: string, accounts: readonly object[]): Promise<void> {
  const file = join(data, 'accounts.jsonl');
  writeFileSync(file, accounts.map((account) => JSON.stringify(account)).join('\n'));
  const [code] = await once(run(['accounts', 'import', file, '--data', data], {}), 'exit');
  if (code !== 0) throw new Error(`accounts import ended with ${code}`);
}

function run(args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, [join('dist', 'bot', 'cli.js'), ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, LOG_LEVEL: 'error', ...env },
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
