/** However files are changed, it is noticed once things are quiet again. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { watchKnowledge } from '../../../bot/expertise/watch-knowledge.ts';
import { createTestLog } from '../house.ts';

let dir: string;
let changes: number;
let unwatch: () => Promise<void>;
const write = (name: string, text = 'a: 1\n') => writeFileSync(join(dir, name), text);

beforeEach(async () => {
  dir = join(mkdtempSync(join(tmpdir(), 'dawen-watch-')), 'knowledge');
  mkdirSync(join(dir, 'entries'), { recursive: true });
  write('lexicon.yaml');
  write('entries/quota.yaml');
  changes = 0;
  const onChange = () => {
    changes += 1;
  };
  unwatch = watchKnowledge(dir, onChange, createTestLog());
  // a first change shows that it watches
  await expect
    .poll(
      () => {
        write('lexicon.yaml', `a: ${Math.random()}\n`);
        return new Promise((resolve) => setTimeout(() => resolve(changes), 400));
      },
      { timeout: 10_000 },
    )
    .toBeGreaterThan(0);
  changes = 0;
});
afterEach(async () => {
  await unwatch();
  rmSync(join(dir, '..'), { recursive: true, force: true });
});
const noticed = (times: number) => expect.poll(() => changes, { timeout: 5000 }).toBe(times);

test('several files written together are one change', async () => {
  for (let n = 0; n < 10; n++) write(`entries/topic-${n}.yaml`);
  write('lexicon.yaml', 'b: 2\n');
  await noticed(1);
});

test('a file that is put in the place of another, as editors do, is noticed', async () => {
  write('entries/.quota.yaml.draft', 'c: 3\n');
  renameSync(join(dir, 'entries/.quota.yaml.draft'), join(dir, 'entries/quota.yaml'));
  await noticed(1);
});

test('a file that is removed is noticed, and so is a folder that is written anew', async () => {
  unlinkSync(join(dir, 'entries/quota.yaml'));
  await noticed(1);
  rmSync(dir, { recursive: true });
  mkdirSync(join(dir, 'entries'), { recursive: true });
  write('lexicon.yaml', 'd: 4\n');
  write('entries/quota.yaml');
  await expect.poll(() => changes, { timeout: 5000 }).toBeGreaterThan(1);
});

test('what is no knowledge is passed over', async () => {
  write('notes.txt', 'x');
  write('.hidden.yaml', 'x: 1\n');
  write('load.ts', 'export {};\n');
  write('lexicon.yaml', 'e: 5\n');
  await noticed(1);
});
