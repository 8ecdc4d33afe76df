/** Work that one of many does: begun with the lease, ended without it, kept on while the store is away for a moment. */
import { afterEach, expect, test, vi } from 'vitest';
import { holdAlone, type SoleWork } from '../../../bot/channels/sole-holder.ts';
import { createTestLog } from '../house.ts';

const ending: SoleWork[] = [];
afterEach(async () => {
  for (const work of ending.splice(0)) await work.end();
});

type Answer = boolean | 'away' | 'hangs';

/** A lease that is given as it is told to, and a record of what was begun and ended. */
function hold(first: Answer) {
  const lease = { answer: first, released: 0 };
  const done: string[] = [];
  const claim = async (): Promise<boolean> => {
    if (lease.answer === 'hangs') return new Promise(() => undefined);
    if (lease.answer === 'away') throw new Error('the store is away');
    return lease.answer;
  };
  const release = async () => {
    lease.released += 1;
  };
  const begin = () => {
    done.push('begun');
    return { end: async () => void done.push('ended') };
  };
  const work = holdAlone({ leases: { claim, release }, name: 'line', begin, log: createTestLog(), ttl: 200 });
  ending.push(work);
  return { lease, done, work };
}

const becomes = (done: string[], expected: string[]) =>
  vi.waitFor(() => expect(done).toEqual(expected), { timeout: 2000, interval: 10 });

test('begins when the lease is free, and again after it was lost', async () => {
  const { lease, done } = hold(false);
  lease.answer = true;
  await becomes(done, ['begun']);
  lease.answer = false;
  await becomes(done, ['begun', 'ended']);
  lease.answer = true;
  await becomes(done, ['begun', 'ended', 'begun']);
});

test.each(['away', 'hangs'] as const)('ends when the store is %s for longer than the lease', async (how) => {
  const { lease, done } = hold(true);
  await becomes(done, ['begun']);
  lease.answer = how;
  const lost = performance.now();
  await becomes(done, ['begun', 'ended']);
  expect(performance.now() - lost).toBeGreaterThan(50);
});

test('gives the lease back when it ends', async () => {
  const { lease, done, work } = hold(true);
  await becomes(done, ['begun']);
  await work.end();
  expect([lease.released, done.at(-1)]).toEqual([1, 'ended']);
});
