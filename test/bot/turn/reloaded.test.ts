/** Conversations go on when the knowledge base is another than the one that they began with. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAssistant } from '../../../bot/assistant.ts';
import type { Expertise } from '../../../bot/expertise/expertise.ts';
import { type OpenedStore, openStore } from '../../../bot/store/open.ts';
import { createTestClock } from '../clock.ts';
import { createTestLog, plainExpertise } from '../house.ts';

const { knowledge } = plainExpertise;
const [first, second, third] = knowledge.entries.map(({ id }) => id) as [string, string, string];
const without = (...gone: string[]): Expertise => ({
  ...plainExpertise,
  knowledge: { ...knowledge, entries: knowledge.entries.filter(({ id }) => !gone.includes(id)) },
});
/** Asks between the first three entries, whatever is said. */
const asking: Expertise = {
  ...plainExpertise,
  router: {
    route: (text) => ({
      ...plainExpertise.router.route(text),
      ...{ decision: 'clarify', options: [first, second, third] },
    }),
  },
};

let store: OpenedStore;
let now: Expertise;
let count = 0;
beforeEach(async () => {
  store = await openStore(':memory:');
});
afterEach(() => store.close());

function say(text: string, choice?: string) {
  const clock = createTestClock();
  const assistant = createAssistant({
    ...{ current: () => now, store, accounts: store.accounts, clock, log: createTestLog() },
  });
  const sent = { channel: 'web', conversation: 'c1', sender: { key: 's1' }, at: clock().toString() };
  return assistant.turn({ ...sent, id: `m${++count}`, text, ...(choice !== undefined && { choice }) });
}

describe('an option whose entry has gone', () => {
  beforeEach(async () => {
    now = asking;
    const { replies } = await say('认证要怎么弄');
    expect(replies[0]?.options).toHaveLength(3);
  });

  test('is said to be gone, and what is left of the offer stands', async () => {
    now = without(second);
    const gone = (await say('2')).replies[0];
    expect(gone).toMatchObject({ act: 'clarify', text: expect.stringContaining('现在已经没有了') });
    expect(gone?.options?.map(({ entry }) => entry)).toEqual([first, third]);
    expect((await say('2')).replies[0]).toMatchObject({ entry: third });
  });

  test('takes nothing from the others, which keep their numbers', async () => {
    now = without(second);
    expect((await say('3')).replies[0]).toMatchObject({ entry: third });
  });

  test('is a notice when nothing is left of the offer', async () => {
    now = without(first, second, third);
    const [reply] = (await say(second, second)).replies;
    expect(reply).toMatchObject({ act: 'notice', text: expect.stringContaining('现在已经没有了') });
  });
});

test('a question for a fact is let go when its entry has gone', async () => {
  const personal = knowledge.entries.find(({ rules }) => rules[0] === 'personal_quota')?.id ?? '';
  now = plainExpertise;
  await say(personal, personal);
  expect((await say('帮我算')).replies[0]).toMatchObject({ act: 'ask', slot: 'idCardBoundAccounts' });
  now = without(personal);
  const [reply] = (await say('2')).replies;
  expect(reply?.entry).not.toBe(personal);
  expect(reply?.text).toBeTruthy();
});

test('a turn ends on the knowledge that it began with', async () => {
  now = {
    ...plainExpertise,
    router: {
      route: (text) => {
        now = without(first);
        return plainExpertise.router.route(text);
      },
    },
  };
  expect((await say('认证要多久')).replies[0]).toMatchObject({ act: 'answer', entry: first });
  expect((await say('认证要多久')).replies[0]?.entry).not.toBe(first);
});
