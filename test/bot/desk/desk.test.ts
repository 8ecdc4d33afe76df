/** A customer asks for a human: the truth about the wait, the agent's answers, and the way back to the assistant. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { signInAgent } from '../console/agents.ts';
import type { House } from '../house.ts';
import { comeIn, listen, openDeskHouse } from './desk-house.ts';

let house: House;

beforeEach(async () => {
  house = await openDeskHouse();
});
afterEach(() => house.close());

const console = (headers: { cookie: string }) => ({
  get: async (path: string) => (await house.call('GET', `/console/api/${path}`, { headers })).json,
  post: (path: string, body: object = {}) => house.call('POST', `/console/api/${path}`, { headers, body }),
  listen: () => listen(`${house.url}/console/api/events`, headers),
});
const agent = async (name: string) => console(await signInAgent(house, { name }));
const firstHandoff = async (desk: Awaited<ReturnType<typeof agent>>) =>
  JSON.parse(await desk.get('handoffs'))[0];
const textOf = ({ replies }: { replies: { text: string }[] }) => replies.map(({ text }) => text).join('\n');

describe('what the customer is told', () => {
  test('where nobody works at the desk, nobody is called, and it says so', async () => {
    const customer = await comeIn(house, '你好');
    const { replies } = await customer.say('转人工');
    expect(replies[0]).toMatchObject({
      act: 'handoff',
      text: expect.stringContaining('我没有替您呼叫任何人'),
    });
    expect(await house.store.handoffs.open()).toEqual([]);
  });

  test('an invited agent who never came in is nobody', async () => {
    const profile = { displayName: 'x', greeting: '', closing: '', createdAt: '2026-11-01T00:00:00.000Z' };
    await house.store.agents.add({ name: 'new', role: 'agent', ...profile });
    const customer = await comeIn(house, '转人工');
    expect(textOf({ replies: [(await customer.history())[1]] })).toContain('我没有替您呼叫任何人');
  });

  test('who is there, how many wait before, that all is kept, and which other ways there are', async () => {
    const mei = await agent('mei');
    const first = await comeIn(house, '你好');
    const told = textOf(await first.say('转人工'));
    expect(told).toContain('现在没有客服在线');
    expect(told).toContain('前面没有别人在等');
    expect(told).toContain('都已保留');
    expect(told).toContain('https://console.cloud.tencent.com/workorder/category');
    expect(told).toContain('4009100100');
    expect(told).not.toContain('没有替您呼叫');
    const line = await mei.listen();
    house.clock.move({ seconds: 1 });
    const second = await comeIn(house, '你好');
    const toldSecond = textOf(await second.say('转人工'));
    expect(toldSecond).toContain('现在有客服在线');
    expect(toldSecond).toContain('您前面还有 1 位在等');
    // whoever asks again keeps the place
    expect(textOf(await first.say('人工！'))).toContain('前面没有别人在等');
    expect(await house.store.handoffs.open()).toHaveLength(2);
    line.close();
    await expect.poll(() => house.streams.count()).toBe(0);
    await expect.poll(async () => textOf(await second.say('人工'))).toContain('现在没有客服在线');
  });

  test('who waits is not told, with an answer that is not known, that nobody was called', async () => {
    await agent('mei');
    const customer = await comeIn(house, '你好');
    const unknown = '今天天气怎么样';
    expect(textOf(await customer.say(unknown))).toContain('我没有替您呼叫任何人');
    await customer.say('转人工');
    const { replies } = await customer.say(unknown);
    expect(replies[0]).toMatchObject({ act: 'fallback' });
    expect(textOf({ replies })).not.toContain('没有替您呼叫');
    expect(textOf({ replies })).toContain('您仍在等候队列里');
    expect(textOf({ replies })).toContain('4009100100');
  });

  test.each([
    ['I want a human agent please', 'Nobody is waiting before you.'],
    ['轉人工，請幫我認證企業帳號', '您前面沒有別人在等'],
  ])('%s', async (text, expected) => {
    await agent('mei');
    const customer = await comeIn(house, text);
    const [, reply] = await customer.history();
    expect(reply.text).toContain(expected);
    expect(reply.reply.links).toHaveLength(3);
  });
});

describe('an agent', () => {
  test('sees who waits at once, takes over, answers, and is heard; the assistant is silent meanwhile', async () => {
    const mei = await agent('mei');
    await house.store.agents.describe('mei', { displayName: '小美', greeting: '', closing: '' });
    const desk = await mei.listen();
    const customer = await comeIn(house, '你好');
    await customer.say('转人工');
    const handoff = await desk.hear('handoff');
    expect(handoff).toMatchObject({ status: 'waiting', channel: 'web', lastMessage: '转人工' });
    const line = await customer.listen();
    expect(line.heard).toEqual([]);

    const claimed = await mei.post(`handoffs/${handoff.id}/claim`);
    expect(claimed).toMatchObject({
      status: 200,
      json: { status: 'held', heldBy: 'mei', heldByName: '小美' },
    });
    expect(await line.hear('holder')).toEqual({ holder: 'human', name: '小美' });
    expect(await customer.say('我的手机是13800138000，帮我看看')).toMatchObject({ replies: [] });
    expect(await customer.say('在吗')).toMatchObject({ replies: [] });
    const { message } = await desk.hear('message', 2);
    expect([message.from, message.text]).toEqual(['person', '在吗']);
    const masked = desk.heard
      .filter(({ event }) => event === 'message')
      .map(({ data }) => JSON.stringify(data));
    expect(masked.join()).not.toContain('13800138000');

    const words = { text: '您好，电话 13900139000 打不通', clientMessageId: 'a1' };
    const said = await mei.post(`handoffs/${handoff.id}/messages`, words);
    expect(said).toMatchObject({ status: 200, json: { from: 'human' } });
    expect(said.json.text).not.toContain('13900139000');
    expect(await line.hear('message')).toEqual(said.json);
    expect((await customer.history()).at(-1)).toEqual(said.json);
    // sent again, as its answer was lost
    expect((await mei.post(`handoffs/${handoff.id}/messages`, words)).json).toEqual(said.json);
    expect(await mei.post(`handoffs/${handoff.id}/messages`, { ...words, text: '别的' })).toMatchObject({
      status: 409,
    });
    expect((await customer.history()).filter(({ from }: { from: string }) => from === 'human')).toHaveLength(
      1,
    );
  });

  test('hands back: the assistant answers again, the customer is told and waits at the old place', async () => {
    const mei = await agent('mei');
    const customer = await comeIn(house, '转人工');
    const line = await customer.listen();
    const { id } = await firstHandoff(mei);
    await mei.post(`handoffs/${id}/claim`);
    await line.hear('holder');
    expect(await mei.post(`handoffs/${id}/release`)).toMatchObject({
      status: 200,
      json: { status: 'waiting' },
    });
    expect(await line.hear('holder', 2)).toEqual({ holder: 'assistant', waiting: true });
    expect((await customer.history()).at(-1)).toMatchObject({
      from: 'assistant',
      reply: { act: 'notice', text: expect.stringContaining('您仍在人工的等候队列里') },
    });
    expect((await customer.say('审核要多久')).replies[0].act).toBe('answer');
    // heard of again
    expect(await mei.post(`handoffs/${id}/release`)).toMatchObject({
      status: 200,
      json: { status: 'waiting' },
    });
    expect((await house.store.audit.list({ limit: 9 })).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['handoff.claimed', 'handoff.released']),
    );
  });

  test('closes: the request is gone, and a new wish for a human is a new one', async () => {
    const mei = await agent('mei');
    const desk = await mei.listen();
    const customer = await comeIn(house, '转人工');
    const { id } = await desk.hear('handoff');
    expect(await mei.post(`handoffs/${id}/close`)).toMatchObject({
      status: 409,
      json: { code: 'handoff_unclaimed' },
    });
    await mei.post(`handoffs/${id}/claim`);
    expect(await mei.post(`handoffs/${id}/close`)).toMatchObject({ status: 200, json: { status: 'closed' } });
    expect(await mei.post(`handoffs/${id}/close`)).toMatchObject({ status: 200, json: { status: 'closed' } });
    await expect
      .poll(() => desk.heard.at(-1))
      .toMatchObject({ event: 'handoff', data: { id, status: 'closed' } });
    expect(JSON.parse(await mei.get('handoffs'))).toEqual([]);
    expect(JSON.parse(await mei.get('handoffs?status=closed'))).toMatchObject([{ id, heldBy: 'mei' }]);
    expect(await mei.post(`handoffs/${id}/claim`)).toMatchObject({
      status: 409,
      json: { code: 'handoff_closed' },
    });
    await customer.say('转人工');
    expect((await firstHandoff(mei)).id).not.toBe(id);
  });

  test('cannot take, answer or close what another has', async () => {
    const [mei, li] = [await agent('mei'), await agent('li')];
    await comeIn(house, '转人工');
    const { id } = await firstHandoff(mei);
    const claims = await Promise.all([mei, li].map((one) => one.post(`handoffs/${id}/claim`)));
    expect(claims.map(({ status }) => status).sort()).toEqual([200, 409]);
    const other = claims[0]?.status === 200 ? li : mei;
    for (const deed of ['claim', 'release', 'close'])
      expect(await other.post(`handoffs/${id}/${deed}`)).toMatchObject({
        status: 409,
        json: { code: 'handoff_taken' },
      });
    const words = { text: '我也来', clientMessageId: 'x' };
    expect(await other.post(`handoffs/${id}/messages`, words)).toMatchObject({ status: 409 });
    expect(await other.post('handoffs/nothing/claim')).toMatchObject({ status: 404 });
  });
});

test('the view shows the transcript, what is known by its labels, and what was answered, never the secret amount', async () => {
  const mei = await agent('mei');
  const customer = await comeIn(house, '审核要多久');
  await customer.say('转人工');
  const facts = { verifiedAs: 'enterprise', enterpriseBoundAccounts: 2, paymentAmount: '0.37' };
  await house.store.accounts.save('acc-7', facts);
  const record = await house.store.conversations.find(customer.conversation);
  await house.store.conversations.amend(customer.conversation, ({ state }) => ({
    state: { ...(state as object), facts: { idCardBoundAccounts: 3, everModified: false } },
  }));
  expect(record?.account).toBeUndefined();
  const { id } = await firstHandoff(mei);
  const view = await mei.get(`handoffs/${id}`);
  expect(view.messages.map(({ from }: { from: string }) => from)).toEqual([
    'person',
    'assistant',
    'person',
    'assistant',
  ]);
  expect(view.messages[1].content[0].type).toBe('paragraph');
  expect(view.facts).toEqual(
    expect.arrayContaining([{ label: '身份证已认证的账号数', value: '3个账号', basis: 'stated' }]),
  );
  expect(view.tried).toHaveLength(1);
  expect(JSON.stringify(view)).not.toContain('0.37');
});

test('customers reach nothing of the desk, and agents nothing of the customers’ API', async () => {
  const customer = await comeIn(house, '转人工');
  for (const path of ['handoffs', 'handoffs/x', 'events', 'feedback?entry=x', 'unanswered']) {
    const { token } = customer;
    expect(await house.call('GET', `/console/api/${path}`, { token })).toMatchObject({ status: 401 });
  }
  const { cookie } = await signInAgent(house);
  const path = `/api/v1/conversations/${customer.conversation}/events`;
  expect(await house.call('GET', path, { headers: { cookie } })).toMatchObject({ status: 401 });
  const stranger = await house.openSession();
  expect(await house.call('GET', path, { token: stranger })).toMatchObject({ status: 404 });
});
