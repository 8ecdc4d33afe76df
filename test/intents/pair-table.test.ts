import { expect, test } from 'vitest';
import { createPairTable } from '../../intents/pair-table.ts';

test('pairs are numbered as they come, however many', () => {
  const table = createPairTable();
  const pairs = Array.from({ length: 5000 }, (_, at) => [at % 70, -at] as const);
  for (const [at, [first, second]] of pairs.entries()) expect(table.add(first, second)).toBe(at);
  for (const [at, [first, second]] of pairs.entries()) expect(table.add(first, second)).toBe(at);
  expect(table.size).toBe(5000);
});

test('what is not there is not found', () => {
  const table = createPairTable();
  table.add(1, 2);
  expect([table.find(1, 2), table.find(2, 1), table.find(0, 0)]).toEqual([0, -1, -1]);
});

test('it can be emptied', () => {
  const table = createPairTable();
  table.add(1, 2);
  table.clear();
  expect([table.size, table.find(1, 2), table.add(3, 4)]).toEqual([0, -1, 0]);
});
