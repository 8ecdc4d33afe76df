/** When a sign-in may be tried again. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLockOut, type LockOut } from '../../../bot/console/lock-out.ts';
import { type OpenedStore, openStore } from '../../../bot/store/open.ts';
import { createTestClock, type TestClock } from '../clock.ts';

let store: OpenedStore;
let clock: TestClock;
let lockOut: LockOut;
beforeEach(async () => {
  store = await openStore(':memory:');
  clock = createTestClock();
  lockOut = createLockOut(store.signInTries, clock);
});
afterEach(() => store.close());

const attempt = (name: string, address = '203.0.113.7') => ({ name, address });
async function tries(count: number, given: (i: number) => { name: string; address: string }) {
  for (let i = 0; i < count; i++) expect(await lockOut.admit(given(i))).toEqual({ status: 'admitted' });
}
const until = '2026-11-23T05:15:00.000Z';

test('a name is locked from any address, and says so first once', async () => {
  await tries(5, (i) => attempt('mei', `203.0.113.${i}`));
  const locked = { status: 'locked', by: 'name', until };
  expect(await lockOut.admit(attempt('mei'))).toEqual({ ...locked, first: true });
  clock.move({ minutes: 5 });
  expect(await lockOut.admit(attempt('mei'))).toEqual({ ...locked, first: false });
  await tries(1, () => attempt('lin'));
  clock.move({ minutes: 10 });
  await tries(5, () => attempt('mei'));
});

test('an address is locked for any name', async () => {
  await tries(30, (i) => attempt(`name${i}`));
  expect(await lockOut.admit(attempt('mei'))).toEqual({
    status: 'locked',
    by: 'address',
    until,
    first: true,
  });
  await tries(1, () => attempt('mei', '203.0.113.8'));
});

test('slow tries are counted together while they come within a quarter of an hour', async () => {
  await tries(5, () => {
    clock.move({ minutes: 14 });
    return attempt('mei');
  });
  expect((await lockOut.admit(attempt('mei'))).status).toBe('locked');
});

test('who was right gives the address one try back, and no more', async () => {
  await tries(29, (i) => attempt(`name${i}`));
  await tries(1, () => attempt('mei'));
  await lockOut.forgive(attempt('mei'));
  await tries(1, () => attempt('lin'));
  expect((await lockOut.admit(attempt('zhou'))).status).toBe('locked');
});

test('an unlocked name may try at once', async () => {
  await tries(5, () => attempt('mei'));
  await lockOut.unlock('mei');
  await tries(5, () => attempt('mei'));
});
