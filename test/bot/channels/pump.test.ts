/** The pump: order, another attempt, giving up, and taking over from a process that is gone. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPump, type Pump, type PumpOptions } from '../../../bot/channels/pump.ts';
import { type OpenedStore, openStore } from '../../../bot/store/open.ts';
import { createTestLog } from '../house.ts';

let store: OpenedStore;
let pumps: Pump[];
let log: ReturnType<typeof createTestLog>;
beforeEach(async () => {
  store = await openStore(':memory:');
  log = createTestLog();
  pumps = [];
});
afterEach(async () => {
  for (const pump of pumps) await pump.stop();
  await store.close();
});

function start(work: PumpOptions['work'], over: Partial<PumpOptions> = {}): Pump {
  const pump = createPump({ outbox: store.outbox, channel: 'c', work, log, every: 20, ...over });
  pumps.push(pump);
  return pump;
}
const enqueue = (id: string, conversation = 'one') =>
  store.outbox.enqueue({ id, channel: 'c', conversation, payload: id });

test('messages of one conversation come one after the other, those of others meanwhile', async () => {
  const seen: string[] = [];
  for (const id of ['a1', 'a2']) await enqueue(id, 'a');
  await enqueue('b1', 'b');
  start(async ({ id }) => {
    seen.push(`${id} begins`);
    await new Promise((resolve) => setTimeout(resolve, id === 'a1' ? 60 : 5));
    seen.push(`${id} ends`);
    return { status: 'done' };
  });
  await vi.waitFor(() => expect(seen).toHaveLength(6), 4000);
  expect(seen.filter((line) => line.startsWith('a'))).toEqual([
    'a1 begins',
    'a1 ends',
    'a2 begins',
    'a2 ends',
  ]);
  expect(seen.indexOf('b1 ends')).toBeLessThan(seen.indexOf('a1 ends'));
});

test('what always fails is given up after ten attempts, and the next one has its turn', async () => {
  const tried: string[] = [];
  await enqueue('bad');
  await enqueue('good');
  start(async ({ id }) => {
    tried.push(id);
    return id === 'bad' ? { status: 'retry', after: 0, failure: 'no' } : { status: 'done' };
  });
  await vi.waitFor(() => expect(tried).toContain('good'), 4000);
  expect(tried.filter((id) => id === 'bad')).toHaveLength(10);
  expect(log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
});

test('what a process that is gone had taken is done by another when its time is up', async () => {
  await enqueue('a');
  await store.outbox.takeDue({ channel: 'c', holder: 'gone', limit: 1, ttl: 100 });
  const done: number[] = [];
  const started = performance.now();
  start(async () => {
    done.push(performance.now() - started);
    return { status: 'done' };
  });
  await vi.waitFor(() => expect(done).toHaveLength(1), 4000);
  expect(done[0]).toBeGreaterThan(50);
});

test('stopping waits for what is under way, and takes nothing more', async () => {
  const done: string[] = [];
  await enqueue('a', 'a');
  const work: PumpOptions['work'] = async ({ id }) => {
    await new Promise((resolve) => setTimeout(resolve, 80));
    done.push(id);
    return { status: 'done' };
  };
  const pump = start(work, { every: 60_000 });
  pump.wake();
  await new Promise((resolve) => setTimeout(resolve, 40));
  await enqueue('b', 'b');
  await pump.stop();
  expect(done).toEqual(['a']);
});

test('works on no more conversations at once than it may', async () => {
  let [now, most, done] = [0, 0, 0];
  const work: PumpOptions['work'] = async () => {
    now += 1;
    most = Math.max(most, now);
    await new Promise((resolve) => setTimeout(resolve, 10));
    now -= 1;
    done += 1;
    return { status: 'done' };
  };
  for (let at = 0; at < 9; at++) await enqueue(`m${at}`, `c${at}`);
  start(work, { atOnce: 3 });
  await vi.waitFor(() => expect(done).toBe(9), 4000);
  expect(most).toBe(3);
});
