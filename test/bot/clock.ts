/** A clock that stands still until it is moved. */
import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../../bot/clock.ts';

export type TestClock = Clock & { move(duration: Temporal.DurationLike): void };

export function createTestClock(start = '2026-11-23T05:00:00Z'): TestClock {
  let now = Temporal.Instant.from(start);
  const clock = () => now;
  const move = (duration: Temporal.DurationLike) => {
    now = now.add(Temporal.Duration.from(duration));
  };
  return Object.assign(clock, { move });
}
