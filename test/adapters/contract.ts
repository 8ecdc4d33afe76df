/** What every channel must do, whatever its platform: one suite that each of them passes. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Message, Reply, Turn } from '../../adapters/channel.ts';
import { createAssistant } from '../../bot/assistant.ts';
import { createSupportDesk } from '../../bot/desk/desk.ts';
import type { Expertise } from '../../bot/expertise/expertise.ts';
import { loadExpertise } from '../../bot/expertise/load-expertise.ts';
import { createLinking, type Linking } from '../../bot/linking/linking.ts';
import { type OpenedStore, openStore } from '../../bot/store/open.ts';
import { createTestClock, type TestClock } from '../bot/clock.ts';
import { signInAgent } from '../bot/console/agents.ts';
import { createTestLog } from '../bot/house.ts';
import { sampleReply } from '../bot/store/samples.ts';

/** What a channel is opened with. */
export interface ChannelParts {
  readonly assistant: { turn(message: Message): Promise<Turn> };
  readonly store: OpenedStore;
  readonly current: () => Expertise;
  readonly clock: TestClock;
  readonly log: ReturnType<typeof createTestLog>;
  readonly linking?: Linking;
  /** Short waits, so that a test sees the second attempt. */
  readonly backOff: () => number;
}

/** A channel over a stub of its platform. People are called by their ids. */
export interface ChannelUnderTest {
  /** A signed delivery of words; resolves with how long the acknowledgement took, in milliseconds. */
  say(person: string, text: string, id?: string): Promise<number>;
  /** Presses the option with these words in the last choice that was shown; absent where a platform knows none. */
  pick?(person: string, label: string): Promise<number>;
  /** Opens the chat without a word; absent where a platform does not tell. */
  enter?(person: string): Promise<number>;
  /** Sends a picture. */
  showPicture?(person: string): Promise<number>;
  /** Every text that the person was shown, in order, one for each message of the platform. */
  shown(person: string): readonly string[];
  /** Whether a human was called through the platform; absent where the reply tells the ways to one. */
  calledHuman?(person: string): boolean;
  /** The next calls of the platform's API fail: once it is broken, once it wants us to slow down; absent where none is called. */
  breakTwice?(): void;
  /** The next call of the platform's API fails in passing, or for good. */
  readonly agents?: { breakOnce(): void; refuseOnce(): void };
  /** Whether a message of ours must answer one of theirs: then nobody is told by itself that an account was linked. */
  readonly onlyAnswers?: true;
  /** Most bytes of one text, where the platform counts them. */
  readonly mostBytes?: number;
  close(): Promise<void>;
}

let expertise: Expertise | undefined;
function realExpertise(): Expertise {
  const dataDir = join(tmpdir(), 'dawen-test');
  expertise ??= loadExpertise({ knowledgeDir: 'knowledge', dataDir }, createTestLog());
  return expertise;
}

const linkPages = { signInUrl: 'https://www.example.com/sign-in', publicUrl: 'https://help.example.com' };

/** Milliseconds; only a test that fails waits so long. */
const patience = 10_000;

type Open = (parts: ChannelParts) => Promise<ChannelUnderTest>;

const plain = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

export function describeChannel(name: string, openChannel: Open): void {
  vi.setConfig({ testTimeout: 30_000 });
  const closing: (() => Promise<void>)[] = [];
  beforeAll(() => void realExpertise(), 120_000);
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  async function open(assistant?: ChannelParts['assistant'], deskOptions: { claimTtl?: number } = {}) {
    const store = await openStore(':memory:');
    const [clock, log] = [createTestClock(), createTestLog()];
    const current = realExpertise;
    const { accounts } = store;
    const support = createSupportDesk({ store, accounts, current, clock, log, ...deskOptions });
    const real = createAssistant({ current, store, accounts, clock, log, desk: support.call });
    const bench = () => ({ expertise: current(), now: clock() });
    const linking = createLinking({ store, config: linkPages, bench, clock, log });
    const parts = { store, current, clock, log, linking, assistant: assistant ?? real, backOff: () => 20 };
    const channel = await openChannel(parts);
    closing.push(() => store.close(), support.stop, channel.close);
    /** Waits until so many messages are there, and a little longer for one too many. */
    const shows = async (person: string, count: number) => {
      await vi.waitFor(() => expect(channel.shown(person).length).toBeGreaterThanOrEqual(count), patience);
      await new Promise((resolve) => setTimeout(resolve, 60));
      return channel.shown(person);
    };
    return { ...parts, channel, shows, support };
  }

  /** What the same words bring on no channel at all. */
  async function turnFor(...texts: readonly string[]): Promise<Turn> {
    const store = await openStore(':memory:');
    const log = createTestLog();
    const clock = createTestClock();
    const assistant = createAssistant({
      current: realExpertise,
      store,
      accounts: store.accounts,
      clock,
      log,
    });
    let turn: Turn = { conversationId: '', replies: [] };
    for (const [at, text] of texts.entries())
      turn = await assistant.turn({
        ...{ channel: 'web', conversation: 'c', sender: { key: 's' }, id: `${at}`, text },
        at: '2026-11-23T05:00:00Z',
      });
    await store.close();
    return turn;
  }

  describe(`${name}: what is said`, () => {
    test.each([
      ['a greeting', '你好', 'greet'],
      ['an answer', '刷脸一直失败怎么办', 'answer'],
      ['a question for a fact', '我什么时候可以再次修改认证信息', 'ask'],
      ['a computed answer with its steps', '我8月3号改过一次，最早什么时候能再改', 'computed'],
      ['what it does not know', '今天晚上吃什么好', 'fallback'],
      ['the way to a human', '转人工', 'handoff'],
    ])('%s', async (_, text, act) => {
      const { replies } = await turnFor(text);
      expect(replies.map((reply) => reply.act)).toContain(act);
      const { channel, shows } = await open();
      await channel.say('p1', text);
      const { calledHuman } = channel;
      if (calledHuman && act === 'handoff')
        return vi.waitFor(() => expect(calledHuman('p1')).toBe(true), patience);
      await vi.waitFor(() => expectAll(replies, channel.shown('p1')), patience);
      await shows('p1', 1);
    });

    test('options, and the one that is picked by its number', async () => {
      const { channel, shows } = await open();
      await channel.say('p1', '你好');
      const before = (await shows('p1', 1)).length;
      await channel.say('p1', '2');
      const { replies } = await turnFor('你好', '2');
      expect(replies[0]?.act).toBe('answer');
      await vi.waitFor(() => expectAll(replies, channel.shown('p1').slice(before)), patience);
    });

    test('an option that is pressed', async ({ skip }) => {
      const { channel, shows } = await open();
      if (!channel.pick) return skip('the platform has no buttons');
      await channel.say('p1', '你好');
      const before = (await shows('p1', 1)).length;
      const { replies } = await turnFor('你好');
      const label = replies[0]?.options?.[1]?.label ?? '';
      await channel.pick('p1', label);
      const { replies: picked } = await turnFor('你好', label);
      await vi.waitFor(() => expectAll(picked, channel.shown('p1').slice(before)), patience);
    });

    test('a greeting to who comes in, once', async ({ skip }) => {
      const { channel, shows } = await open();
      if (!channel.enter) return skip('the platform does not tell');
      await channel.enter('p1');
      const first = await shows('p1', 1);
      expect(first.join('\n')).toContain('我是答问');
      await channel.enter('p1');
      await channel.say('p1', '谢谢');
      expect((await shows('p1', first.length + 1)).slice(first.length).join('')).not.toContain('我是答问');
    });

    test('a kind sentence for a picture', async ({ skip }) => {
      const { channel, shows } = await open();
      if (!channel.showPicture) return skip('the platform brings none');
      await channel.showPicture('p1');
      expect(await shows('p1', 1)).toEqual([expect.stringContaining('打成文字')]);
    });
  });

  describe(`${name}: whose account`, () => {
    const question = '我什么时候可以再次修改认证信息';
    const found = (texts: readonly string[]) => texts.join('\n').replace(/\s/g, '');

    test('is said by a link, used for what is one’s own, and undone', async () => {
      const { channel, store, linking } = await open();
      await store.accounts.save('acc-7', { lastModifiedAt: '2026-11-01' });
      const since = async (before: number, words: string) => {
        await vi.waitFor(() => expect(found(channel.shown('p1').slice(before))).toContain(words), patience);
        return channel.shown('p1').length;
      };
      await channel.say('p1', '关联账号');
      let shown = await since(0, 'https://help.example.com/link#');
      const token = /link#([\w-]{43})/.exec(found(channel.shown('p1')))?.[1] ?? '';
      expect(await linking.look(token)).toMatchObject({ user: expect.stringContaining('p1') });
      expect(await linking.accept(token, 'acc-7')).toMatchObject({ user: expect.stringContaining('p1') });
      if (!channel.onlyAnswers) shown = await since(shown, '如果不是您本人操作的');
      await channel.say('p1', question);
      shown = await since(shown, '根据您账号的记录');
      expect(await linking.accept(token, 'acc-8')).toBeUndefined();
      await channel.say('p2', question);
      await vi.waitFor(() => expect(found(channel.shown('p2'))).toContain('哪一天'), patience);
      expect(found(channel.shown('p2'))).not.toContain('账号的记录：');
      await channel.say('p1', '取消关联');
      shown = await since(shown, '已取消关联');
      await channel.say('p1', question);
      await since(shown, '哪一天');
      expect(found(channel.shown('p1').slice(shown))).not.toContain('根据您账号');
    });

    test('is forgotten with the account, and with it all that was said of it', async () => {
      const { channel, store, linking } = await open();
      await store.accounts.save('acc-7', { lastModifiedAt: '2026-11-01' });
      await channel.say('p1', '关联账号');
      await vi.waitFor(() => expect(found(channel.shown('p1'))).toContain('link#'), patience);
      await linking.accept(/link#([\w-]{43})/.exec(found(channel.shown('p1')))?.[1] ?? '', 'acc-7');
      await channel.say('p1', question);
      await vi.waitFor(() => expect(found(channel.shown('p1'))).toContain('根据您账号的记录'), patience);
      expect(await store.forget('acc-7', '2026-11-23T05:00:00Z')).toMatchObject({
        conversations: 1,
        links: 1,
      });
      const lines: string[] = [];
      await store.backup(async (line) => void lines.push(line), '2026-11-23T05:00:00Z');
      // what WeCom may still come to fetch goes by itself after ten minutes
      const kept = lines.filter((line) => !line.includes('wecom-bot stream'));
      expect(kept.join('\n')).not.toContain('账号的记录：');
      expect(await store.links.list()).toEqual([]);
    });
  });

  describe(`${name}: a human of the desk`, () => {
    const all = (texts: readonly string[]) => texts.join('\n');

    test('takes over in the chat, is heard there in order and once, hears the person, and hands back', async ({
      skip,
    }) => {
      const { channel, store, clock, support } = await open();
      if (!channel.agents) return skip('the platform has humans of its own, or takes no message by itself');
      await signInAgent({ store, clock });
      await store.agents.describe('mei', { displayName: '小美', greeting: '', closing: '' });
      const shows = (words: string) =>
        vi.waitFor(() => expect(all(channel.shown('p1'))).toContain(words), patience);
      await channel.say('p1', '转人工');
      await shows('已为您呼叫人工客服');
      const [line] = await support.list('waiting');
      const id = line?.id ?? '';
      await support.claim(id, 'mei');
      await shows('人工客服已经接手');
      const before = channel.shown('p1').length;
      await channel.say('p1', '我的打款还没到，手机13800138000');
      const said = async () => (await support.view(id))?.messages.at(-1)?.text;
      await vi.waitFor(async () => expect(await said()).toContain('我的打款还没到'), patience);
      expect(await said()).not.toContain('13800138000');
      await channel.showPicture?.('p1');
      await vi.waitFor(async () => expect(await said()).toContain('发来了图片'), patience);
      channel.agents.breakOnce();
      const words = [1, 2, 3].map((at) => ({
        text: `第${at}句 <!channel> *不是粗体*`,
        clientMessageId: `${at}`,
      }));
      for (const one of words) await support.say({ ...one, handoff: id, agent: 'mei' });
      // the console sends again what it had no answer to
      await support.say({ handoff: id, agent: 'mei', text: words[2]?.text ?? '', clientMessageId: '3' });
      await shows('第3句');
      expect(
        channel
          .shown('p1')
          .slice(before)
          .map((text) => /第\d句/.exec(text)?.[0]),
      ).toEqual(['第1句', '第2句', '第3句']);
      expect(all(channel.shown('p1'))).toContain('人工客服 小美：');
      channel.agents.refuseOnce();
      await support.say({ handoff: id, agent: 'mei', text: '到不了的话', clientMessageId: '4' });
      await vi.waitFor(async () => expect(await said()).toContain('没能确认送到客户那里'), patience);
      expect(all(channel.shown('p1'))).not.toContain('到不了的话');
      await support.release(id, 'mei');
      await shows('您仍在人工的等候队列里');
      await channel.say('p1', '谢谢');
      await shows('不客气');
    });

    test('who goes without a word: the assistant answers the next message, and says so', async ({ skip }) => {
      const { channel, store, clock, support } = await open(undefined, { claimTtl: 300 });
      if (!channel.agents) return skip('the platform has humans of its own, or takes no message by itself');
      await signInAgent({ store, clock });
      await channel.say('p1', '转人工');
      await vi.waitFor(async () => expect(await support.list('waiting')).toHaveLength(1), patience);
      await support.claim((await support.list('waiting'))[0]?.id ?? '', 'mei');
      await vi.waitFor(async () => expect(await support.list('waiting')).toHaveLength(1), patience);
      await channel.say('p1', '谢谢');
      await vi.waitFor(() => expect(all(channel.shown('p1'))).toContain('人工客服暂时离开了'), patience);
      expect(all(channel.shown('p1'))).toContain('不客气');
    });
  });

  describe(`${name}: what is kept`, () => {
    test('personal data is masked before anything is stored or logged', async () => {
      const { channel, store, log } = await open();
      await channel.say('p1', '我的身份证是11010519491231002X，能认证几个账号');
      const { replies } = await turnFor('我的身份证是11010519491231002X，能认证几个账号');
      expect(replies.map(({ act }) => act)).toContain('notice');
      await vi.waitFor(() => expectAll(replies, channel.shown('p1')), patience);
      const lines: string[] = [];
      await store.backup(async (line) => void lines.push(line), '2026-11-23T05:00:00Z');
      const kept = [...lines, JSON.stringify(log.lines), ...channel.shown('p1')].join('\n');
      expect(kept).not.toContain('11010519491231002');
    });
  });

  describe(`${name}: once, whole and in order`, () => {
    const echo = { turn: async (message: Message) => turnOf(message, `回声 ${message.text}`) };

    test('a delivery that comes five times is answered once', async () => {
      const { channel, shows } = await open(echo);
      for (let times = 0; times < 3; times++) await channel.say('p1', '认证', 'same');
      await Promise.all([channel.say('p1', '认证', 'same'), channel.say('p1', '认证', 'same')]);
      expect(await shows('p1', 1)).toEqual(['回声 认证']);
    });

    test('what one person asks at once is answered in the order asked', async () => {
      const slowFirst = {
        turn: async (message: Message) => {
          const wait = 80 - 10 * Number(message.text);
          await new Promise((resolve) => setTimeout(resolve, wait));
          return turnOf(message, `回声 ${message.text}`);
        },
      };
      const { channel, shows } = await open(slowFirst);
      const said: Promise<number>[] = [];
      for (let at = 1; at <= 6; at++) {
        said.push(channel.say('p1', `${at}`));
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
      await Promise.all(said);
      expect(await shows('p1', 6)).toEqual([1, 2, 3, 4, 5, 6].map((at) => `回声 ${at}`));
    });

    test('a platform that fails and then slows us down gets the answer, once', async ({ skip }) => {
      const twoParts = { turn: async (message: Message) => turnOf(message, '其一', '其二') };
      const { channel, shows } = await open(twoParts);
      if (!channel.breakTwice) return skip('no API is called');
      channel.breakTwice();
      await channel.say('p1', '认证');
      expect(await shows('p1', 2)).toEqual(['其一', '其二']);
    });

    test('a long answer comes in pieces, whole, none too long', async () => {
      const text = Array.from({ length: 350 }, (_, at) => `第${at}句话很长。`).join('');
      const { channel, shows } = await open({ turn: async (message) => turnOf(message, text) });
      await channel.say('p1', '长');
      await shows('p1', channel.mostBytes ? 2 : 1);
      const whole = () => channel.shown('p1').map((piece) => piece.replace(/^\(\d+\/\d+\)\n/, ''));
      await vi.waitFor(() => expect(plain(whole().join(''))).toBe(plain(text)), patience);
      for (const piece of channel.shown('p1'))
        expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(channel.mostBytes ?? Number.MAX_SAFE_INTEGER);
    });
  });
}

function expectAll(replies: readonly Reply[], shown: readonly string[]): void {
  const all = plain(shown.join('\n'));
  for (const { text, options = [] } of replies)
    for (const part of [...text.split('\n'), ...options.map(({ label }) => label)])
      expect(all).toContain(plain(part));
}

function turnOf(message: Message, ...texts: readonly string[]): Turn {
  const replies = texts.map((text, at) => ({
    ...sampleReply(`${message.id}-${at}`, text),
    content: [{ type: 'paragraph', children: [{ type: 'text', text }] }] as const,
    sources: [],
  }));
  return { conversationId: message.conversation, replies };
}
