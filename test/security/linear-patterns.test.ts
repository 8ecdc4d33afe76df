/** No text makes a regular expression of ours slow: each is checked to run in linear time (ReDoS). */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { check } from 'recheck';
import { describe, expect, test } from 'vitest';
import { builders, findPatterns, type Pattern } from './patterns.ts';

/** Patterns that were found linear before, by their hash: a check takes up to seconds, the same one need not be done again. */
const memory = join('node_modules', '.cache', 'dawen', 'linear-patterns.json');
const checker = { timeout: 60_000 } as const;

const hashOf = ({ source, flags }: Pattern): string =>
  createHash('sha256').update(`/${source}/${flags}`).digest('base64url').slice(0, 16);

function recall(): Set<string> {
  try {
    return new Set(JSON.parse(readFileSync(memory, 'utf8')));
  } catch {
    return new Set();
  }
}

async function faultOf({ file, source, flags }: Pattern): Promise<string | undefined> {
  const found = await check(source, flags, checker);
  if (found.status === 'safe') return undefined;
  const why = found.status === 'vulnerable' ? found.complexity.summary : found.error.kind;
  return `${file}: ${why}: /${source}/${flags}`;
}

describe('regular expressions', () => {
  test('all run in linear time', { timeout: 600_000 }, async () => {
    const known = recall();
    const faults: string[] = [];
    const patterns = findPatterns();
    for (const pattern of patterns.filter((one) => !known.has(hashOf(one)))) {
      const fault = await faultOf(pattern);
      if (fault === undefined) known.add(hashOf(pattern));
      else faults.push(fault);
    }
    mkdirSync(dirname(memory), { recursive: true });
    writeFileSync(memory, JSON.stringify([...known]));
    expect(patterns.length).toBeGreaterThan(400);
    expect(faults).toEqual([]);
  });

  test('none is built out of what somebody sends: those that are built stand in the readers of messages', () => {
    const readers = /^bot\/(understand|simulate)\//;
    expect(builders().filter((file) => !readers.test(file))).toEqual([]);
  });
});
