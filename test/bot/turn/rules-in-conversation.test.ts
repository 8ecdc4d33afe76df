/** Every rule that an entry names can be reached in conversation, asked through and worked out, in every language. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Reply } from '../../../adapters/channel.ts';
import { createAssistant } from '../../../bot/assistant.ts';
import { type OpenedStore, openStore } from '../../../bot/store/open.ts';
import { rules } from '../../../intents/rules/registry.ts';
import { locales } from '../../../knowledge/schema.ts';
import { createTestClock } from '../clock.ts';
import { createTestLog, plainExpertise } from '../house.ts';

const { entries, facts } = plainExpertise.knowledge;
const log = createTestLog();
let store: OpenedStore;
beforeAll(async () => {
  store = await openStore(':memory:');
});
afterAll(() => store.close());

const reachable = entries.flatMap(({ id, rules: names }) => names.map((rule) => [id, rule] as const));
const answers = { count: '1', day: '2026-11-20', amount: '0.37', amounts: '0.37' } as const;
const mostQuestions = 6;

/** Picks the offer and answers every question with something plausible, yes or the last of the options. */
async function askThrough(entry: string, rule: string, locale: (typeof locales)[number]): Promise<Reply[]> {
  const assistant = createAssistant({
    ...{ current: () => plainExpertise, store, accounts: store.accounts, clock: createTestClock(), log },
  });
  let count = 0;
  const say = async (text: string, choice?: string | number) => {
    const conversation = `${entry} ${rule} ${locale}`;
    const { replies } = await assistant.turn({
      ...{
        channel: 'test',
        conversation,
        sender: { key: 'k' },
        id: `${conversation} ${++count}`,
        text,
        locale,
      },
      at: '2026-11-23T05:00:00Z',
      ...(choice !== undefined && { choice }),
    });
    return [...replies];
  };
  await say('', entry);
  let replies = await say('', `compute:${rule}`);
  for (let at = 0; at < mostQuestions && replies[0]?.act === 'ask'; at++) {
    const kind = facts.get(replies[0].slot ?? '')?.kind ?? 'text';
    const last = kind === 'boolean' ? 1 : (replies[0].options?.length ?? 0);
    replies = kind in answers ? await say(answers[kind as keyof typeof answers]) : await say('', last);
  }
  return replies;
}

test('every rule belongs to an entry', () => {
  expect(new Set(reachable.map(([, rule]) => rule))).toEqual(new Set(rules.keys()));
});

describe.each(locales)('in %s', (locale) => {
  test.each(reachable)('%s leads to %s', async (entry, rule) => {
    const [reply] = await askThrough(entry, rule, locale);
    expect(reply).toMatchObject({ act: 'computed', entry, computed: { rule, basis: 'stated' } });
    expect(reply?.sources.length).toBeGreaterThan(0);
    expect(reply?.text).not.toMatch(/[{}]|undefined|NaN/);
    expect(log.lines).toEqual([]);
  });
});
