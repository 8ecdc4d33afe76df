/** The built server changes its knowledge while people talk to it. */
import { execFile } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, startServer } from './server.ts';

/** Training takes seconds, and many where other things run beside it. */
const patience = 100_000;
const command = resolve('dist', 'bot', 'cli.js');
let knowledge: string;
let server: RunningServer;

beforeAll(async () => {
  knowledge = mkdtempSync(join(tmpdir(), 'dawen-knowledge-'));
  cpSync('knowledge', knowledge, { recursive: true, filter: (path) => !/\.(ts|md)$/.test(path) });
  server = await startServer({ env: { KNOWLEDGE_DIR: knowledge } });
});
afterAll(async () => {
  await server?.remove();
  rmSync(knowledge, { recursive: true, force: true });
});

const post = async (path: string, body: object, token = '') => {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const response = await fetch(`${server.url}/api/v1/${path}`, {
    ...{ method: 'POST', headers, body: JSON.stringify(body) },
  });
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into any answer
  return { status: response.status, json: (await response.json()) as any };
};
const get = async (path: string) => (await fetch(server.url + path)).json();
const hash = async () => (await get('/version')).knowledge;
const edit = (from: string, to: string) => {
  const file = join(knowledge, 'responses.yaml');
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replaceAll(from, to));
};
const dawen = (...args: string[]) =>
  promisify(execFile)(process.execPath, [command, ...args, '--data', server.data], {
    env: { ...process.env, LOG_LEVEL: 'error' },
  });

test('an edit is heard in the next turns, and none fails or waits for it', async () => {
  const { token } = (await post('sessions', {})).json;
  const before = await hash();
  edit('现在没有等您选择的项目', '眼下没有等您选择的项目');
  const edited = performance.now();
  const turns: { status: number; ms: number }[] = [];
  for (const end = Date.now() + patience; (await hash()) === before && Date.now() < end; ) {
    const started = performance.now();
    const { status } = await post('messages', { text: '刷脸一直失败' }, token);
    turns.push({ status, ms: performance.now() - started });
    // as often as the rate limit of a session lets one
    await wait(300);
  }
  expect(await hash()).not.toBe(before);
  expect(turns.filter(({ status }) => status !== 200)).toEqual([]);
  // had they waited for it, one of them would have taken as long
  expect(Math.max(...turns.map(({ ms }) => ms))).toBeLessThan((performance.now() - edited) / 2);
  const turn = await post('messages', { text: '2' }, token);
  expect(turn.json.replies[0].text).toContain('眼下没有等您选择的项目');
});

test('a broken edit is refused with its lines until it is mended', async () => {
  const before = await hash();
  const file = join(knowledge, 'lexicon.yaml');
  const whole = readFileSync(file, 'utf8');
  appendFileSync(file, '  - concept: [\n');
  await expect.poll(() => get('/version'), { timeout: patience }).toHaveProperty('knowledgeRefused');
  const ready = await get('/readyz');
  expect(ready).toMatchObject({ status: 'ready', knowledge: { hash: before } });
  expect(ready.knowledge.refusal.lines[0]).toMatch(/lexicon\.yaml:\d+:\d+: /);
  expect(ready.warnings.join()).toContain('refused');
  const refused = await dawen('reload').catch((error) => error);
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.stdout).toMatch(/refused the files and still knows[\s\S]*lexicon\.yaml:\d+:\d+: /);
  writeFileSync(file, whole);
  await expect.poll(() => get('/version'), { timeout: patience }).not.toHaveProperty('knowledgeRefused');
  expect(await hash()).toBe(before);
});

test('dawen reload says what every server knows', async () => {
  const { stdout } = await dawen('reload', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ knowledge: await hash() });
});
