/** Every rule is reached in people's own words, with the real router: with stated facts, and signed in. */
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { type ConversationCase, playConversation } from '../../../bot/cli/conversation-test.ts';
import { loadExpertise } from '../../../bot/expertise/load-expertise.ts';
import { openStore } from '../../../bot/store/open.ts';
import { rules } from '../../../intents/rules/registry.ts';
import { createTestLog } from '../house.ts';

const valuesSchema = z.record(z.string(), z.unknown());
const wordingSchema = z.strictObject({
  rule: z.string(),
  stated: z.array(z.strictObject({ say: z.string(), values: valuesSchema })).min(3),
  account: valuesSchema,
  /** Where the wordings themselves tell something that the account does not know. */
  basis: z.enum(['account', 'stated']).default('account'),
  values: valuesSchema,
  signedIn: z.array(z.string()).min(3),
});
const wordings = z
  .array(wordingSchema)
  .parse(parse(readFileSync(join('test', 'cases', 'wordings', 'rules.yaml'), 'utf8')));

const log = createTestLog();
const expertise = loadExpertise({ knowledgeDir: 'knowledge', dataDir: join(tmpdir(), 'dawen-test') }, log);
const now = '2026-11-23T10:00:00+08:00';

interface Wording {
  readonly say: string;
  readonly expected: ConversationCase['turns'][number]['expect'][number];
  readonly account?: ConversationCase['account'];
}

/** A general question may be answered in general first; the result stands last. */
async function play({ say, expected, account }: Wording) {
  const stage = { expertise, openStore: () => openStore(':memory:'), log };
  const turns = [{ say, expect: [expected] }];
  const written = { name: say, now, turns, ...(account && { account }) };
  const alone = await playConversation(written, stage);
  if (alone.length === 0) return [];
  const answer = { act: 'answer' as const };
  const beside = { ...written, turns: [{ say, expect: [answer, expected] }] };
  const differences = await playConversation(beside, stage);
  return differences.length === 0 ? [] : alone.map(({ problem }) => problem);
}

test('every rule has its wordings', () => {
  expect(wordings.map(({ rule }) => rule).sort()).toEqual([...rules.keys()].sort());
});

describe.each(wordings.map((one) => [one.rule, one] as const))('%s', (rule, { stated, ...own }) => {
  test.each(stated.map(({ say, values }) => [say, values] as const))('%s', async (say, values) => {
    expect(await play({ say, expected: { act: 'computed', rule, basis: 'stated', values } })).toEqual([]);
  });

  test.each(own.signedIn)('signed in: %s', async (say) => {
    const { basis, values, account } = own;
    const expected = { act: 'computed' as const, rule, basis, values };
    expect(await play({ say, expected, account: { accountId: '1', ...account } })).toEqual([]);
  });
});
