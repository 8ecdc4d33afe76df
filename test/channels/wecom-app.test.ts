/** The self-built WeCom app at its door: the address check, answers in time and late, repeats, cards, and an API that refuses. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Message, Turn } from '../../adapters/channel.ts';
import { seal } from '../../adapters/wecom/seal.ts';
import { type OpenedStore, openStore } from '../../bot/store/open.ts';
import type { ChannelParts } from '../adapters/contract.ts';
import { createTestClock } from '../bot/clock.ts';
import { createTestLog, plainExpertise } from '../bot/house.ts';
import { sampleReply } from '../bot/store/samples.ts';
import { type AppDoor, openAppDoor, sealCall } from './wecom-app-door.ts';
import { sendPath } from './wecom-stub.ts';

let store: OpenedStore;
let log: ReturnType<typeof createTestLog>;
let doors: AppDoor[];
beforeEach(async () => {
  store = await openStore(':memory:');
  log = createTestLog();
  doors = [];
});
afterEach(async () => {
  for (const door of doors) await door.close();
  await store.close();
});

const clock = createTestClock();
const echo = async (message: Message, wait = 0): Promise<Turn> => {
  await new Promise((resolve) => setTimeout(resolve, wait));
  const reply = sampleReply(`${message.id}-1`, `回声 ${message.text}`);
  return { conversationId: message.conversation, replies: [reply] };
};

async function openDoor(over: Partial<ChannelParts> = {}): Promise<AppDoor> {
  const assistant = { turn: (message: Message) => echo(message) };
  const current = () => plainExpertise;
  const door = await openAppDoor({ assistant, store, current, clock, log, backOff: () => 20, ...over });
  doors.push(door);
  return door;
}

const words = (text: string, id: string = randomUUID(), user = 'zhangsan') => ({
  ...{ FromUserName: user, MsgType: 'text', Content: text, MsgId: id },
});
const texts = (door: AppDoor) => door.shown.map(({ text }) => text);
const seconds = () => String(Math.floor(clock().epochMilliseconds / 1000));

describe('the check of the address', () => {
  test('is answered with the bare text', async () => {
    const { url, app } = await openDoor();
    const sealed = seal('6289472817364528193', app.keys, { timestamp: seconds(), nonce: '7' });
    const query = {
      msg_signature: sealed.signature,
      timestamp: seconds(),
      nonce: '7',
      echostr: sealed.encrypted,
    };
    const response = await fetch(`${url}?${new URLSearchParams(query)}`);
    expect(await response.text()).toBe('6289472817364528193');
    expect(response.headers.get('content-type')).toContain('text/plain');
  });

  test.each([
    ['without anything', ''],
    ['with a parameter twice', 'msg_signature=a&msg_signature=b&timestamp=1&nonce=1&echostr=x'],
  ])('is refused %s, and the log says what to do', async (_, query) => {
    const { url } = await openDoor();
    expect((await fetch(`${url}?${query}`)).status).toBe(403);
    expect(log.lines.at(-1)?.message).toContain('Token');
  });
});

describe('a call that is not from WeCom', () => {
  test.each([
    ['no XML', 'hello', 400],
    ['a DOCTYPE', '<!DOCTYPE x [<!ENTITY a "b">]><xml><Encrypt>x</Encrypt></xml>', 400],
    ['no signature', '<xml><Encrypt>AAAA</Encrypt></xml>', 403],
  ])('%s', async (_, body, status) => {
    const { url } = await openDoor();
    expect((await fetch(url, { method: 'POST', body })).status).toBe(status);
  });

  test('for another app of the corp', async () => {
    const door = await openDoor();
    expect((await door.deliver({ ...words('x'), AgentID: '77' })).status).toBe(403);
  });

  test('of more than a megabyte', async () => {
    const { url } = await openDoor();
    expect((await fetch(url, { method: 'POST', body: 'x'.repeat(1_100_000) })).status).toBe(413);
  });
});

describe('an answer', () => {
  test('that is ready in time goes back sealed in the same call', async () => {
    const door = await openDoor();
    const { inner } = await door.deliver(words('007'));
    expect(inner).toContain('<ToUserName><![CDATA[zhangsan]]></ToUserName>');
    expect(door.shown).toEqual([{ user: 'zhangsan', way: 'reply', text: '回声 007' }]);
    expect(door.stub.sent).toEqual([]);
  });

  test('that takes longer is sent, after an empty acknowledgement', async () => {
    const door = await openDoor({ assistant: { turn: (message) => echo(message, 400) } });
    const { status, body, ms } = await door.deliver(words('慢'));
    expect([status, body]).toEqual([200, '']);
    expect(ms).toBeLessThan(390);
    await vi.waitFor(() => expect(door.shown).toHaveLength(1), 4000);
    expect(door.shown[0]?.way).toBe('send');
  });

  test('waits behind what is still to be sent to the same person', async () => {
    const door = await openDoor({
      assistant: {
        turn: async (message) => {
          const turn = await echo(message);
          return message.text === '二' ? turn : { ...turn, replies: [...turn.replies, ...turn.replies] };
        },
      },
    });
    door.stub.fail(sendPath, { errcode: -1 }, { errcode: -1 });
    await Promise.all([door.deliver(words('一')), door.deliver(words('二'))]);
    await vi.waitFor(() => expect(door.shown).toHaveLength(3), 4000);
    expect(texts(door)).toEqual(['回声 一', '回声 一', '回声 二']);
  });

  test('that WeCom did not wait for goes into its next call, once', async () => {
    const door = await openDoor({ assistant: { turn: (message) => echo(message, 60) } });
    const message = words('重试', '7405012345678900042');
    await expect(door.deliver(message, { after: 30 })).rejects.toThrow();
    await vi.waitFor(
      () => expect(log.lines.some(({ message }) => message.includes('tried again'))).toBe(true),
      4000,
    );
    expect((await door.deliver(message)).inner).toContain('回声 重试');
    await vi.waitFor(async () =>
      expect(await store.shelf.get('wecom-app:7405012345678900042 in time')).toBe('given'),
    );
    expect((await door.deliver(message)).body).toBe('');
    expect(texts(door)).toEqual(['回声 重试']);
  });
});

describe('repeats', () => {
  test('ids that differ in the last of 19 digits are two messages', async () => {
    const door = await openDoor();
    await door.deliver(words('一', '9007199254740993'));
    await door.deliver(words('二', '9007199254740992'));
    expect(texts(door)).toEqual(['回声 一', '回声 二']);
  });

  test('reach another process and are known there', async () => {
    const [one, other] = [await openDoor(), await openDoor()];
    await one.deliver(words('一', 'm1'));
    expect(await other.deliver(words('一', 'm1'))).toMatchObject({ status: 200, body: '' });
    expect([...texts(one), ...texts(other)]).toEqual(['回声 一']);
  });

  test('two buttons in one second are two choices, one button twice is one', async () => {
    const door = await openDoor();
    const press = (key: string) =>
      door.deliver({
        ...{ FromUserName: 'zhangsan', MsgType: 'event', Event: 'template_card_event' },
        ...{ EventKey: `pick:${key}`, TaskId: 't', CardType: 'button_interaction', ResponseCode: 'r' },
      });
    const [first] = [await press('甲'), await press('甲'), await press('乙')];
    expect(first?.inner).toContain('update_button');
    await vi.waitFor(() => expect(texts(door)).toEqual(['回声 甲', '回声 乙']), 4000);
  });

  test('a choice from a list is its option', async () => {
    const door = await openDoor();
    await door.deliver({
      ...{
        FromUserName: 'lisi',
        MsgType: 'event',
        Event: 'template_card_event',
        EventKey: 'submit',
        TaskId: 't',
      },
      SelectedItems:
        '<SelectedItem><QuestionKey>pick</QuestionKey><OptionIds><OptionId>pick:丙</OptionId></OptionIds></SelectedItem>',
    });
    await vi.waitFor(() => expect(texts(door)).toEqual(['回声 丙']), 4000);
  });
});

test('an item of the app’s menu asks what its key says', async () => {
  const door = await openDoor();
  await door.deliver({
    ...{ FromUserName: 'zhangsan', CreateTime: '1', MsgType: 'event' },
    ...{ Event: 'click', EventKey: '怎么取消' },
  });
  await vi.waitFor(() => expect(texts(door)).toEqual(['回声 怎么取消']), 4000);
});

test('a call over the limit is told the limit of this address', async () => {
  const { url } = await openDoor();
  const response = await fetch(url, { method: 'POST', body: 'x'.repeat(1_000_001) });
  expect(response.status).toBe(413);
  expect(await response.text()).toContain('976 KB');
});

describe('what needs no answer', () => {
  test.each([
    ['leaving', { FromUserName: 'zhangsan', MsgType: 'event', Event: 'unsubscribe' }],
    ['WeCom itself', { FromUserName: 'sys', MsgType: 'text', Content: 'x', MsgId: '1' }],
    ['the menu of a card', { FromUserName: 'zhangsan', MsgType: 'event', Event: 'template_card_menu_event' }],
  ])('%s is acknowledged and left', async (_, fields) => {
    const door = await openDoor();
    expect(await door.deliver(fields)).toMatchObject({ status: 200, body: '' });
    expect(door.shown).toEqual([]);
  });
});

describe('the API', () => {
  const late = { turn: async (message: Message) => twice(await echo(message)) };
  const twice = (turn: Turn): Turn => ({ ...turn, replies: [...turn.replies, ...turn.replies] });
  const failures = () => log.lines.map(({ fields }) => ('failure' in fields ? String(fields.failure) : ''));

  test('one token serves many messages at once, and two processes', async () => {
    const [one, other] = [await openDoor({ assistant: late }), await openDoor({ assistant: late })];
    await Promise.all(Array.from({ length: 10 }, (_, at) => one.deliver(words('x', `m${at}`, `u${at}`))));
    await vi.waitFor(() => expect(one.shown.length + other.shown.length).toBe(20), 4000);
    expect(one.stub.tokens.length + other.stub.tokens.length).toBe(1);
  });

  test('a token that was revoked is renewed once', async () => {
    const door = await openDoor({ assistant: late });
    await door.deliver(words('一'));
    await vi.waitFor(() => expect(door.shown).toHaveLength(2), 4000);
    door.stub.revoke();
    await door.deliver(words('二'));
    await vi.waitFor(() => expect(door.shown).toHaveLength(4), 4000);
    expect(door.stub.tokens).toEqual(['token-1', 'token-2']);
  });

  test('a token refused as a wrong credential is renewed as well', async () => {
    const door = await openDoor({ assistant: late });
    door.stub.fail(sendPath, { errcode: 40001 });
    await door.deliver(words('一'));
    await vi.waitFor(() => expect(door.shown).toHaveLength(2), 4000);
    expect(door.stub.tokens).toEqual(['token-1', 'token-2']);
  });

  test('no token while WeCom is busy is asked for again soon', async () => {
    const door = await openDoor({ assistant: late });
    door.stub.fail('/cgi-bin/gettoken', { errcode: -1 });
    await door.deliver(words('一'));
    await vi.waitFor(() => expect(door.shown).toHaveLength(2), 4000);
  });

  test('an untrusted address is explained', async () => {
    const door = await openDoor({ assistant: late });
    door.stub.fail(sendPath, { errcode: 60020 });
    await door.deliver(words('一'));
    await vi.waitFor(() => expect(failures().join()).toContain('企业可信IP'), 4000);
  });

  test('a wrong secret is told, and not tried again and again', async () => {
    const door = await openDoor({ assistant: late });
    door.stub.fail('/cgi-bin/gettoken', { errcode: 40001 });
    await door.deliver(words('一'));
    await door.deliver(words('二', 'm2', 'lisi'));
    await vi.waitFor(
      () => expect(failures().filter((text) => text.includes('WECOM_APP_SECRET')).length).toBeGreaterThan(2),
      4000,
    );
    expect(door.stub.tokens).toEqual([]);
  });

  test('a member who cannot be reached is given up, and the next message is not held up', async () => {
    const door = await openDoor({ assistant: late });
    door.stub.fail(sendPath, { errcode: 81013 });
    await door.deliver(words('一'));
    await vi.waitFor(() => expect(door.shown).toHaveLength(1), 4000);
    expect(log.lines.some(({ level, message }) => level === 'error' && message.includes('given up'))).toBe(
      true,
    );
  });

  test('no secret and no words are logged', async () => {
    const door = await openDoor({ assistant: late });
    door.stub.fail(sendPath, { status: 502 }, { errcode: 40014 }, { errcode: 45033 });
    await door.deliver(words('秘密的话'));
    await vi.waitFor(() => expect(failures().length).toBeGreaterThan(0), 4000);
    expect(JSON.stringify(log.lines)).not.toMatch(/app-secret|token-\d|秘密的话|FaqBotTok/);
  });
});

test('a call that was recorded elsewhere is told by its sealing alone', async () => {
  const door = await openDoor();
  const { search, body } = sealCall(words('x'), { app: door.app, now: String(Number(seconds()) - 400) });
  expect((await fetch(`${door.url}?${search}`, { method: 'POST', body })).status).toBe(403);
  expect(log.lines.at(-1)?.message).toContain('clocks');
});
