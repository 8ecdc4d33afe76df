/** The built server on a knowledge base of its own, with a look inside: its heap after everything unused was collected. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';

export interface Memory {
  /** Megabytes that are in use, in the heap and beside it, and that the process takes in all. */
  readonly live: number;
  readonly resident: number;
}

export interface WatchedServer {
  readonly url: string;
  readonly knowledgeDir: string;
  /** Collects what is unused first. */
  memory(): Promise<Memory>;
  stop(): Promise<void>;
}

/** The build must be there. */
export async function startWatched(): Promise<WatchedServer> {
  const folder = mkdtempSync(join(tmpdir(), 'dawen-reload-'));
  const knowledgeDir = join(folder, 'knowledge');
  cpSync('knowledge', knowledgeDir, { recursive: true, filter: (path) => !/\.(ts|md)$/.test(path) });
  const command = ['dist/bot/cli.js', 'serve', '--port', '0', '--data', join(folder, 'data')];
  const child = spawn(process.execPath, ['--inspect=127.0.0.1:0', ...command], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, KNOWLEDGE_DIR: knowledgeDir, LOG_LEVEL: 'fatal' },
  });
  const [inspector, url] = await Promise.all([
    find(child.stderr, /ws:\/\/\S+/),
    find(child.stdout, /http:\/\/\S+/),
  ]);
  const ask = await inspect(inspector);
  return {
    ...{ url, knowledgeDir },
    memory: async () => {
      await ask('HeapProfiler.collectGarbage');
      const expression = 'JSON.stringify(process.memoryUsage())';
      const used = JSON.parse((await ask('Runtime.evaluate', { expression })).value);
      return { live: (used.heapUsed + used.external) / 1e6, resident: used.rss / 1e6 };
    },
    stop: async () => {
      const ended = once(child, 'exit');
      // by force: the inspector would keep it
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function find(stream: NodeJS.ReadableStream, pattern: RegExp): Promise<string> {
  for await (const line of createInterface({ input: stream })) {
    const [found] = pattern.exec(line) ?? [];
    if (found !== undefined) {
      stream.resume();
      return found;
    }
  }
  throw new Error(`the server ended before it said ${pattern}; is dist/ built (npm run build)?`);
}

async function inspect(url: string) {
  const socket = new WebSocket(url);
  await once(socket, 'open');
  let last = 0;
  return async (method: string, params: object = {}): Promise<{ value: string }> => {
    const id = ++last;
    socket.send(JSON.stringify({ id, method, params }));
    for (;;) {
      const [data] = await once(socket, 'message');
      const answer = JSON.parse(String(data));
      if (answer.id === id) return answer.result.result;
    }
  };
}
