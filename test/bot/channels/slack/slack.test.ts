/** Slack as a person meets it: commands, sharing, shortcuts, the home tab, threads, thumbs, and what goes wrong on the way. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Message } from '../../../../adapters/channel.ts';
import { type OpenedStore, openStore } from '../../../../bot/store/open.ts';
import { openSlackUnderTest, readMessage, type SlackUnderTest } from '../../../channels/slack-channel.ts';
import * as requests from '../../../channels/slack-requests.ts';
import type { StubCall } from '../../../channels/slack-stub.ts';
import { createTestClock } from '../../clock.ts';
import { createEcho, createTestLog, openHouse, plainExpertise } from '../../house.ts';

let slack: SlackUnderTest;
let store: OpenedStore;
let log: ReturnType<typeof createTestLog>;
let heard: Message[];

beforeEach(async () => {
  store = await openStore(':memory:');
  log = createTestLog();
  heard = [];
  const echo = createEcho(store);
  const turn = (message: Message) => {
    heard.push(message);
    return echo.turn(message);
  };
  const clock = createTestClock();
  const current = () => plainExpertise;
  slack = await openSlackUnderTest(
    { store, current, clock, log, assistant: { turn }, backOff: () => 20 },
    400,
  );
});
afterEach(async () => {
  await slack.close();
  await store.close();
});

const { aDirectMessage, aMention, aCommand, aClick, anInteraction } = requests;
const posts = async (count: number): Promise<readonly StubCall[]> => {
  await vi.waitFor(() => expect(slack.stub.posted.length).toBeGreaterThanOrEqual(count), 5000);
  await new Promise((resolve) => setTimeout(resolve, 50));
  return slack.stub.posted;
};
const calls = async (method: string, count = 1): Promise<readonly StubCall[]> => {
  const made = () => slack.stub.calls.filter((call) => call.method === method);
  await vi.waitFor(() => expect(made().length).toBeGreaterThanOrEqual(count), 5000);
  return made();
};
const command = (text: string, trigger?: string) =>
  slack.deliver(aCommand(text, { now: slack.now(), hooks: slack.hooks }, trigger));
const interact = (payload: object) => slack.deliver(anInteraction(payload, slack.now()));
const ts = '1767225599.000100';

describe('in channels', () => {
  test('a call is answered in its thread, and what follows there without a call as well', async () => {
    await slack.event(aMention('怎么认证', ts));
    const follow = { type: 'message', channel_type: 'channel', channel: 'C1', user: 'U2', thread_ts: ts };
    await slack.event({ ...follow, ts: '1767225600.000100', text: '那企业呢' });
    const [first, second, ...more] = await posts(2);
    expect(first?.args).toMatchObject({ channel: 'C1', thread_ts: ts, text: 'echo: 怎么认证' });
    expect(second?.args).toMatchObject({ channel: 'C1', thread_ts: ts, text: 'echo: 那企业呢' });
    expect(more).toEqual([]);
    expect(heard.every(({ sender }) => sender.account === undefined)).toBe(true);
  });

  test('a thread where nobody called us is not ours', async () => {
    const event = {
      type: 'message',
      channel_type: 'channel',
      channel: 'C1',
      user: 'U2',
      thread_ts: '1.1',
      ts,
    };
    await slack.event({ ...event, text: '你们好' });
    await slack.event(aDirectMessage('问', ts));
    expect((await posts(1)).map(({ args }) => args.text)).toEqual(['echo: 问']);
  });
});

describe('/faq', () => {
  test('is answered to its person alone, through the address that came with it', async () => {
    expect(await command('退款 &amp; <@U2|u>')).toMatchObject({ status: 200, text: '' });
    const [answer] = await posts(1);
    expect(answer).toMatchObject({
      method: 'hooks/commands/1',
      args: { response_type: 'ephemeral', replace_original: false },
    });
    expect(heard[0]).toMatchObject({ conversation: 'slack:T1:C1:U1', text: '退款 & u' });
  });

  test('when the address has run out, Slack shows it all the same', async () => {
    slack.stub.failNext('hooks/commands/1', { status: 404, body: 'expired_url' });
    await command('问');
    const [answer] = await posts(1);
    expect(answer).toMatchObject({ method: 'chat.postEphemeral', args: { channel: 'C1', user: 'U1' } });
  });

  test('sharing posts the authored answer to all, once, and nothing that the person said', async () => {
    await command('我8月3号改过，最早什么时候能再改');
    await posts(1);
    const entry = plainExpertise.knowledge.entries[0];
    const click = aClick({ action: 'share', value: entry?.id ?? '', ephemeral: true, hooks: slack.hooks });
    await interact(click);
    await interact(click);
    const shared = (await posts(2)).slice(1);
    expect(shared).toHaveLength(1);
    expect(shared[0]?.args).toMatchObject({ response_type: 'in_channel', replace_original: false });
    expect(JSON.stringify(shared)).toContain('可以修改账号绑定的证件或手机号码');
    expect(JSON.stringify(shared)).not.toContain('8月3号');
  });

  test('an address that is not of Slack is not called', async () => {
    const elsewhere = aCommand('问', { now: slack.now(), hooks: 'http://169.254.169.254/' });
    await slack.deliver(elsewhere);
    expect((await posts(1))[0]?.method).toBe('chat.postEphemeral');
  });
});

describe('buttons and shortcuts', () => {
  test('an option is a choice, and a second click is none', async () => {
    const click = aClick({ action: 'choice:1', value: 'some-entry', label: '审核多久', hooks: slack.hooks });
    await interact(click);
    await interact({
      ...click,
      trigger_id: 'another',
      actions: click.actions.map((one) => ({ ...one, action_ts: '9.9' })),
    });
    await posts(1);
    expect(heard).toEqual([expect.objectContaining({ choice: 'some-entry', text: '审核多久' })]);
    expect(slack.stub.posted[0]?.args).toMatchObject({ channel: 'C1', thread_ts: ts });
  });

  test('a thumb is kept for the one who asked, and is thanked', async () => {
    await slack.event(aDirectMessage('问', ts));
    const [answer] = await posts(1);
    const messageId = answer?.args.metadata.event_payload.key.replace(/:1$/, '');
    const click = { action: 'rate', value: `up:${messageId}`, channel: 'D1', hooks: slack.hooks };
    await interact(aClick(click));
    expect(readMessage((await posts(2))[1] ?? { args: {} })).toContain('谢谢反馈');
    const stranger = { ...aClick(click), user: { id: 'U9' } };
    await interact(stranger);
    expect(readMessage((await posts(3))[2] ?? { args: {} })).toContain('只有提问的人');
  });

  test('用知识库回答 answers a message to the agent who asked, beside other conversations', async () => {
    const payload = {
      type: 'message_action',
      callback_id: 'answer_from_knowledge',
      trigger_id: '1.6',
      team: { id: 'T1' },
    };
    const message = { ts: '1.5', text: '刷脸失败怎么办', user: 'U7' };
    await interact({
      ...payload,
      user: { id: 'U1' },
      channel: { id: 'C1' },
      message,
      response_url: `${slack.hooks}x`,
    });
    expect((await posts(1))[0]?.args).toMatchObject({ response_type: 'ephemeral' });
    expect(heard[0]).toMatchObject({ text: '刷脸失败怎么办', conversation: 'slack:T1:C1:U1:1.5' });
  });

  test('the global shortcut opens a form; sent empty it says so, else it is answered directly', async () => {
    const who = { team: null, user: { id: 'W1', team_id: 'T1' } };
    await interact({ ...who, type: 'shortcut', callback_id: 'ask_faq', trigger_id: '1.7' });
    expect((await calls('views.open'))[0]?.args).toMatchObject({
      trigger_id: '1.7',
      view: { callback_id: 'faq_ask' },
    });
    const sent = (value: string) => ({
      ...{ ...who, type: 'view_submission' },
      view: { id: 'V1', callback_id: 'faq_ask', state: { values: { q: { question: { value } } } } },
    });
    const refused = await interact(sent(' '));
    expect(JSON.parse(refused.text)).toMatchObject({
      response_action: 'errors',
      errors: { q: expect.any(String) },
    });
    expect(await interact(sent('问'))).toMatchObject({ status: 200, text: '' });
    expect((await posts(1))[0]?.args).toMatchObject({ channel: 'W1', text: 'echo: 问' });
  });
});

describe('the panel and the home tab', () => {
  test('an opened panel gets four suggestions and a greeting', async () => {
    const assistant_thread = { user_id: 'U1', channel_id: 'D1', thread_ts: ts };
    await slack.event({ type: 'assistant_thread_started', assistant_thread });
    const [prompts] = await calls('assistant.threads.setSuggestedPrompts');
    expect(prompts?.args).toMatchObject({ channel_id: 'D1', thread_ts: ts });
    expect(prompts?.args.prompts).toHaveLength(4);
    expect(readMessage((await posts(1))[0] ?? { args: {} })).toContain('我是答问');
  });

  test('the newer panel gets its suggestions without a thread', async () => {
    await slack.event({ type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'messages' });
    const [prompts] = await calls('assistant.threads.setSuggestedPrompts');
    expect(prompts?.args.thread_ts).toBeUndefined();
  });

  test('the home tab opens with questions, searches, and shows an answer', async () => {
    await slack.event({ type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home' });
    const click = (action_id: string, value: string, action_ts: string) =>
      interact({
        ...{ type: 'block_actions', trigger_id: '1', team: { id: 'T1' }, user: { id: 'U1' } },
        ...{ container: { type: 'view' }, actions: [{ action_id, value, action_ts }] },
      });
    await calls('views.publish', 1);
    await click('home-search', '人脸', '2.1');
    await calls('views.publish', 2);
    await click('home-entry:1', plainExpertise.knowledge.entries[0]?.id ?? '', '2.2');
    const views = await calls('views.publish', 3);
    const drawn = views.map(({ args }) => JSON.stringify(args.view));
    expect(views.every(({ args }) => args.user_id === 'U1' && args.view.type === 'home')).toBe(true);
    expect(drawn[0]).toContain('常见问题');
    expect(drawn[1]).toContain('人脸');
    expect(drawn[2]).toContain('可以修改账号绑定的证件或手机号码');
  });
});

describe('when Slack fails', () => {
  test('an answer whose receipt was lost is not posted twice', async () => {
    slack.stub.failNext('chat.postMessage', 'lost');
    await slack.event(aDirectMessage('问', ts));
    await calls('conversations.replies');
    expect(await posts(1)).toHaveLength(1);
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('Retry-After is waited for', async () => {
    slack.stub.failNext('chat.postMessage', { status: 429, retryAfter: 1 });
    const started = performance.now();
    await slack.event(aDirectMessage('问', ts));
    await posts(1);
    expect(performance.now() - started).toBeGreaterThan(1000);
  });

  test('blocks that a workspace refuses are left out', async () => {
    slack.stub.failNext('chat.postMessage', { error: 'invalid_blocks' }, { error: 'invalid_blocks' });
    await slack.event(aDirectMessage('问', ts));
    const [answer] = await posts(1);
    expect(answer?.args).toMatchObject({ text: 'echo: 问' });
    expect(answer?.args.blocks).toBeUndefined();
  });

  test('what Slack refuses for good is given up, and logged without a word of anybody', async () => {
    slack.stub.failNext('chat.postMessage', { error: 'channel_not_found' });
    await slack.event(aDirectMessage('秘密', ts));
    await vi.waitFor(() => expect(log.lines.some(({ level }) => level === 'error')).toBe(true), 5000);
    expect(JSON.stringify(log.lines)).toContain('channel_not_found');
    expect(JSON.stringify(log.lines)).not.toContain('秘密');
  });
});

describe('acknowledging', () => {
  test('a wrong signature is refused, with the remedy in the log', async () => {
    const call = requests.anEvent(aDirectMessage('问', ts), 'Ev1', slack.now());
    const forged = { ...call, headers: { ...call.headers, 'x-slack-signature': 'v0=00' } };
    expect(await slack.deliver(forged)).toMatchObject({
      status: 401,
      text: '{"error":"signature_mismatch"}',
    });
    const old = requests.anEvent(aDirectMessage('问', ts), 'Ev1', slack.now() - 301);
    expect(await slack.deliver(old)).toMatchObject({ status: 401, text: '{"error":"stale_timestamp"}' });
    expect(JSON.stringify(log.lines)).toContain('SLACK_SIGNING_SECRET');
  });

  test('the handshake is answered', async () => {
    const handshake = { type: 'url_verification', challenge: 'c1' };
    const call = requests.signedEvent(handshake, slack.now());
    expect(await slack.deliver(call)).toMatchObject({ status: 200, text: '{"challenge":"c1"}' });
  });

  test('a store that hangs or fails: an event comes again, a person is told', async () => {
    vi.spyOn(store.outbox, 'enqueue').mockImplementation(() => new Promise(() => undefined));
    const late = await slack.event(aDirectMessage('问', ts));
    expect(late).toMatchObject({ status: 503 });
    expect(late.ms).toBeLessThan(2000);
    vi.spyOn(store.outbox, 'enqueue').mockRejectedValue(new Error('full'));
    const told = await command('问');
    expect(told).toMatchObject({ status: 200, text: expect.stringContaining('稍后') });
  });

  test('without settings nobody is there', async () => {
    const house = await openHouse();
    for (const path of ['events', 'commands', 'interactions'])
      expect((await house.call('POST', `/channels/slack/${path}`, { body: {} })).status).toBe(404);
    await house.close();
  });
});
