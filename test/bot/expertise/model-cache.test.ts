import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCache } from '../../../bot/expertise/cache.ts';
import { loadModel } from '../../../bot/expertise/model-cache.ts';
import { createTestLog, plainExpertise } from '../house.ts';

const { knowledge } = plainExpertise;
/** A few entries and topics train in no time. */
const small = {
  ...knowledge,
  hash: 'small',
  entries: knowledge.entries.slice(0, 3),
  boundaries: knowledge.boundaries.slice(0, 2),
};
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dawen-model-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Loads a model and gives it with what was logged meanwhile. */
function load(from = small, place = folder) {
  const log = createTestLog();
  const model = loadModel(from, createCache({ read: [place], write: place }, log), log);
  return { model, said: log.lines.map(({ level, message }) => `${level}: ${message}`) };
}

test('a router is trained once for the same knowledge', () => {
  const trained = load();
  const read = load();
  expect(trained.said).toEqual(['info: router trained']);
  expect(read.said).toEqual([]);
  expect(read.model.thresholds).toEqual(trained.model.thresholds);
});

test('other knowledge is trained anew, and few old routers are kept', () => {
  const others = [1, 2, 3, 4].map((count) => ({ ...small, entries: knowledge.entries.slice(0, count + 3) }));
  for (const other of others) expect(load(other).said).toEqual(['info: router trained']);
  expect(readdirSync(folder)).toHaveLength(3);
  expect(load(others[3]).said).toEqual([]);
});

test('an edited answer is learned by nobody', () => {
  load();
  const [first, ...rest] = small.entries;
  const entries = first ? [{ ...first, answer: first.en.answer }, ...rest] : rest;
  expect(load({ ...small, hash: 'edited', entries }).said).toEqual([]);
});

test('a damaged cache is trained anew and mended', () => {
  load();
  for (const name of readdirSync(folder)) writeFileSync(join(folder, name), 'damaged');
  expect(load().said).toEqual(['warn: cached file not readable, made anew', 'info: router trained']);
  expect(load().said).toEqual([]);
});

test('a folder that cannot be written costs only the cache', () => {
  writeFileSync(join(folder, 'file'), '');
  const { model, said } = load(small, join(folder, 'file'));
  expect(model.thresholds.answer).toBeGreaterThan(0);
  expect(said).toEqual(['info: router trained', 'warn: nothing cached, the next start will be slower']);
});
