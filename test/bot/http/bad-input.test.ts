import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type House, openHouse } from '../house.ts';

interface Case {
  readonly name: string;
  readonly call: string;
  readonly session?: boolean;
  readonly raw?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly expect: {
    readonly status: number;
    readonly code?: string;
    readonly field?: string;
    readonly allow?: string;
  };
}

const cases: readonly Case[] = parse(readFileSync('test/cases/http/bad-input.yaml', 'utf8'));
let house: House;
let token: string;

beforeAll(async () => {
  house = await openHouse();
  token = await house.openSession();
});
afterAll(() => house.close());

const grow = (raw: string) =>
  raw.replace(/\{long:(\d+):(.)\}/gu, (_, count, char) => char.repeat(Number(count)));

describe('bad input', () => {
  test.each(cases)('$name', async ({ call, session = true, raw, body, headers = {}, expect: wanted }) => {
    const [method = '', path = ''] = call.split(' ');
    const sent = raw === undefined ? body : grow(raw);
    const answer = await house.call(method, path, {
      ...(session && { token }),
      ...(sent !== undefined && { body: sent }),
      headers,
    });
    expect(answer.status).toBe(wanted.status);
    if (wanted.code === undefined) return;
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.json).toMatchObject({
      status: wanted.status,
      code: wanted.code,
      title: expect.any(String),
    });
    if (wanted.field)
      expect(answer.json.fields.map(({ path }: { path: string }) => path)).toContain(wanted.field);
    if (wanted.allow) expect(answer.headers.get('allow')).toBe(wanted.allow);
    expect(JSON.stringify(answer.json)).not.toMatch(/node_modules|\.ts:\d| {4}at /);
  });

  test('leaves the server well', async () => {
    expect((await house.call('POST', '/api/v1/messages', { token, body: { text: '你好' } })).status).toBe(
      200,
    );
    expect(house.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
    expect(Object.prototype).not.toHaveProperty('admin');
  });
});
