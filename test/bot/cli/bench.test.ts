import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bench } from '../../../bot/cli/bench.ts';
import { UsageError } from '../../../bot/cli/usage-error.ts';
import { openTerminal } from './desk.ts';

/** Two intents, said in a few ways each; a cell with a line break, as the published files have. */
const cards = [
  'where is my card',
  'my card has not come',
  'when will the card arrive',
  'card still not here',
];
const cash = ['withdraw cash abroad', 'get cash from a machine', 'cash machine took money', 'cash out fee'];
const rows = (intents: Record<string, readonly string[]>): string[][] =>
  Object.entries(intents).flatMap(([intent, texts]) => texts.map((text) => [text, intent]));
const csv = (lines: string[][]): string =>
  ['text,category', ...lines.map(([text, intent]) => `"${text}\n",${intent}`)].join('\n');
let dir: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'dawen-sets-'));
  const train = rows({ card_arrival: cards, cash_withdrawal: cash });
  const test = rows({ card_arrival: ['has my card arrived'], cash_withdrawal: ['cash withdrawal'] });
  const outside = [['play some music', 'oos']];
  writeFileSync(join(dir, 'train.csv'), csv(train));
  writeFileSync(join(dir, 'test.csv'), csv(test));
  writeFileSync(join(dir, 'sofmattress_train.csv'), csv(train));
  writeFileSync(join(dir, 'sofmattress_test.csv'), csv([...test, ['play music', 'NO_NODES_DETECTED']]));
  const splits = { train, val: train, test, oos_train: outside, oos_val: outside, oos_test: outside };
  writeFileSync(join(dir, 'data_full.json'), JSON.stringify(splits));
});

afterAll(() => rmSync(dir, { recursive: true }));

test.each([
  ['clinc150', 2, 1],
  ['banking77', 2, 0],
  ['hint3', 2, 1],
])('%s is learned from a folder and reported on', async (set, inScope, outOfScope) => {
  const { context, out } = openTerminal();
  expect(await bench({ set, data: dir, json: true }, context)).toBe(0);
  const [figures] = out().map((line) => JSON.parse(line));
  expect(figures.set).toBe(set);
  expect(figures.figures[0]).toMatchObject({ threshold: 0, inScope, outOfScope, accuracy: 1 });
});

test('without --json a table is printed', async () => {
  const { context, out } = openTerminal();
  await bench({ set: 'banking77', data: dir }, context);
  expect(out()[0]).toContain('accuracy');
  expect(out()[1]).toContain('100.0%');
});

test.each([
  [{ set: 'atis', data: '.' }, /choose of clinc150, banking77, hint3/],
  [{ set: 'toString', data: '.' }, /choose of/],
  [{ set: 'clinc150' }, /--data/],
  [{ set: 'clinc150', data: '/nowhere' }, /cannot be read/],
])('%j is told in one line', async (options, said) => {
  const failed = bench(options, openTerminal().context);
  await expect(failed).rejects.toThrow(UsageError);
  await expect(failed).rejects.toThrow(said);
});

test('a file of another shape is told by its name', async () => {
  const wrong = mkdtempSync(join(tmpdir(), 'dawen-sets-'));
  writeFileSync(join(wrong, 'data_full.json'), '[]');
  await expect(bench({ set: 'clinc150', data: wrong }, openTerminal().context)).rejects.toThrow(
    /data_full.json: is not/,
  );
  rmSync(wrong, { recursive: true });
});
