import { expect, test } from 'vitest';
import { cutWindows } from '../../intents/windows.ts';

test('a short text is its only piece', () => {
  expect(cutWindows('打款没收到 怎么办')).toEqual(['打款没收到 怎么办']);
  expect(cutWindows('')).toEqual(['']);
});

test('every part of a long text stands in a piece of bearable length', () => {
  const words = Array.from({ length: 90 }, (_, at) => `第${at}句话说点别的`);
  const windows = cutWindows(words.join(' '));
  for (const word of words) expect(windows.some((window) => window.includes(word))).toBe(true);
  for (const window of windows) expect(window.length).toBeLessThanOrEqual(260);
});

test('a huge text has a bounded number of pieces', () => {
  expect(cutWindows('甲'.repeat(4000)).length).toBeLessThanOrEqual(16);
  expect(cutWindows('a b '.repeat(1000)).length).toBeLessThanOrEqual(16);
});
