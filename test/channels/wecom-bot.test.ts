/** WeCom's 智能机器人 at its door: streams that are finished at once or later, groups, voice, and what is refused. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Message, Turn } from '../../adapters/channel.ts';
import { sealReply, verifyBotCall } from '../../adapters/wecom/bot/verify.ts';
import { readAesKey } from '../../adapters/wecom/seal.ts';
import { type OpenedStore, openStore } from '../../bot/store/open.ts';
import type { ChannelParts } from '../adapters/contract.ts';
import { callsSchema } from '../adapters/wecom/calls.ts';
import { createTestClock } from '../bot/clock.ts';
import { createTestLog, plainExpertise } from '../bot/house.ts';
import { sampleReply } from '../bot/store/samples.ts';
import { type BotDoor, botText, openBotDoor } from './wecom-bot-door.ts';

let store: OpenedStore;
let doors: BotDoor[];
beforeEach(async () => {
  store = await openStore(':memory:');
  doors = [];
});
afterEach(async () => {
  for (const door of doors) await door.close();
  await store.close();
});

const heard: Message[] = [];
const echo = async (message: Message, wait = 0): Promise<Turn> => {
  heard.push(message);
  await new Promise((resolve) => setTimeout(resolve, wait));
  const reply = sampleReply(`${message.id}-1`, `回声 ${message.text}`);
  return { conversationId: message.conversation, replies: [reply] };
};

async function openDoor(over: Partial<ChannelParts> = {}): Promise<BotDoor> {
  const [current, clock, log] = [() => plainExpertise, createTestClock(), createTestLog()];
  const assistant = { turn: (message: Message) => echo(message) };
  const door = await openBotDoor({ assistant, store, current, clock, log, backOff: () => 20, ...over });
  doors.push(door);
  return door;
}

const calls = callsSchema.parse(JSON.parse(readFileSync('test/fixtures/wecom/calls.json', 'utf8')));
const keys = {
  token: calls.keys.token,
  aesKey: readAesKey(calls.keys.encodingAESKey) ?? Buffer.alloc(0),
  receiveId: '',
};

describe('the sealing', () => {
  test('of a recorded call opens', () => {
    const call = calls.calls.find(({ format }) => format === 'json');
    const query = Object.fromEntries(new URLSearchParams(call?.query));
    const verified = verifyBotCall({ query, body: call?.body ?? '' }, keys, call?.now ?? 0);
    expect(verified).toEqual({ status: 'verified', json: JSON.parse(call?.opens ?? '') });
  });

  test('of a reply is the recorded one', () => {
    const { random16_hex, plaintext, json } = calls.botReply;
    const stamp = {
      timestamp: String(json.timestamp),
      nonce: json.nonce,
      random: Buffer.from(random16_hex, 'hex'),
    };
    expect(sealReply(JSON.parse(plaintext), keys, stamp)).toEqual(json);
  });

  test.each([
    ['no JSON', 'hello', 400],
    ['no signature', '{"encrypt":"AAAA"}', 403],
  ])('%s is refused', async (_, body, status) => {
    const { url } = await openDoor();
    expect((await fetch(url, { method: 'POST', body })).status).toBe(status);
  });
});

describe('a stream', () => {
  test('is finished at once when the answer is ready', async () => {
    const door = await openDoor();
    const { reply } = await door.call(botText('zhangsan', '你好', { msgid: 'M1' }));
    expect(reply).toEqual({ msgtype: 'stream', stream: { id: 'M1', finish: true, content: '回声 你好' } });
  });

  test('that takes longer is asked for again, in another process too', async () => {
    const slow = { turn: (message: Message) => echo(message, 3300) };
    const [one, other] = [await openDoor({ assistant: slow }), await openDoor({ assistant: slow })];
    const { reply, ms } = await one.call(botText('zhangsan', '慢', { msgid: 'M2' }));
    expect(reply?.stream).toMatchObject({ id: 'M2', finish: false });
    expect(ms).toBeLessThan(4500);
    const look = () => other.call({ ...botText('zhangsan', ''), msgtype: 'stream', stream: { id: 'M2' } });
    await expect
      .poll(async () => (await look()).reply?.stream, { timeout: 4000 })
      .toEqual({
        ...{ id: 'M2', finish: true, content: '回声 慢' },
      });
    expect(heard.filter(({ id }) => id === 'wecom-bot:M2')).toHaveLength(1);
  }, 12_000);

  test('that nobody knows is not finished, and starts no turn', async () => {
    const door = await openDoor();
    const before = heard.length;
    const { reply } = await door.call({
      ...botText('zhangsan', ''),
      msgtype: 'stream',
      stream: { id: 'unknown' },
    });
    expect(reply?.stream).toMatchObject({ finish: false });
    expect(heard).toHaveLength(before);
  });
});

test('in a group the mention is left out, and everybody has a conversation of their own', async () => {
  const door = await openDoor();
  for (const user of ['zhangsan', 'lisi'])
    await door.call(botText(user, '@答问 认证要多久', { chattype: 'group', chatid: 'G1' }));
  expect(heard.slice(-2).map(({ conversation, text }) => [conversation, text])).toEqual([
    ['wecom-bot:G1:zhangsan', '认证要多久'],
    ['wecom-bot:G1:lisi', '认证要多久'],
  ]);
});

test('voice comes in words, and is answered', async () => {
  const door = await openDoor();
  const voice = botText('zhangsan', '', { msgtype: 'voice', text: undefined, voice: { content: '要多久' } });
  expect((await door.call(voice)).reply?.stream?.content).toBe('回声 要多久');
});
