/** The lines that stay open: what was missed comes first, they end with their session, and nothing is left behind. */
import { afterEach, describe, expect, test } from 'vitest';
import { signInAgent } from '../console/agents.ts';
import type { House, HouseOptions } from '../house.ts';
import { comeIn, listen, openDeskHouse } from './desk-house.ts';

let house: House;
afterEach(() => house.close());

async function open(options: HouseOptions = {}) {
  house = await openDeskHouse(options);
  const { cookie } = await signInAgent(house);
  const post = (path: string, body: object = {}) =>
    house.call('POST', `/console/api/${path}`, { headers: { cookie }, body });
  const handoffs = async () =>
    JSON.parse((await house.call('GET', '/console/api/handoffs', { headers: { cookie } })).json);
  const say = (id: string, text: string, clientMessageId = text) =>
    post(`handoffs/${id}/messages`, { text, clientMessageId });
  return { cookie, post, handoffs, say, listen: () => listen(`${house.url}/console/api/events`, { cookie }) };
}

test('who comes late hears what a human said meanwhile, after the one heard last where that is told', async () => {
  const desk = await open();
  const customer = await comeIn(house, '转人工');
  const [{ id }] = await desk.handoffs();
  await desk.post(`handoffs/${id}/claim`);
  const ids = [];
  for (const text of ['一', '二', '三']) ids.push((await desk.say(id, text)).json.id);
  const texts = (line: Awaited<ReturnType<typeof listen>>) =>
    line.heard.filter(({ event }) => event === 'message').map(({ data }) => data.text);
  const late = await customer.listen();
  await late.hear('holder');
  expect(texts(late)).toEqual(['一', '二', '三']);
  const back = await customer.listen({ 'last-event-id': ids[1] });
  expect(await back.hear('holder')).toMatchObject({ holder: 'human' });
  expect(texts(back)).toEqual(['三']);
  house.clock.move({ hours: 2 });
  const nextDay = await customer.listen();
  await nextDay.hear('holder');
  expect(texts(nextDay)).toEqual([]);
});

test('who hung up while a human left hears at once that the assistant is back, and whether one still waits', async () => {
  const desk = await open();
  const customer = await comeIn(house, '转人工');
  const [{ id }] = await desk.handoffs();
  await desk.post(`handoffs/${id}/claim`);
  await desk.post(`handoffs/${id}/release`);
  const waiting = { holder: 'assistant', waiting: true };
  expect(await (await customer.listen()).hear('holder')).toEqual(waiting);
  await desk.post(`handoffs/${id}/claim`);
  await desk.post(`handoffs/${id}/close`);
  expect(await (await customer.listen()).hear('holder')).toEqual({ holder: 'assistant' });
});

test('a claim that is not renewed falls back: others see it waiting, the customer hears it, the assistant answers', async () => {
  const desk = await open({ claimTtl: 400 });
  const customer = await comeIn(house, '转人工');
  const [{ id }] = await desk.handoffs();
  const [line, events] = [await customer.listen(), await desk.listen()];
  await desk.post(`handoffs/${id}/claim`);
  expect(await line.hear('holder')).toMatchObject({ holder: 'human' });
  expect(await customer.say('在吗')).toMatchObject({ replies: [] });
  expect(await line.hear('holder', 2)).toEqual({ holder: 'assistant', waiting: true });
  expect(events.heard.findLast(({ event }) => event === 'handoff')?.data).toMatchObject({
    status: 'waiting',
  });
  expect(await desk.handoffs()).toMatchObject([{ id, status: 'waiting' }]);
  expect((await customer.say('审核多久')).replies[0]).toMatchObject({ act: 'answer' });
  expect(await desk.say(id, '来了')).toMatchObject({ status: 409, json: { code: 'handoff_unclaimed' } });
  expect(await desk.post(`handoffs/${id}/claim`)).toMatchObject({ status: 200 });
});

describe('a line', () => {
  const beat = 40;

  test('ends when its session ends, and so does that of a customer', async () => {
    const desk = await open({ streams: { beat } });
    const customer = await comeIn(house, '转人工');
    const [mine, theirs] = [await desk.listen(), await customer.listen()];
    await new Promise((resolve) => setTimeout(resolve, beat * 4));
    expect([mine.isOpen(), theirs.isOpen()]).toEqual([true, true]);
    await desk.post('sign-out');
    await house.call('DELETE', '/api/v1/sessions', { token: customer.token });
    await expect.poll(() => [mine.isOpen(), theirs.isOpen()]).toEqual([false, false]);
    expect(house.streams.count()).toBe(0);
  });

  test('is refused when its session has too many, and makes room when it is closed', async () => {
    const desk = await open({ streams: { perOwner: 2 } });
    const lines = [await desk.listen(), await desk.listen()];
    expect((await desk.listen()).status).toBe(429);
    lines[0]?.close();
    await expect.poll(() => house.streams.count()).toBe(1);
    expect((await desk.listen()).status).toBe(200);
  });

  test('has a place of its own when customers have taken all of theirs', async () => {
    const desk = await open({ streams: { total: 25, perOwner: 100 } });
    const customer = await comeIn(house, '转人工');
    for (let n = 0; n < 24; n++) expect((await customer.listen()).status).toBe(200);
    expect((await customer.listen()).status).toBe(429);
    expect((await desk.listen()).status).toBe(200);
    expect((await desk.listen()).status).toBe(429);
  });

  test('says what it is, and that nobody may keep it', async () => {
    const { cookie } = await open();
    const stop = new AbortController();
    const { headers, body } = await fetch(`${house.url}/console/api/events`, {
      headers: { cookie },
      signal: stop.signal,
    });
    expect(headers.get('content-type')).toContain('text/event-stream');
    expect(headers.get('cache-control')).toBe('no-store, no-transform');
    expect(headers.get('x-accel-buffering')).toBe('no');
    const first = await body?.getReader().read();
    expect(new TextDecoder().decode(first?.value)).toContain('retry: 2000');
    stop.abort();
  });

  test('ends when the server stops, and none begins after that', async () => {
    const desk = await open();
    const line = await desk.listen();
    house.streams.close();
    await expect.poll(() => line.isOpen()).toBe(false);
    expect((await desk.listen()).status).toBe(429);
    await expect.poll(() => house.store.leases.anyHeld('desk present')).toBe(false);
  });

  test('ends when the conversation is forgotten', async () => {
    const desk = await open();
    const customer = await comeIn(house, '转人工');
    const [line, events] = [await customer.listen(), await desk.listen()];
    await house.store.purge({ now: '2026-11-23T06:00:00.000Z', keptSince: '2027-01-01T00:00:00.000Z' });
    await expect.poll(() => line.isOpen(), { timeout: 3000 }).toBe(false);
    expect(await events.hear('handoff')).toMatchObject({ status: 'closed' });
    expect(await house.store.unanswered.list({ limit: 9, among: 9 })).toEqual([]);
  });
});

test('an agent counts as present as long as the console answers beats, however long the line stays open', async () => {
  const desk = await open({ streams: { beat: 30 }, presenceTtl: 400 });
  const present = () => house.store.leases.anyHeld('desk present');
  const line = await desk.listen();
  await line.hear('beat', 2);
  expect(await present()).toBe(true);
  for (let times = 0; times < 6; times++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await desk.post('presence')).toMatchObject({ status: 204 });
  }
  expect(await present()).toBe(true);
  // the computer has fallen off the network: nobody answers, and nobody hung up
  await expect.poll(present, { timeout: 3000 }).toBe(false);
  expect(line.isOpen()).toBe(true);
  expect(await house.call('POST', '/console/api/presence', { body: {} })).toMatchObject({ status: 401 });
});

test('many who come and go at once leave no listener behind', async () => {
  await open({ streams: { perOwner: 100 } });
  const customer = await comeIn(house, '转人工');
  const lines = await Promise.all(Array.from({ length: 40 }, () => customer.listen()));
  for (const line of lines) line.close();
  const hasty = Array.from({ length: 40 }, () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), Math.random() * 10);
    const path = `${house.url}/api/v1/conversations/${customer.conversation}/events`;
    return fetch(path, { headers: { authorization: `Bearer ${customer.token}` }, signal: stop.signal }).catch(
      () => undefined,
    );
  });
  await Promise.all(hasty);
  await expect.poll(() => house.streams.count(), { timeout: 3000 }).toBe(0);
});
