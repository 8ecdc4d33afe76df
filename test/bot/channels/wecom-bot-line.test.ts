/** The long connection of a 智能机器人: one process of many holds it, and what WeCom refuses is said another way or once more. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SoleWork } from '../../../bot/channels/sole-holder.ts';
import { openWecomBotLine } from '../../../bot/channels/wecom-bot-line.ts';
import { type OpenedStore, openStore } from '../../../bot/store/open.ts';
import { botText } from '../../channels/wecom-bot-door.ts';
import { botId, type LineStub, openLineStub, secret } from '../../channels/wecom-line-stub.ts';
import { createTestClock } from '../clock.ts';
import { createEcho, createTestLog, plainExpertise } from '../house.ts';
import { lastingEngines, noteSkipped } from '../store/engines.ts';

noteSkipped();

let stub: LineStub;
let store: OpenedStore;
const ending: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  stub = await openLineStub();
  store = await openStore(':memory:');
});
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
  await stub.close();
  await store.close();
});

async function openLine(over: { secret?: string } = {}) {
  const log = createTestLog();
  const line: SoleWork = openWecomBotLine(
    { botId, secret, url: stub.url, ...over },
    {
      ...{ assistant: createEcho(store), store, current: () => plainExpertise, clock: createTestClock() },
      ...{ log, backOff: () => 20 },
    },
  );
  ending.push(line.end);
  return { line, log };
}

const connected = () => vi.waitFor(() => expect(stub.isHeld()).toBe(true), 4000);
const contents = () => stub.shown.map(({ body }) => (body.stream ?? body.markdown).content);

describe('an answer', () => {
  beforeEach(async () => {
    await openLine();
    await connected();
  });

  test('goes out as one finished stream of the call that asked', async () => {
    stub.deliver(botText('zhangsan', '你好', { msgid: 'M1' }), 'call-1');
    await vi.waitFor(() => expect(stub.shown).toHaveLength(1), 4000);
    expect(stub.shown[0]).toMatchObject({
      ...{ cmd: 'aibot_respond_msg', request: 'call-1' },
      body: { msgtype: 'stream', stream: { id: 'M1', finish: true, content: 'echo: 你好' } },
    });
  });

  test('that WeCom is too busy for is given again, once', async () => {
    stub.failNext(-1, 6000);
    stub.deliver(botText('zhangsan', '你好'));
    await vi.waitFor(() => expect(contents()).toEqual(['echo: 你好']), 4000);
  });

  test('to a call that is over is written to the person', async () => {
    stub.failNext(846_608);
    stub.deliver(botText('zhangsan', '慢'));
    await vi.waitFor(() => expect(contents()).toEqual(['echo: 慢']), 4000);
    expect(stub.shown[0]).toMatchObject({ cmd: 'aibot_send_msg', body: { chatid: 'zhangsan' } });
  });

  test('survives a connection that breaks', async () => {
    stub.drop();
    await vi.waitFor(() => expect(stub.connections()).toBe(2), 4000);
    await connected();
    stub.deliver(botText('zhangsan', '又来'));
    await vi.waitFor(() => expect(contents()).toEqual(['echo: 又来']), 4000);
  });

  test('may be rated, without the numbers that somebody wrote beside it', async () => {
    stub.deliver(botText('zhangsan', '你好'));
    await vi.waitFor(() => expect(stub.shown).toHaveLength(1), 4000);
    const { id } = stub.shown[0]?.body.stream.feedback ?? {};
    const thumb = { id, type: 2, content: '我的身份证11010519491231002X' };
    const event = { eventtype: 'feedback_event', feedback_event: thumb };
    stub.deliver(botText('zhangsan', '', { msgtype: 'event', event }));
    const lines: string[] = [];
    await vi.waitFor(async () => {
      await store.backup(async (line) => void lines.push(line), '2026-11-23T05:00:00Z');
      expect(lines.join('\n')).toContain('"down"');
    }, 4000);
    expect(lines.join('\n')).not.toContain('11010519491231002');
  });
});

test('a refused secret is told to whoever runs this, without the secret', async () => {
  const { log } = await openLine({ secret: 'other' });
  await vi.waitFor(() => expect(JSON.stringify(log.lines)).toContain('WECOM_BOT_SECRET is refused'), 4000);
  expect(JSON.stringify(log.lines)).not.toContain('other');
});

test('who gives it up lets another have it at once', async () => {
  const { line } = await openLine();
  await connected();
  const { log } = await openLine();
  await line.end();
  await vi.waitFor(() => expect(JSON.stringify(log.lines)).toContain('the long connection is there'), 5000);
}, 10_000);

async function start(place: string): Promise<ChildProcess> {
  const args = ['--import', 'tsx', join(import.meta.dirname, 'line-process.ts'), place, stub.url];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  ending.push(async () => child.kill('SIGKILL'));
  await once(createInterface({ input: child.stdout }), 'line');
  return child;
}

describe.each(lastingEngines)('two processes on $name', (engine) => {
  test('hold one connection; after its holder was killed the other answers what waits and what comes', async () => {
    const where = await engine.make();
    ending.push(where.remove);
    const first = await start(where.place);
    await connected();
    await start(where.place);
    for (let at = 0; at < 20; at++) stub.deliver(botText(`u${at}`, `${at}`, { msgid: `K${at}` }));
    await vi.waitFor(() => expect(stub.shown.length).toBeGreaterThan(3), 10_000);
    expect(stub.connections()).toBe(1);
    first.kill('SIGKILL');
    await vi.waitFor(() => expect(stub.connections()).toBe(2), 10_000);
    for (const msgid of ['K0', 'K20', 'K20']) stub.deliver(botText('lisi', msgid, { msgid }));
    // what the first had begun is free again after half a minute: four turns and eight messages at most
    await vi.waitFor(() => expect(new Set(contents()).size).toBeGreaterThan(20 - 12), 10_000);
    await vi.waitFor(() => expect(contents()).toContain('echo: K20'), 10_000);
    expect(contents()).toHaveLength(new Set(contents()).size);
    expect(contents()).not.toContain('echo: K0');
  }, 40_000);
});
