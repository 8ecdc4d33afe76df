/** Reads what callers send: JSON of a bounded size and depth, checked against a schema before anyone looks at it. */
import express, { type Request, type RequestHandler } from 'express';
import { z } from 'zod';
import { Problem, type ProblemCode, problems } from './problem.ts';

export const bodyLimits = { bytes: 32 * 1024, depth: 12, textCodePoints: 4000 } as const;

const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/** Middleware that parses a JSON body. Bodies of another type, compressed ones and hostile trees are refused. */
export function parseBody(): RequestHandler[] {
  const parse = express.json({ limit: bodyLimits.bytes, inflate: false, type: 'application/json' });
  const checkType: RequestHandler = (request, _response, next) => {
    const isEmpty = request.headers['content-length'] === '0';
    if (!isEmpty && request.is('application/json') === false) throw new Problem('content_type');
    if (!isUtf8(request.headers['content-type'])) throw new Problem('content_type');
    next();
  };
  const checkBody: RequestHandler = (request, _response, next) => {
    checkTree(request.body);
    next();
  };
  return [checkType, parse, checkBody];
}

/** The parser takes UTF-7, UTF-16 and UTF-32 as well, which whoever looks at bodies before us does not read. */
function isUtf8(contentType = ''): boolean {
  const parameters = contentType.split(';').map((part) => part.trim().toLowerCase().replaceAll('"', ''));
  return parameters.every((part) => !part.startsWith('charset=') || part === 'charset=utf-8');
}

/** Walks without recursion: depth is what is being checked. */
function checkTree(body: unknown): void {
  const open: { value: unknown; depth: number }[] = [{ value: body, depth: 1 }];
  for (let item = open.pop(); item; item = open.pop()) {
    if (typeof item.value !== 'object' || item.value === null) continue;
    if (item.depth > bodyLimits.depth)
      throw new Problem('body_too_deep', `The limit is ${bodyLimits.depth} levels`);
    for (const key of Object.getOwnPropertyNames(item.value)) {
      if (forbiddenKeys.has(key)) throw new Problem('body_forbidden_key', `${key} is not allowed as a key`);
    }
    for (const value of Object.values(item.value)) open.push({ value, depth: item.depth + 1 });
  }
}

/** A text of a person. Half characters are replaced, so that what is stored is what will be read. */
export const textSchema = z
  .string()
  .refine(fits, {
    error: `longer than ${bodyLimits.textCodePoints} characters`,
    params: { problem: 'text_too_long' },
  })
  .transform((text) => text.replace(/\p{Surrogate}/gu, '\uFFFD'));

function fits(text: string): boolean {
  return text.length <= bodyLimits.textCodePoints || [...text].length <= bodyLimits.textCodePoints;
}

/** The body as the schema has it; no body counts as `{}`. Throws Problem: 400 for a wrong shape, 422 for a wrong value. */
export function readBody<T>(schema: z.ZodType<T>, request: Request): T {
  const parsed = schema.safeParse(request.body ?? {});
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  throw new Problem(codeOf(issues), undefined, { fields: issues.map(toField) });
}

function codeOf(issues: readonly z.core.$ZodIssue[]): ProblemCode {
  const isShape = ({ code }: z.core.$ZodIssue) =>
    ['invalid_type', 'unrecognized_keys', 'invalid_union', 'invalid_key'].includes(code);
  if (issues.some(isShape)) return 'body_shape';
  const [first] = issues;
  const named = first?.code === 'custom' ? first.params?.problem : undefined;
  return typeof named === 'string' && named in problems ? (named as ProblemCode) : 'value_invalid';
}

function toField(issue: z.core.$ZodIssue): { path: string; reason: string } {
  const path = issue.path.join('.');
  if (issue.code !== 'unrecognized_keys') return { path, reason: issue.message };
  return {
    path: [path, issue.keys[0]?.slice(0, 60)].filter(Boolean).join('.'),
    reason: 'not a field of this call',
  };
}
