/** What zod found wrong with a file → problems in plain words, each at the node that it is about. */
import { z } from 'zod';
import { didYouMean } from './nearest.ts';
import type { Parsed } from './parse.ts';
import type { Path, Problem } from './problem.ts';

type Issue = z.core.$ZodIssue;

/** Turns every issue of one file into problems. `schema` is the schema that the file was checked against. */
export function explainIssues(issues: readonly Issue[], parsed: Parsed, schema: z.ZodType): Problem[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return unknownFields(issue, parsed, schema);
    const { line, column, exists } = parsed.locate(issue.path);
    if (!exists) return [{ line, column, message: `${nameOf(issue.path)} is missing; add it here` }];
    if (issue.code === 'invalid_key') {
      return [{ ...parsed.locateKey(issue.path), message: invalidKey(issue) }];
    }
    return [{ line, column, message: explainValue(issue, valueAt(parsed.value, issue.path)) }];
  });
}

function unknownFields(
  issue: z.core.$ZodIssueUnrecognizedKeys,
  parsed: Parsed,
  schema: z.ZodType,
): Problem[] {
  const known = fieldsAt(schema, issue.path);
  return issue.keys.map((key) => ({
    ...parsed.locateKey([...issue.path, key]),
    message: `\`${key}\` is not a field ${placeOf(issue.path)}${
      didYouMean(key, known) || `; the fields are ${known.join(', ')}`
    }`,
  }));
}

function placeOf(path: Path): string {
  const field = path.findLast((step) => typeof step === 'string');
  return field === undefined ? 'of this file' : `of \`${String(field)}\``;
}

function invalidKey(issue: z.core.$ZodIssueInvalidKey): string {
  return `\`${String(issue.path.at(-1))}\` cannot be used as a name here: ${issue.issues[0]?.message ?? issue.message}`;
}

function explainValue(issue: Issue, value: unknown): string {
  const name = nameOf(issue.path);
  if (value === null) return `${name} is empty; write it out or remove the field`;
  if (issue.code === 'invalid_type')
    return `${name} must be ${kindNames[issue.expected] ?? issue.expected}, not ${kindOf(value)}${quoteHint(issue.expected, value)}`;
  if (issue.code === 'too_small' && (issue.origin === 'string' || issue.origin === 'array')) {
    return `${name} is empty; write at least ${issue.minimum} ${issue.origin === 'array' ? 'item' : 'character'}`;
  }
  if (issue.code === 'invalid_value') {
    const choices = issue.values.map(String);
    return `${name} must be one of ${choices.join(', ')}${didYouMean(String(value), choices)}`;
  }
  return `${name} is not right: ${issue.message}`;
}

const kindNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of fields',
  record: 'a group of fields',
};

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a group of fields';
  return typeof value === 'string' ? 'text' : `the ${typeof value} ${String(value)}`;
}

function quoteHint(expected: string, value: unknown): string {
  return expected === 'string' && typeof value !== 'object' ? `; put it in quotes: "${String(value)}"` : '';
}

function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'the file';
  if (typeof last === 'string') return `\`${last}\``;
  const list = path.findLast((step) => typeof step === 'string');
  return list === undefined ? 'the item' : `an item of \`${String(list)}\``;
}

function valueAt(value: unknown, path: Path): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = Reflect.get(here, step);
  }
  return here;
}

/** Names of the fields that the schema knows at a path. */
function fieldsAt(schema: z.ZodType, path: Path): string[] {
  let here = bare(schema);
  for (const step of path) here = bare(stepInto(here, step));
  return here instanceof z.ZodObject ? Object.keys(here.shape) : [];
}

function stepInto(schema: z.ZodType, step: PropertyKey): z.ZodType {
  if (schema instanceof z.ZodObject) return schema.shape[String(step)] ?? z.unknown();
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
  return schema instanceof z.ZodRecord ? (schema.valueType as z.ZodType) : z.unknown();
}

function bare(schema: z.ZodType): z.ZodType {
  const wrapped = schema instanceof z.ZodOptional || schema instanceof z.ZodDefault;
  return wrapped ? bare(schema.unwrap() as z.ZodType) : schema;
}
