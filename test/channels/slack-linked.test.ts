/** A person of Slack with a linked account, where others read: what concerns the account reaches that person alone. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createAssistant } from '../../bot/assistant.ts';
import type { Expertise } from '../../bot/expertise/expertise.ts';
import { loadExpertise } from '../../bot/expertise/load-expertise.ts';
import { createLinking, type Linking } from '../../bot/linking/linking.ts';
import { type OpenedStore, openStore } from '../../bot/store/open.ts';
import { createTestClock } from '../bot/clock.ts';
import { createTestLog } from '../bot/house.ts';
import { openSlackUnderTest, readMessage, type SlackUnderTest } from './slack-channel.ts';
import * as requests from './slack-requests.ts';

const { aClick, aCommand, aMention, anInteraction } = requests;
const config = { signInUrl: 'https://www.example.com/in', publicUrl: 'https://help.example.com' };

vi.setConfig({ testTimeout: 30_000 });

let expertise: Expertise;
let store: OpenedStore;
let slack: SlackUnderTest;
let linking: Linking;

beforeAll(() => {
  expertise = loadExpertise(
    { knowledgeDir: 'knowledge', dataDir: join(tmpdir(), 'dawen-test') },
    createTestLog(),
  );
}, 120_000);
beforeEach(async () => {
  store = await openStore(':memory:');
  const [clock, log, current] = [createTestClock(), createTestLog(), () => expertise];
  linking = createLinking({ store, config, bench: () => ({ expertise, now: clock() }), clock, log });
  const assistant = createAssistant({ current, store, accounts: store.accounts, clock, log });
  slack = await openSlackUnderTest({ store, current, clock, log, assistant, linking, backOff: () => 20 });
  await store.accounts.save('acc-7', { lastModifiedAt: '2026-11-01', verifiedAs: 'enterprise' });
});
afterEach(async () => {
  await slack.close();
  await store.close();
});

async function link(user: string): Promise<void> {
  const person = { channel: 'slack', tenant: 'T1', user };
  const request = { person, conversation: 'c', address: undefined, locale: 'zh-Hans' } as const;
  const url = await linking.offer({
    ...request,
    address: { team: 'T1', channel: user, user, manner: 'direct' },
  });
  await linking.accept(url?.split('#')[1] ?? '', 'acc-7');
}
const inChannel = () => slack.stub.posted.filter(({ args }) => args.channel === 'C1').map(readMessage);
const alone = (user: string) =>
  slack.stub.posted
    .filter(
      ({ method, args }) =>
        args.channel === user || method.startsWith('hooks/') || method === 'chat.postEphemeral',
    )
    .map(readMessage);
const waitFor = (texts: () => string[], words: string) =>
  vi.waitFor(() => expect(texts().join('\n')).toContain(words), 10_000);
const question = '我什么时候可以再次修改认证信息';
const ts = '1767225599.000100';

test('in a channel: the general answer for all, the result as a direct message, and the reason as well', async () => {
  await link('U1');
  await slack.event(aMention(question, ts));
  await waitFor(() => alone('U1'), '2026年12月1日');
  await waitFor(inChannel, '我私信发给您本人了');
  const more = aMention('为什么是这一天', '1767225600.000100', { thread_ts: ts });
  await slack.event(more);
  await vi.waitFor(() => expect(alone('U1').filter((text) => text.includes('是这样算的'))).toHaveLength(2));
  for (const words of ['根据您账号', '2026年12月1日', '2026年11月1日'])
    expect(inChannel().join('\n')).not.toContain(words);
});

test('in a channel: somebody else in the thread gets nothing of it, and is offered a link privately', async () => {
  await link('U1');
  await slack.event(aMention(question, ts));
  await waitFor(() => alone('U1'), '2026年12月1日');
  await slack.event(aMention(question, '1767225601.000100', { user: 'U2', thread_ts: ts }));
  await waitFor(() => alone('U2'), 'https://help.example.com/link#');
  expect(inChannel().join('\n')).not.toContain('/link#');
  expect([...alone('U2'), ...inChannel()].join('\n')).not.toContain('12月1日');
});

test('a wish for a human in a channel leads to the direct messages', async () => {
  await slack.event(aMention('转人工', ts));
  await waitFor(() => alone('U1'), '请在这里回复“转人工”');
  expect(await store.handoffs.open()).toEqual([]);
});

test('/faq computes for this person alone, and what was computed has no button to share it', async () => {
  await link('U1');
  await slack.deliver(aCommand(question, { now: slack.now(), hooks: slack.hooks }));
  await waitFor(() => alone('U1'), '根据您账号的记录');
  const shown = slack.stub.posted.filter(({ args }) => args.blocks);
  const computed = shown.filter((call) => readMessage(call).includes('根据您账号'));
  expect(computed.map(({ args }) => args.response_type)).toEqual(['ephemeral']);
  expect(JSON.stringify(computed)).not.toContain('分享到频道');
  expect(inChannel()).toEqual([]);
});

test('a button that shares, pressed by whomever, brings nothing but the authored answer', async () => {
  await link('U1');
  await slack.deliver(aCommand(question, { now: slack.now(), hooks: slack.hooks }));
  await waitFor(() => alone('U1'), '根据您账号的记录');
  const click = aClick({ action: 'share', value: 'modify-interval', ephemeral: true, hooks: slack.hooks });
  for (const value of ['compute:modify_interval', 'slack:T1:U1', expertise.knowledge.entries[8]?.id ?? ''])
    await slack.deliver(
      anInteraction(
        {
          ...click,
          container: { ...click.container, message_ts: value },
          actions: click.actions.map((action) => ({ ...action, value })),
        },
        slack.now(),
      ),
    );
  await vi.waitFor(() =>
    expect(slack.stub.posted.filter(({ args }) => args.response_type === 'in_channel')).toHaveLength(1),
  );
  const shared = slack.stub.posted.filter(({ args }) => args.response_type === 'in_channel').map(readMessage);
  expect(shared.join()).toContain('分享了一条知识库回答');
  expect(shared.join()).not.toContain('12月1日');
});

test('the home tab shows what everybody may read, whoever opens it', async () => {
  await link('U1');
  await slack.event({ type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home' });
  await vi.waitFor(() =>
    expect(slack.stub.calls.some(({ method }) => method === 'views.publish')).toBe(true),
  );
  const home = JSON.stringify(slack.stub.calls.filter(({ method }) => method === 'views.publish'));
  for (const words of ['acc-7', '2026', '根据您账号']) expect(home).not.toContain(words);
});

test('an answer to somebody else’s message is not worked out with one’s own account', async () => {
  await link('U1');
  const payload = {
    ...{ type: 'message_action', callback_id: 'answer_from_knowledge', trigger_id: '7.7' },
    ...{ team: { id: 'T1' }, user: { id: 'U1' }, channel: { id: 'C1' }, response_url: `${slack.hooks}m/1` },
    message: { text: question, ts: '1767225000.000100' },
  };
  await slack.deliver(anInteraction(payload, slack.now()));
  await waitFor(() => alone('U1'), '哪一天');
  expect(alone('U1').join()).not.toContain('根据您账号');
});
