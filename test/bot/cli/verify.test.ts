/** `dawen verify`: genuine, unknown, no code at all. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verify } from '../../../bot/cli/verify.ts';
import { issueReceipt } from '../../../bot/console/receipts.ts';
import { openStore } from '../../../bot/store/open.ts';
import { plainExpertise } from '../house.ts';
import { openTerminal } from './desk.ts';

const RECEIPT_KEY = 'a key of sixteen characters';
const folder = mkdtempSync(join(tmpdir(), 'dawen-verify-'));
let code = '';
beforeAll(async () => {
  const now = Temporal.Instant.from('2026-09-25T02:00:00Z');
  const call = {
    rule: 'modify_interval',
    entry: 'change-verification',
    facts: { lastModifiedAt: '2026-09-03' },
  };
  const issued = issueReceipt({ expertise: plainExpertise, now }, call, {
    key: RECEIPT_KEY,
    agent: 'lin',
    at: now,
  });
  if (issued.status !== 'issued') throw new Error('nothing was computed');
  const store = await openStore(join(folder, 'dawen.sqlite'));
  await store.receipts.keep(issued.receipt);
  await store.close();
  code = issued.receipt.code;
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(typed: string, environment = {}) {
  const terminal = openTerminal('', { RECEIPT_KEY, DATA_DIR: folder, ...environment });
  const status = await verify({ code: typed }, terminal.context);
  return { status, out: terminal.out() };
}

test('a receipt that stands', async () => {
  const { status, out } = await run(code.toLowerCase());
  expect(status).toBe(0);
  expect(out[0]).toBe(`${code}: current`);
  expect(out[1]).toContain('modify_interval');
});

test('one that was never issued', async () => {
  const { status, out } = await run('DW-0123-4567-89AB');
  expect([status, out]).toEqual([1, ['DW-0123-4567-89AB: no such receipt in this store']]);
});

test('another key', async () => {
  const { status, out } = await run(code, { RECEIPT_KEY: 'quite another key than before' });
  expect([status, out]).toEqual([1, [`${code}: altered, or signed with another RECEIPT_KEY`]]);
});

test('what is no code, and no key, are told in one line', async () => {
  await expect(run('hello')).rejects.toThrow('"hello" is no code; one looks like DW-0123-4567-89AB');
  await expect(run(code, { RECEIPT_KEY: undefined })).rejects.toThrow('RECEIPT_KEY is not set');
});
