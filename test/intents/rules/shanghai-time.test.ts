/** The day in Shanghai, which is kept until it is over. */
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { shanghaiDay } from '../../../intents/rules/shanghai-time.ts';

const dayAt = (instant: string) => shanghaiDay(Temporal.Instant.from(instant)).toString();

test('a day begins at midnight in Shanghai and lasts until the next', () => {
  expect(dayAt('2026-11-22T15:59:59.999999999Z')).toBe('2026-11-22');
  expect(dayAt('2026-11-22T16:00:00Z')).toBe('2026-11-23');
  expect(dayAt('2026-11-23T15:59:59.999999999Z')).toBe('2026-11-23');
  expect(dayAt('2026-11-23T16:00:00Z')).toBe('2026-11-24');
});

test('a clock that is set back goes back to the day before', () => {
  expect(dayAt('2026-11-23T16:00:00Z')).toBe('2026-11-24');
  expect(dayAt('2026-11-23T15:59:59Z')).toBe('2026-11-23');
});

test('a day of summer time has its own length', () => {
  expect(dayAt('1988-04-16T17:59:59Z')).toBe('1988-04-17');
  expect(dayAt('1988-04-17T14:59:59Z')).toBe('1988-04-17');
  expect(dayAt('1988-04-17T15:00:00Z')).toBe('1988-04-18');
});
