/** The README for authors must not lag behind the schema, and its example must be right. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  boundarySchema,
  calendarFileSchema,
  conceptSchema,
  entriesFileSchema,
  entrySchema,
  facetSchema,
  factSchema,
  parameterSchema,
  responsesFileSchema,
  ruleTextSchema,
  smalltalkFileSchema,
} from '../../knowledge/schema.ts';

const knowledge = resolve(import.meta.dirname, '../../knowledge');
const readme = readFileSync(`${knowledge}/README.md`, 'utf8');

/** First and second column of the table under a heading. */
function tableUnder(heading: string): readonly (readonly [string, string])[] {
  const section = readme.split(/\n#{2,3} /).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return [...section.matchAll(/^\| (`.+?`) \| ([^|]*) ?\|/gm)].map((row) => [
    row[1] ?? '',
    (row[2] ?? '').trim(),
  ]);
}

describe('the tables of fields', () => {
  test.each([
    ['Entry', entrySchema],
    ['Facet', facetSchema],
    ['Boundary topic', boundarySchema],
    ['Small talk', smalltalkFileSchema.shape.smalltalk.element],
    ['Concept', conceptSchema],
    ['Parameter', parameterSchema],
    ['Calendar year', calendarFileSchema],
    ['Fact', factSchema],
    ['Rule text', ruleTextSchema],
    ['Responses', responsesFileSchema],
  ])('%s names every field and says which ones are needed', (heading, schema) => {
    const fields = Object.entries(schema.shape);
    const expected = fields.map(([name, field]) => [
      `\`${name}\``,
      field.safeParse(undefined).success ? '' : 'yes',
    ]);
    expect(tableUnder(heading)).toEqual(expected);
  });
});

test('the worked example is a right entries file', () => {
  const example = readme.split('```yaml\n').find((block) => block.includes('entries:')) ?? '';
  expect(entriesFileSchema.parse(parse(example.split('```')[0] ?? '')).entries).toHaveLength(1);
});

test('every code of lint is explained', () => {
  const sources = readdirSync(`${knowledge}/lint`).map((name) =>
    readFileSync(`${knowledge}/lint/${name}`, 'utf8'),
  );
  const codes = sources.flatMap((text) =>
    [...text.matchAll(/code: '([a-z-]+)'/g)].map((match) => match[1] ?? ''),
  );
  const explained = [...readme.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map((match) => match[1]);
  expect(codes.length).toBeGreaterThan(10);
  expect(explained).toEqual(expect.arrayContaining(codes));
});
