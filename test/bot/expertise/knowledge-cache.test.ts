import { appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCache } from '../../../bot/expertise/cache.ts';
import { loadKnowledgeBase } from '../../../bot/expertise/knowledge-cache.ts';
import { ruleSignatures } from '../../../intents/rules/registry.ts';
import { loadKnowledge } from '../../../knowledge/load.ts';
import { createTestLog } from '../house.ts';

let folder: string;
let base: string;
let cached: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dawen-knowledge-'));
  base = join(folder, 'knowledge');
  cached = join(folder, 'cache');
  cpSync('knowledge', base, { recursive: true, filter: (path) => !path.endsWith('.ts') });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const load = () =>
  loadKnowledgeBase(base, ruleSignatures, createCache({ read: [cached], write: cached }, createTestLog()));

test('the cached knowledge base is the one that was loaded', () => {
  const {
    files: _files,
    used: _used,
    locate: _locate,
    ...whole
  } = loadKnowledge(base, { rules: ruleSignatures });
  const first = load();
  const second = load();
  expect(readdirSync(cached)).toHaveLength(1);
  for (const knowledge of [first, second]) {
    expect(Object.keys(knowledge).sort()).toEqual(Object.keys(whole).sort());
    expect(knowledge.entries).toEqual(whole.entries);
    expect([...knowledge.facts]).toEqual([...whole.facts]);
    expect([...knowledge.rules]).toEqual([...whole.rules]);
    expect(knowledge.hash).toBe(whole.hash);
  }
});

test('the cached knowledge base cannot be changed', () => {
  load();
  const knowledge = load();
  expect(() => Object.assign(knowledge.entries[0] ?? {}, { answer: 'x' })).toThrow(TypeError);
  expect(() => (knowledge.facts as Map<string, unknown>).clear()).toThrow(TypeError);
});

test('an edit, a new file or a fault is seen at once', () => {
  const before = load();
  appendFileSync(join(base, 'smalltalk.yaml'), '\n# edited\n');
  expect(load().hash).not.toBe(before.hash);
  writeFileSync(join(base, 'stray.yaml'), 'a: 1\n');
  expect(load).toThrow(/stray\.yaml:1:1: /);
});
