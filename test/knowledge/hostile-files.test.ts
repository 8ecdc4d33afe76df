/** Files made to hurt, and files of pure noise: the loader answers all of them with faults and stays alive. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Fault, formatPosition, KnowledgeError } from '../../knowledge/errors.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import { parse } from '../../knowledge/reading/parse.ts';
import { faultLines, smallRules, withChanges } from './small-knowledge.ts';

describe('a file that is made to hurt', () => {
  test('an alias bomb is refused at once', () => {
    const levels = Array.from(
      { length: 40 },
      (_, i) =>
        `a${i}: &a${i} [${Array(9)
          .fill(i ? `*a${i - 1}` : 'x')
          .join(', ')}]`,
    );
    const attempts = [1, 2, 3].map(() => {
      const begin = performance.now();
      parse(levels.join('\n'));
      return performance.now() - begin;
    });
    expect(Math.min(...attempts)).toBeLessThan(100);
    const lines = faultLines({ file: 'lexicon.yaml', content: levels.join('\n') });
    expect(lines).toContainEqual(expect.stringMatching(/^knowledge\/lexicon.yaml:2:10: anchors and aliases/));
  });

  test.each(['[', '{a: ', '- ', '? ', '[\n', '- [', '! [', '&a [', '"', '((', '%'])(
    '%j over and over does not end the process',
    (piece) => {
      const lines = faultLines({ file: 'lexicon.yaml', content: piece.repeat(20_000) });
      expect(lines[0]).toMatch(/^knowledge\/lexicon.yaml:\d+:\d+: /);
    },
  );
});

describe('whatever stands in a file', () => {
  const pieces = [
    '- ',
    ': ',
    '\n',
    '  ',
    '[',
    ']',
    '{',
    '}',
    '&a ',
    '*a',
    '!!js/function ',
    '|',
    '>',
    '"',
    "'",
    '#',
    '\t',
    '? ',
    '%YAML 1.1\n',
    '---\n',
    '...\n',
    '__proto__',
    'concepts',
    'entries',
    'id',
    'forms',
    '<<',
    ',',
    '充值',
    '0',
    'null',
    '\\u0000',
    '\u0000',
    '\uFEFF',
    '\r',
  ];
  const yamlLike = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(''));
  const content = fc.oneof(
    yamlLike,
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.uint8Array({ maxLength: 60 }),
  );
  const file = fc.constantFrom(
    'lexicon.yaml',
    'entries/recharge.yaml',
    'parameters/recharge.yaml',
    'rules/recharge.yaml',
    'calendar/2026.yaml',
    'responses.yaml',
  );

  test('the loader gives a knowledge base or a KnowledgeError with places', () => {
    withChanges([], (dir) => {
      const check = (name: string, text: string | Uint8Array) => {
        const path = join(dir, name);
        const before = readFileSync(path);
        writeFileSync(path, text);
        const faults = loadingFaults(dir);
        writeFileSync(path, before);
        for (const fault of faults) expect(formatPosition(fault)).toMatch(/:[1-9]\d*:[1-9]\d*$/);
      };
      fc.assert(fc.property(file, content, check), { numRuns: 200 });
    });
  }, 30_000);
});

/** Anything else than a KnowledgeError is a crash and is thrown on. */
function loadingFaults(dir: string): readonly Fault[] {
  try {
    loadKnowledge(dir, { rules: smallRules });
    return [];
  } catch (error) {
    if (error instanceof KnowledgeError) return error.faults;
    throw error;
  }
}
