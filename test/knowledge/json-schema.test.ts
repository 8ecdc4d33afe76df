import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { jsonSchemas } from '../../knowledge/json-schema.ts';
import { writeSchemas } from '../../knowledge/write-schemas.ts';

const folder = resolve(import.meta.dirname, '../../knowledge/schemas');

test('the JSON Schemas in knowledge/schemas are current', () => {
  const committed = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
  expect(Object.fromEntries(committed)).toEqual(jsonSchemas());
});

test('a schema tells editors the fields, what they mean and that there are no others', () => {
  const schema = JSON.parse(jsonSchemas()['entries.schema.json'] ?? '');
  const entry = schema.properties.entries.items;
  expect(entry.additionalProperties).toBe(false);
  expect(entry.required).toEqual(['id', 'section', 'question', 'answer', 'label', 'en', 'similar']);
  expect(entry.properties.related.description).toMatch(/next/);
});

test('only schemas that are out of date are written', () => {
  const target = mkdtempSync(join(tmpdir(), 'dawen-schemas-'));
  expect(writeSchemas(target)).toEqual(Object.keys(jsonSchemas()));
  writeFileSync(join(target, 'facts.schema.json'), '{}');
  expect(writeSchemas(target)).toEqual(['facts.schema.json']);
  expect(writeSchemas(target)).toEqual([]);
  rmSync(target, { recursive: true });
});
