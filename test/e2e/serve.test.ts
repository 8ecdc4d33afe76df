import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const command = resolve('dist', 'bot', 'cli.js');
let folder: string;
let children: ChildProcess[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dawen-serve-'));
  children = [];
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Runs `dawen serve`; `said` fills while it runs. */
function run(args: readonly string[] = [], environment: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [command, 'serve', '--port', '0', '--data', folder, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LOG_LEVEL: 'error', ...environment },
  });
  children.push(child);
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    said.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said.err += chunk;
  });
  return { child, said };
}

/** Starts it and gives its address as soon as it is ready. */
async function start() {
  const { child, said } = run();
  while (!said.out.includes('\n')) {
    await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${said.err}`);
  }
  const [url = ''] = /http:\S+/.exec(said.out) ?? [];
  const call = async (path: string, { body, token }: { body?: object; token?: string } = {}) => {
    const response = await fetch(`${url}/api/v1/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    return response.json();
  };
  const end = async (signal: NodeJS.Signals) => {
    const ended = once(child, 'exit');
    child.kill(signal);
    return (await ended)[0];
  };
  return { url, call, end };
}

describe('a running server', () => {
  test('ends with 0 when it is told to, and forgets nothing', async () => {
    const first = await start();
    const { token } = await first.call('sessions', { body: {} });
    const turn = await first.call('messages', { token, body: { text: '一个身份证可以认证几个账号' } });
    expect(await first.end('SIGTERM')).toBe(0);
    const second = await start();
    const history = await second.call(`conversations/${turn.conversationId}`, { token });
    expect(history.messages[1].reply).toEqual(turn.replies[0]);
    expect(await second.end('SIGINT')).toBe(0);
  });

  test('keeps an answered message when it is killed, and answers it once', async () => {
    const first = await start();
    const { token } = await first.call('sessions', { body: {} });
    const body = { text: '打款金额输错了怎么办', clientMessageId: 'm1' };
    const turn = await first.call('messages', { token, body });
    await first.end('SIGKILL');
    const second = await start();
    expect(await second.call('messages', { token, body })).toEqual(turn);
    const history = await second.call(`conversations/${turn.conversationId}`, { token });
    expect(history.messages).toHaveLength(1 + turn.replies.length);
    await second.end('SIGTERM');
  });

  test('finishes the turns that are open when it is told to stop', async () => {
    const server = await start();
    const { token } = await server.call('sessions', { body: {} });
    const texts = ['认证要多久', '充值多久到账', '扫脸失败', '营业执照刚办下来', '打款没到', '人工'];
    const turns = texts.map((text) =>
      server.call('messages', { token, body: { text } }).catch(() => 'refused'),
    );
    await new Promise((wait) => setTimeout(wait, 5));
    expect(await server.end('SIGTERM')).toBe(0);
    for (const turn of await Promise.all(turns)) {
      if (turn !== 'refused') expect(turn.replies.length).toBeGreaterThan(0);
    }
  });
});

describe('a start that cannot be', () => {
  test('for a port that is taken ends with 2 and one line', async () => {
    const server = await start();
    const { child, said } = run(['--port', new URL(server.url).port]);
    expect(await once(child, 'close')).toEqual([2, null]);
    expect(said.err).toMatch(/^dawen: HOST 127\.0\.0\.1, PORT \d+: cannot listen [^\n]+\n$/);
  });

  test('for a broken knowledge base ends with 2 and every fault', async () => {
    const knowledge = join(folder, 'knowledge');
    mkdirSync(knowledge);
    writeFileSync(join(knowledge, 'lexicon.yaml'), 'concepts:\n\t- id: x\n');
    const { child, said } = run([], { KNOWLEDGE_DIR: knowledge });
    expect(await once(child, 'close')).toEqual([2, null]);
    expect(said.err).toMatch(/^knowledge\/lexicon\.yaml:2:1: /m);
    expect(said.out).toBe('');
  });

  test('with a PostgreSQL that nobody serves ends with 2 and says what to check', async () => {
    const { child, said } = run([], { DATABASE_URL: 'postgres://user@127.0.0.1:1/dawen' });
    expect(await once(child, 'close')).toEqual([2, null]);
    expect(said.err).toMatch(/^dawen: PostgreSQL at 127\.0\.0\.1[^\n]*DATABASE_URL[^\n]*\n$/);
  });
});
