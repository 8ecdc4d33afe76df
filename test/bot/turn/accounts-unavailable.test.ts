/** What a signed-in person hears while the account service is down. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createAccountService } from '../../../bot/account-service.ts';
import { createAssistant } from '../../../bot/assistant.ts';
import { loadExpertise } from '../../../bot/expertise/load-expertise.ts';
import { openStore } from '../../../bot/store/open.ts';
import { createTestClock } from '../clock.ts';
import { createTestLog } from '../house.ts';

/** Nobody listens here. */
const url = 'http://127.0.0.1:9/accounts';

const folders = { knowledgeDir: 'knowledge', dataDir: join(tmpdir(), 'dawen-test') };
const expertise = loadExpertise(folders, createTestLog());

async function ask(text: string) {
  const log = createTestLog();
  const store = await openStore(':memory:');
  const accounts = createAccountService({ url });
  const assistant = createAssistant({
    ...{ current: () => expertise, store, accounts, clock: createTestClock(), log },
  });
  const { replies } = await assistant.turn({
    ...{ channel: 'test', conversation: 'c', sender: { key: 'k', account: '1001' }, id: 'm', text },
    at: '2026-11-23T05:00:00Z',
  });
  await store.close();
  return { replies, lines: log.lines };
}

test('a question about oneself gets the general answer, and hears why', async () => {
  const { replies, lines } = await ask('帮我算一下我最早什么时候能再修改实名认证信息');
  expect(replies).toMatchObject([{ act: 'answer', text: expect.stringContaining('现在查不到您账号的记录') }]);
  expect(replies[0]?.sources.length).toBeGreaterThan(0);
  expect(JSON.stringify(lines)).toContain('account facts are not available');
  expect(JSON.stringify(lines)).not.toContain('1001');
});

test('what the person tells is worked out all the same', async () => {
  const { replies } = await ask('我8月3号改过一回，最早几时能再改');
  expect(replies).toMatchObject([
    { act: 'computed', computed: { basis: 'stated', values: { nextAllowedDate: '2026-09-02' } } },
  ]);
});

test('a general question is answered as ever', async () => {
  const { replies } = await ask('1个身份证可认证几个腾讯云账号？');
  expect(replies).toMatchObject([{ act: 'answer', entry: 'personal-account-limit' }]);
});
