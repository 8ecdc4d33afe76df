/** What several processes share: leases, the outbox, known deliveries, small values, handoffs. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type OpenedStore, openStore } from '../../../bot/store/open.ts';
import { engines, noteSkipped, type TestPlace } from './engines.ts';
import { at, sampleTurn } from './samples.ts';

noteSkipped();

const minute = 60_000;
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe.each(engines)('in $name', (engine) => {
  let where: TestPlace;
  let store: OpenedStore;

  beforeEach(async () => {
    where = await engine.make();
    store = await openStore(where.place);
  });

  afterEach(async () => {
    await store.close();
    await where.remove();
  });

  describe('a lease', () => {
    const claim = (holder: string, ttl = minute) => store.leases.claim({ name: 'wecom-bot', holder, ttl });

    test('is held by one at a time, also when many claim at once', async () => {
      const claims = await Promise.all(['a', 'b', 'c', 'd'].map((holder) => claim(holder)));
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect(await store.leases.holder('wecom-bot')).toBe('abcd'[claims.indexOf(true)]);
      expect(await store.leases.claim({ name: 'another', holder: 'e', ttl: minute })).toBe(true);
    });

    test('is renewed by its holder, and free once it is given back', async () => {
      expect([await claim('a'), await claim('a'), await claim('b')]).toEqual([true, true, false]);
      await store.leases.release('wecom-bot', 'b');
      expect(await claim('b')).toBe(false);
      await store.leases.release('wecom-bot', 'a');
      expect([await store.leases.holder('wecom-bot'), await claim('b')]).toEqual([undefined, true]);
    });

    test('runs out when its holder says nothing', async () => {
      expect(await claim('a', 30)).toBe(true);
      await pause(60);
      expect(await store.leases.holder('wecom-bot')).toBeUndefined();
      expect([await claim('b'), await claim('a')]).toEqual([true, false]);
    });
  });

  describe('the outbox', () => {
    const put = (id: string, conversation = 'c1', delay = 0) =>
      store.outbox.enqueue({ id, channel: 'slack', conversation, payload: { text: id }, delay });
    const take = (holder = 'p1', ttl = minute) =>
      store.outbox.takeDue({ channel: 'slack', holder, limit: 10, ttl });
    const ids = (messages: readonly { readonly id: string }[]) => messages.map(({ id }) => id).sort();
    const done = { status: 'done' } as const;

    test('takes a message once, however often it is put in', async () => {
      const puts = await Promise.all([put('m1'), put('m1'), put('m1')]);
      expect(puts.filter(Boolean)).toHaveLength(1);
      expect(await take()).toEqual([
        { id: 'm1', channel: 'slack', conversation: 'c1', payload: { text: 'm1' }, attempts: 1 },
      ]);
      expect(await store.outbox.settle('m1', 'p1', done)).toBe(true);
      expect([await put('m1'), await take()]).toEqual([false, []]);
    });

    test('gives the messages of a conversation one after the other, those of others beside', async () => {
      for (const id of ['a1', 'a2', 'a3']) await put(id, 'a');
      await put('b1', 'b');
      expect(ids(await take())).toEqual(['a1', 'b1']);
      expect(await take('p2')).toEqual([]);
      await store.outbox.settle('a1', 'p1', done);
      expect(ids(await take('p2'))).toEqual(['a2']);
      await store.outbox.settle('a2', 'p2', { status: 'failed', failure: 'channel_not_found' });
      expect(ids(await take())).toEqual(['a3']);
    });

    test('keeps the order of messages that come at the same time', async () => {
      expect(await Promise.all([1, 2, 3, 4, 5].map((n) => put(`n${n}`)))).toEqual(Array(5).fill(true));
      const order: string[] = [];
      for (let [message] = await take(); message; [message] = await take()) {
        order.push(message.id);
        await store.outbox.settle(message.id, 'p1', done);
      }
      expect(order.sort()).toEqual(['n1', 'n2', 'n3', 'n4', 'n5']);
    });

    test('gives no message to two takers', async () => {
      await Promise.all(Array.from({ length: 30 }, (_, n) => put(`m${n}`, `c${n}`)));
      const takers = ['p1', 'p2', 'p3'].map((holder) =>
        store.outbox.takeDue({ channel: 'slack', holder, limit: 30, ttl: minute }),
      );
      const taken = (await Promise.all(takers)).flat();
      expect(new Set(ids(taken)).size).toBe(taken.length);
      expect(taken.length + (await take('p4')).length + (await take('p4')).length).toBe(30);
    });

    test('tries again later, and lets later ones of that conversation wait', async () => {
      await put('a1', 'a');
      await put('a2', 'a');
      await take();
      await store.outbox.settle('a1', 'p1', { status: 'retry', after: minute, failure: 'ratelimited' });
      expect(await take()).toEqual([]);
      await put('b1', 'b');
      await take();
      await store.outbox.settle('b1', 'p1', { status: 'retry', after: 30, failure: 'ratelimited' });
      await pause(60);
      expect(await take()).toMatchObject([{ id: 'b1', attempts: 2 }]);
    });

    test('gives what a dead process had taken to another, and the first settles nothing any more', async () => {
      await put('m1');
      expect(await take('p1', 30)).toHaveLength(1);
      await pause(60);
      expect(await take('p2')).toMatchObject([{ id: 'm1', attempts: 2 }]);
      expect(await store.outbox.settle('m1', 'p1', done)).toBe(false);
      expect(await store.outbox.settle('m1', 'p2', done)).toBe(true);
    });

    test('waits with a message that is not due, and knows channels apart', async () => {
      await put('later', 'c1', minute);
      await store.outbox.enqueue({ id: 'w1', channel: 'wecom', conversation: 'c1', payload: null });
      expect(await take()).toEqual([]);
    });
  });

  test('a delivery is claimed once until its time is up', async () => {
    const claim = (key: string, ttl = minute) => store.deliveries.claim({ channel: 'slack', key, ttl });
    const claims = await Promise.all([claim('Ev1'), claim('Ev1'), claim('Ev1')]);
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await store.deliveries.claim({ channel: 'wecom', key: 'Ev1', ttl: minute })).toBe(true);
    expect([await claim('x'.repeat(9000)), await claim('x'.repeat(9000))]).toEqual([true, false]);
    expect(await claim('short', 20)).toBe(true);
    await pause(50);
    expect([await claim('short'), await claim('short')]).toEqual([true, false]);
  });

  test('the shelf keeps small values, some of them for a time', async () => {
    expect(await store.shelf.get('cursor')).toBeUndefined();
    await store.shelf.put('cursor', 'c-1');
    await store.shelf.put('cursor', { at: 2 });
    await store.shelf.put('token', 'secret', minute);
    expect([await store.shelf.get('cursor'), await store.shelf.get('token')]).toEqual([{ at: 2 }, 'secret']);
    await store.shelf.put('token', 'secret', 30);
    await pause(60);
    expect(await store.shelf.get('token')).toBeUndefined();
    await store.shelf.remove('cursor');
    expect(await store.shelf.get('cursor')).toBeUndefined();
  });

  test('the audit log gives its lines back, the newest first', async () => {
    const lines = [1, 2, 3].map((n) => ({
      ...{ at: `2026-11-23T05:00:0${n}.000Z`, actor: 'wang', action: 'sign_in' },
      ...(n === 2 && { subject: 'li', detail: { role: 'editor' } }),
    }));
    for (const line of lines) await store.audit.note(line);
    expect(await store.audit.list({ limit: 2 })).toEqual([lines[2], lines[1]]);
    const before = '2026-11-23T05:00:02.000Z';
    expect(await store.audit.list({ limit: 9, before })).toEqual([lines[0]]);
  });

  describe('a handoff', () => {
    const request = (conversation: string, id = `of-${conversation}`, requestedAt = at) =>
      store.handoffs.request({ id, conversation, about: { reason: 'asked' }, requestedAt });

    beforeEach(async () => {
      for (const name of ['c1', 'c2']) await store.conversations.saveTurn(sampleTurn(name, 1));
    });

    test('waits until it is claimed, and a second request changes nothing', async () => {
      const first = await request('c1');
      expect(first).toEqual({
        ...{
          id: 'of-c1',
          conversation: 'c1',
          about: { reason: 'asked' },
          requestedAt: at,
          status: 'waiting',
        },
      });
      expect(await request('c1', 'another')).toEqual(first);
      await request('c2', 'of-c2', '2026-11-23T04:00:00.000Z');
      expect((await store.handoffs.open()).map(({ id }) => id)).toEqual(['of-c2', 'of-c1']);
    });

    test('goes to one of the agents that claim it at once', async () => {
      await request('c1');
      const agents = ['wang', 'li', 'zhao'];
      const claims = await Promise.all(agents.map((agent) => store.handoffs.claim('of-c1', agent, minute)));
      expect(claims.filter(Boolean)).toHaveLength(1);
      const agent = agents[claims.indexOf(true)] ?? '';
      expect(await store.handoffs.findOpen('c1')).toMatchObject({ status: 'claimed', agent });
      expect(await store.handoffs.claim('of-c1', agent, minute)).toBe(true);
    });

    test('waits again when it is given back, or when its agent is gone', async () => {
      await request('c1');
      await store.handoffs.claim('of-c1', 'wang', minute);
      expect(await store.handoffs.release('of-c1', 'li')).toBe(false);
      expect(await store.handoffs.release('of-c1', 'wang')).toBe(true);
      await store.handoffs.claim('of-c1', 'li', 30);
      await pause(60);
      expect(await store.handoffs.open()).toMatchObject([{ id: 'of-c1', status: 'waiting' }]);
      expect(await store.handoffs.claim('of-c1', 'zhao', minute)).toBe(true);
      expect(await store.handoffs.claim('of-c1', 'li', minute)).toBe(false);
    });

    test('is closed once, and the same conversation may ask again', async () => {
      await request('c1');
      expect([await store.handoffs.close('of-c1', at), await store.handoffs.close('of-c1', at)]).toEqual([
        true,
        false,
      ]);
      expect(await store.handoffs.claim('of-c1', 'wang', minute)).toBe(false);
      expect(await store.handoffs.find('of-c1')).toMatchObject({ status: 'closed', closedAt: at });
      expect([await store.handoffs.open(), await store.handoffs.findOpen('c1')]).toEqual([[], undefined]);
      expect(await request('c1', 'second')).toMatchObject({ id: 'second', status: 'waiting' });
    });
  });
});
