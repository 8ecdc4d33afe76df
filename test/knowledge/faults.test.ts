/** Every way to spoil a knowledge base: what is told, and where. The cases are data. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { faultLines } from './small-knowledge.ts';

const caseSchema = z.strictObject({
  name: z.string(),
  file: z.string(),
  content: z.string().nullable().optional(),
  replace: z.string().optional(),
  with: z.string().optional(),
  faults: z.array(z.string()).min(1),
});
const path = resolve(import.meta.dirname, '../cases/knowledge/faults.yaml');
const cases = z.array(caseSchema).parse(parse(readFileSync(path, 'utf8')));

describe('a fault is told with its place and with what to do', () => {
  test.each(cases.map((one) => [one.name, one] as const))('%s', (_, { faults, ...change }) => {
    const { file, content, replace, with: replacement } = change;
    const lines = faultLines({
      file,
      ...(content !== undefined && { content }),
      ...(replace !== undefined && { replace, with: replacement ?? '' }),
    });
    const told = lines.map((line) => faults.find((fault) => line.startsWith(fault)) ?? line);
    expect(told).toEqual(faults);
  });
});
