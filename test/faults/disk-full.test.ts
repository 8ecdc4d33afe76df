/** The disk of a running server fills up: calls are refused, nothing acknowledged is lost, and with room it goes on. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, meet } from './person.ts';

/** A small disk of one's own needs rights that not every machine gives. */
const mayMount = spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;
if (!mayMount) test.skip('disk full: skipped, this user may not mount a small disk', () => undefined);

describe.skipIf(!mayMount)('on a disk of eight megabytes', () => {
  const data = mkdtempSync(join(tmpdir(), 'dawen-full-'));
  let child: ChildProcess;
  let url = '';

  beforeAll(async () => {
    const server = `exec ${process.execPath} ${resolve('dist/bot/cli.js')} serve --port 0 --data ${data}`;
    const script = `mount -t tmpfs -o size=8m none ${data} && ${server}`;
    const env = { ...process.env, LOG_LEVEL: 'fatal' };
    child = spawn('unshare', ['-m', 'sh', '-c', script], { stdio: ['ignore', 'pipe', 'inherit'], env });
    const [said] = await once(child.stdout ?? child, 'data');
    url = /http:\S+/.exec(String(said))?.[0] ?? '';
  });
  afterAll(async () => {
    child.kill('SIGTERM');
    await once(child, 'exit');
    rmSync(data, { recursive: true, force: true });
  });

  /** The small disk as it is seen from outside of the server. */
  const inside = (name: string) => join('/proc', String(child.pid), 'root', data, name);

  test('it refuses with 503 while there is no room, and answers each message once', async () => {
    const person = await meet(url);
    const say = (clientMessageId: string, conversationId?: string) =>
      person.say({ text: '打款金额输错了怎么办', clientMessageId, conversationId });
    const first = await say('m0');
    const conversationId = first?.body.conversationId;
    expect(() => writeFileSync(inside('ballast'), Buffer.alloc(16_000_000))).toThrow(/ENOSPC/);
    const kept = ['m0'];
    let refused: Awaited<ReturnType<typeof say>>;
    while (refused === undefined && kept.length < 200) {
      const answered = await say(`m${kept.length}`, conversationId);
      if (answered?.status === 200) kept.push(`m${kept.length}`);
      else refused = answered;
    }
    expect(refused).toMatchObject({ status: 503, body: { code: 'store_unavailable' } });
    expect(Number(refused?.retryAfter)).toBeGreaterThan(0);
    expect((await call(`${url}/healthz`))?.status).toBe(200);
    expect(await call(`${url}/readyz`)).toMatchObject({ status: 503, body: { parts: { store: 'failed' } } });
    expect(await person.history(conversationId ?? '')).toEqual(kept);
    rmSync(inside('ballast'));
    const next = `m${kept.length}`;
    await expect.poll(async () => (await say(next, conversationId))?.status).toBe(200);
    const ready = async () => (await call(`${url}/readyz`))?.status;
    await expect.poll(ready, { timeout: 30_000 }).toBe(200);
    expect(await say('m0', conversationId)).toEqual(first);
    expect(await person.history(conversationId ?? '')).toEqual([...kept, next]);
  });
});
