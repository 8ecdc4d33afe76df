/** Two servers on one store: customer and agent need not be at the same one, and nobody is lost when one is killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lastingEngines, noteSkipped, type TestPlace } from '../store/engines.ts';
import { comeIn, listen } from './desk-house.ts';

noteSkipped();

interface Running {
  readonly url: string;
  readonly cookie: string;
  readonly child: ChildProcess;
}

async function start(place: string): Promise<Running> {
  const args = ['--import', 'tsx', join(import.meta.dirname, 'desk-process.ts'), place];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { ...JSON.parse(line), child };
}

async function call(method: string, url: string, headers: Readonly<Record<string, string>>, body?: unknown) {
  const json = { 'content-type': 'application/json' };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(url, { method, headers: { ...json, ...headers }, ...sent });
  return { status: response.status, json: await response.json() };
}

describe.each(lastingEngines)('two servers on $name', (engine) => {
  let where: TestPlace;
  let servers: Running[] = [];

  beforeEach(async () => {
    where = await engine.make();
    servers = [await start(where.place), await start(where.place)];
  }, 240_000);
  afterEach(async () => {
    for (const { child } of servers) child.kill('SIGKILL');
    await where.remove();
  });

  test('are one desk; after one was killed the other still has who waits, and goes on', async () => {
    const [a, b] = servers;
    if (!a || !b) throw new Error('both must run');
    const desk = (path: string, body?: object) =>
      call(body ? 'POST' : 'GET', `${b.url}/console/api/${path}`, { cookie: b.cookie }, body);
    const house = (url: string) => ({
      url,
      call: (method: string, path: string, given: { token?: string; body?: unknown } = {}) =>
        call(method, url + path, given.token ? { authorization: `Bearer ${given.token}` } : {}, given.body),
      openSession: async () => (await call('POST', `${url}/api/v1/sessions`, {}, {})).json.token,
    });
    const events = await listen(`${b.url}/console/api/events`, { cookie: b.cookie });
    const customer = await comeIn(house(a.url) as never, '转人工');
    const [, told] = await customer.history();
    expect(told.text).toContain('现在有客服在线');
    const { id } = await events.hear('handoff');
    const line = await customer.listen();
    expect(await desk(`handoffs/${id}/claim`, {})).toMatchObject({ status: 200 });
    await line.hear('holder');
    const started = performance.now();
    await desk(`handoffs/${id}/messages`, { text: '您好', clientMessageId: 'm1' });
    expect(await line.hear('message')).toMatchObject({ text: '您好' });
    expect(performance.now() - started).toBeLessThan(2500);
    expect(await customer.say('在吗')).toMatchObject({ replies: [] });
    await expect
      .poll(() => events.heard.at(-1)?.data, { timeout: 3000 })
      .toMatchObject({ lastMessage: '在吗' });

    const waiting = await comeIn(house(a.url) as never, '人工');
    a.child.kill('SIGKILL');
    await once(a.child, 'exit');
    expect((await desk('handoffs')).json).toHaveLength(2);
    const bearer = { authorization: `Bearer ${customer.token}` };
    const path = `${b.url}/api/v1/conversations/${customer.conversation}`;
    const back = await listen(`${path}/events`, bearer);
    expect(await back.hear('holder')).toMatchObject({ holder: 'human', name: 'mei' });
    expect(await back.hear('message')).toMatchObject({ text: '您好' });
    await desk(`handoffs/${id}/close`, {});
    expect(await back.hear('holder', 2)).toEqual({ holder: 'assistant' });
    expect((await desk('handoffs?status=waiting')).json).toMatchObject([
      { conversation: waiting.conversation },
    ]);

    // and when both were gone
    b.child.kill('SIGKILL');
    await once(b.child, 'exit');
    const c = await start(where.place);
    servers.push(c);
    const kept = await call('GET', `${c.url}/console/api/handoffs`, { cookie: c.cookie });
    expect(kept.json).toMatchObject([{ conversation: waiting.conversation, status: 'waiting' }]);
  }, 60_000);
});
