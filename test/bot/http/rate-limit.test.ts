/** Limits that several processes count together, on PostgreSQL. */
import { expect, test } from 'vitest';
import { createRateLimits, defaultLimits } from '../../../bot/http/rate-limit.ts';
import { openStore } from '../../../bot/store/open.ts';
import { noteSkipped, postgresEngine } from '../store/engines.ts';

noteSkipped();

const limits = { ...defaultLimits, messagesPerSession: 4, sessionsPerAddress: 2 };
const outcomes = async (calls: readonly Promise<void>[]) =>
  (await Promise.allSettled(calls)).map(({ status }) => status).sort();

test('an account is counted over all of its sessions, and nobody else with it', async () => {
  const { say } = createRateLimits({ ...limits, messagesPerAccount: 2 });
  const calls = [say('a', 'acc-1'), say('b', 'acc-1'), say('c', 'acc-1'), say('d', 'acc-2'), say('e')];
  expect(await outcomes(calls)).toEqual([...Array(4).fill('fulfilled'), 'rejected']);
});

test.skipIf(!postgresEngine)('two processes let no more through than one', async () => {
  const where = await postgresEngine?.make();
  if (!where) throw new Error('no PostgreSQL');
  const stores = await Promise.all([openStore(where.place), openStore(where.place)]);
  const doors = stores.map(({ counters }) => createRateLimits(limits, counters));
  const calls = doors.flatMap((door) => [1, 2, 3].map(() => door.say('session-1')));
  expect(await outcomes(calls)).toEqual([...Array(4).fill('fulfilled'), 'rejected', 'rejected']);
  await expect(doors[0]?.say('session-1')).rejects.toMatchObject({
    code: 'rate_limited',
    more: { retryAfter: expect.any(Number) },
  });
  // every limit has a count of its own
  expect(await outcomes(doors.map((door) => door.openSession('192.0.2.7')))).toEqual(
    Array(2).fill('fulfilled'),
  );
  await Promise.all(stores.map((store) => store.close()));
  // each counts for itself when nobody answers any more
  const alone = doors[0] ? [1, 2, 3, 4, 5].map(() => doors[0]?.say('session-2')) : [];
  expect(await outcomes(alone as Promise<void>[])).toEqual([...Array(4).fill('fulfilled'), 'rejected']);
  await where.remove();
});
