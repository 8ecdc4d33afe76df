/** Long texts made to keep a reader busy: each is understood, routed and answered soon. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Assistant, createAssistant } from '../../bot/assistant.ts';
import { loadExpertise } from '../../bot/expertise/load-expertise.ts';
import { type OpenedStore, openStore } from '../../bot/store/open.ts';
import { createTestClock } from '../bot/clock.ts';
import { createTestLog } from '../bot/house.ts';

const longest = 4000;
/** Milliseconds: twice what the worst of them takes on a machine that does nothing else. */
const bound = 50;
const log = createTestLog();
const expertise = loadExpertise({ knowledgeDir: 'knowledge', dataDir: join(tmpdir(), 'dawen-test') }, log);

const pieces = [
  ...['的那个', '要得', '都试', '不是', '了', '？', '。', '一', '1', '1.', '9月', '三分', '嗯', '还是', '问'],
  ...['改了', '他', '他的账号', '我同事', '谢谢', '你好', '第一', '[a](', '<@', '`', '**', '> ', '- ', '  '],
  ...['sorry, ', 'the ', 'one ', 'what about ', 'last ', '***', '110101199003074', '\u0301', '㐀', '👨‍👩‍👧'],
  ...['yanzheng', 'zhuanzhang', 'abcdefghij', 'xq', '，', '；', '充值', '充值失败怎么办？', '1. 怎么认证\n'],
];

let store: OpenedStore;
let assistant: Assistant;
let told = 0;
beforeAll(async () => {
  store = await openStore(':memory:');
  const clock = createTestClock();
  assistant = createAssistant({ current: () => expertise, store, accounts: store.accounts, clock, log });
});
afterAll(() => store.close());

async function say(conversation: string, text: string): Promise<readonly string[]> {
  told += 1;
  const message = { channel: 'web', conversation, sender: { key: 'somebody' }, id: String(told), text };
  const { replies } = await assistant.turn({ ...message, at: '2026-11-23T04:00:00.000Z' });
  return replies.map(({ act }) => act);
}

/** Milliseconds that the processor worked for us; the clock would count what others do on the machine. */
const worked = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
};

/** The quickest of some: the first ones also warm up the engine. */
async function quickest(before: readonly string[], text: string): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < 6 && (turn === 0 || Math.min(...times) > bound); turn++) {
    const conversation = `c${told}`;
    for (const words of before) await say(conversation, words);
    const started = process.cpuUsage();
    expect((await say(conversation, text)).length).toBeGreaterThan(0);
    times.push(worked(started));
  }
  return Math.min(...times);
}

describe.each([
  ['at once', []],
  ['where options were offered', ['认证失败']],
  ['where a fact was asked for', ['我最早什么时候能再改实名信息']],
  ['after a result', ['我8月3号改过一次，最早什么时候能再改']],
])('a long text %s', (_, before) => {
  test.each(pieces)(
    'of %j over and over, with something else at its end',
    { timeout: 30_000 },
    async (piece) => {
      const text = `${piece.repeat(longest)}`.slice(0, longest - 1);
      expect(await quickest(before, `${text}x`)).toBeLessThan(bound);
    },
  );
});

test('sixty words of filler are read as quickly as six', async () => {
  expect(await quickest(['认证失败'], `${'的那个'.repeat(60)}x`)).toBeLessThan(bound);
  expect(await quickest(['我的认证多久'], `${'要得'.repeat(60)}x`)).toBeLessThan(bound);
});
