/** WeCom's customer service at its door: fetching by cursor, what is old, humans who take over, and few messages. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Message, Turn } from '../../adapters/channel.ts';
import { renderKf } from '../../adapters/wecom/kf/render.ts';
import { type OpenedStore, openStore } from '../../bot/store/open.ts';
import type { ChannelParts } from '../adapters/contract.ts';
import { createTestClock } from '../bot/clock.ts';
import { createTestLog, plainExpertise } from '../bot/house.ts';
import { sampleReply } from '../bot/store/samples.ts';
import {
  account,
  customerText,
  type KfDoor,
  kfEvent,
  kfPaths,
  openKfDoor,
  shownTo,
} from './wecom-kf-door.ts';

let store: OpenedStore;
let log: ReturnType<typeof createTestLog>;
let doors: KfDoor[];
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
const echo = async (message: Message): Promise<Turn> => {
  const reply = sampleReply(`${message.id}-1`, `回声 ${message.text}`);
  const act = message.text === '转人工' ? ('handoff' as const) : reply.act;
  return { conversationId: message.conversation, replies: [{ ...reply, act }] };
};

async function openDoor(over: Partial<ChannelParts> = {}): Promise<KfDoor> {
  const current = () => plainExpertise;
  const door = await openKfDoor({
    assistant: { turn: echo },
    store,
    current,
    clock,
    log,
    backOff: () => 20,
    ...over,
  });
  doors.push(door);
  return door;
}

const calls = (door: KfDoor, path: string) =>
  door.stub.sent.filter((sent) => sent.path === path).map(({ body }) => body);
const sees = (door: KfDoor, user: string, texts: readonly string[]) =>
  vi.waitFor(() => expect(shownTo(door, user)).toEqual(texts), 4000);

describe('fetching', () => {
  test('goes on page after page, and from where it ended the next time', async () => {
    const door = await openDoor();
    door.items.push(...[1, 2, 3, 4, 5].map((n) => customerText('wm1', `${n}`)));
    await door.notify();
    await sees(
      door,
      'wm1',
      [1, 2, 3, 4, 5].map((n) => `回声 ${n}`),
    );
    door.items.push(customerText('wm1', '6'));
    await door.notify('ENC2');
    await vi.waitFor(() => expect(shownTo(door, 'wm1')).toHaveLength(6), 4000);
    const cursors = calls(door, kfPaths.sync).map(({ cursor, token }) => [cursor, token]);
    expect(cursors).toEqual([
      [undefined, 'ENC1'],
      ['2', 'ENC1'],
      ['4', 'ENC1'],
      ['5', 'ENC2'],
    ]);
    expect(await store.shelf.get(`wecom-kf cursor ${account}`)).toBe('6');
  });

  test('an empty page with more behind it is not the end', async () => {
    const door = await openDoor();
    const pages = [
      { msg_list: [], next_cursor: 'a', has_more: 1 },
      { msg_list: [customerText('wm1', '后面')], next_cursor: 'b', has_more: 0 },
    ];
    door.stub.answer(kfPaths.sync, () => pages.shift() ?? { msg_list: [], next_cursor: 'b', has_more: 0 });
    await door.notify();
    await sees(door, 'wm1', ['回声 后面']);
  });

  test('the first time leaves alone what was written long ago', async () => {
    const door = await openDoor();
    const seconds = clock().epochMilliseconds / 1000;
    door.items.push(customerText('wm1', '前天', { send_time: seconds - 200_000 }));
    door.items.push(customerText('wm1', '刚才', { send_time: seconds - 5 }));
    await door.notify();
    await sees(door, 'wm1', ['回声 刚才']);
  });

  test('the first time leaves it alone on later pages too', async () => {
    const door = await openDoor();
    const seconds = clock().epochMilliseconds / 1000;
    for (const n of [1, 2, 3])
      door.items.push(customerText('wm1', `前天 ${n}`, { send_time: seconds - 200_000 }));
    door.items.push(customerText('wm1', '刚才', { send_time: seconds - 5 }));
    await door.notify();
    await sees(door, 'wm1', ['回声 刚才']);
  });

  test('fields that are null are fields left out', async () => {
    const door = await openDoor();
    door.items.push(customerText('wm1', '一', { event: null, text: { content: '一', menu_id: null } }));
    await door.notify();
    await sees(door, 'wm1', ['回声 一']);
  });

  test('that fails is done again, and nothing is answered twice', async () => {
    const door = await openDoor();
    door.stub.fail(kfPaths.sync, { errcode: -1 }, { status: 502 });
    door.items.push(customerText('wm1', '一'));
    await Promise.all([door.notify(), door.notify(), door.notify()]);
    await sees(door, 'wm1', ['回声 一']);
  });

  test('with a token that has run out is left to the next notice', async () => {
    const door = await openDoor();
    door.stub.fail(kfPaths.sync, { errcode: 95007 });
    door.items.push(customerText('wm1', '一'));
    await door.notify();
    await door.notify('ENC2');
    await sees(door, 'wm1', ['回声 一']);
  });

  test('humans’ own words and broken items are not answered', async () => {
    const door = await openDoor();
    door.items.push(
      customerText('wm9', '您好，我是客服', { origin: 5 }),
      { nonsense: true },
      customerText('wm1', '二'),
    );
    await door.notify();
    await sees(door, 'wm1', ['回声 二']);
    expect(shownTo(door, 'wm9')).toEqual([]);
  });
});

describe('a human', () => {
  test('is called, and from then on the assistant is silent until the session ends', async () => {
    const door = await openDoor();
    const bring = async (item: object) => {
      door.items.push(item);
      await door.notify();
    };
    await bring(customerText('wm1', '转人工'));
    await vi.waitFor(() => expect(calls(door, kfPaths.trans)).toHaveLength(1), 4000);
    expect(calls(door, kfPaths.trans)[0]).toMatchObject({
      open_kfid: account,
      external_userid: 'wm1',
      service_state: 2,
    });
    await vi.waitFor(
      async () => expect(await store.shelf.get(`wecom-kf:${account}:wm1 human`)).toBe(true),
      4000,
    );
    await bring(customerText('wm1', '在吗'));
    await bring(customerText('wm2', '别人'));
    await sees(door, 'wm2', ['回声 别人']);
    await bring(kfEvent('wm1', { event_type: 'session_status_change', change_type: 3 }));
    await bring(customerText('wm1', '又来了'));
    await sees(door, 'wm1', ['回声 又来了']);
  });

  test('who cannot be called is replaced by the ways to one', async () => {
    const door = await openDoor();
    door.stub.fail(kfPaths.trans, { errcode: 95017 });
    door.items.push(customerText('wm1', '转人工'));
    await door.notify();
    await sees(door, 'wm1', ['回声 转人工']);
  });
});

describe('few messages', () => {
  const address = { user: 'wm1', account };

  test('a menu carries its words, its entries within their limits', () => {
    const options = [{ label: '认证要多久', entry: 'review-time' }, { label: '很长'.repeat(60) }];
    const [only, more] = renderKf([{ ...sampleReply('r1', '您想问哪一个？'), options }], address);
    expect(more).toBeUndefined();
    expect(only).toMatchObject({
      content: {
        msgtype: 'msgmenu',
        msgmenu: {
          head_content: '您想问哪一个？',
          list: [{ click: { id: 'pick:review-time' } }, { click: { id: 'pick:2' } }],
        },
      },
    });
    const list = JSON.parse(JSON.stringify(only)).content.msgmenu.list;
    for (const { click } of list) expect(Buffer.byteLength(click.content)).toBeLessThanOrEqual(128);
  });

  test('five at most, one where only a greeting is allowed', () => {
    const replies = [1, 2, 3, 4, 5, 6, 7].map((n) => sampleReply(`r${n}`, `${n}`));
    expect(renderKf(replies, address)).toHaveLength(5);
    expect(renderKf(replies, { ...address, code: 'c' })).toHaveLength(1);
    const ids = renderKf(replies, address).map(({ id }) => id);
    expect(new Set(ids).size).toBe(5);
    expect(ids.every((id) => /^[0-9a-f]{32}$/.test(id))).toBe(true);
  });
});

test('a call that is not signed is refused', async () => {
  const { url } = await openDoor();
  expect((await fetch(url, { method: 'POST', body: '<xml><Encrypt>AAAA</Encrypt></xml>' })).status).toBe(403);
  expect((await fetch(url)).status).toBe(403);
});
