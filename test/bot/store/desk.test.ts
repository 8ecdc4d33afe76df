/** What the desk reads, what was said about answers, and which questions found none. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type OpenedStore, openStore } from '../../../bot/store/open.ts';
import type { FinishedTurn } from '../../../bot/store/store.ts';
import { engines, noteSkipped, type TestPlace } from './engines.ts';
import { at, sampleTurn } from './samples.ts';

noteSkipped();

const minute = 60_000;

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

  const turn = (name: string, n: number, over: Partial<FinishedTurn> = {}) =>
    store.conversations.saveTurn(sampleTurn(name, n, over));
  const all = { desk: true, conversations: [] };

  test('standings tell who has an open handoff, and how much was said; a followed conversation needs none', async () => {
    await turn('c1', 1, { handoff: { id: 'h1', about: {} } });
    await turn('c2', 1);
    const waiting = { conversation: 'c1', handoff: 'h1', said: 2 };
    expect(await store.deskReadings.standings(all)).toEqual([waiting]);
    const followed = { desk: false, conversations: ['c1', 'c2', 'c3'] };
    expect(await store.deskReadings.standings(followed)).toEqual([waiting, { conversation: 'c2', said: 2 }]);
    expect(await store.deskReadings.standings({ ...followed, desk: true })).toHaveLength(2);
    await store.handoffs.claim('h1', 'mei', 60);
    expect(await store.deskReadings.standings(all)).toEqual([{ ...waiting, heldBy: 'mei' }]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await store.deskReadings.standings(all)).toEqual([waiting]);
    await store.handoffs.close('h1', at);
    expect(await store.deskReadings.standings(all)).toEqual([]);
    expect(await store.deskReadings.standings(followed)).toHaveLength(2);
  });

  test('lines tell the last words of the person and the name of the agent', async () => {
    const profile = { displayName: '小美', greeting: '', closing: '', createdAt: at };
    await store.agents.add({ name: 'mei', role: 'agent', ...profile });
    await turn('c1', 1, { handoff: { id: 'h1', about: {} } });
    await turn('c1', 2);
    await store.handoffs.claim('h1', 'mei', minute);
    const line = { id: 'h1', conversation: 'c1', channel: 'web', requestedAt: at, lastMessage: '问题2' };
    const held = { ...line, status: 'held', heldBy: 'mei', heldByName: '小美' };
    expect(await store.deskReadings.lines('open')).toEqual([held]);
    expect(await store.deskReadings.line('h1')).toEqual(held);
    expect([await store.handoffs.close('h1', at, 'li'), await store.handoffs.close('h1', at, 'mei')]).toEqual(
      [false, true],
    );
    expect(await store.deskReadings.lines('closed')).toEqual([{ ...held, status: 'closed' }]);
    expect(await store.deskReadings.lines('open')).toEqual([]);
    expect(await store.deskReadings.line('h2')).toBeUndefined();
  });

  test('an alert leaves with the first request alone', async () => {
    const alert = (id: string) => ({ id, channel: 'desk-alert', conversation: 'c1', payload: {} });
    await turn('c1', 1, { handoff: { id: 'h1', about: {}, alert: alert('a1') } });
    await turn('c1', 2, { handoff: { id: 'h2', about: {}, alert: alert('a2') } });
    const due = await store.outbox.takeDue({ channel: 'desk-alert', holder: 'p', limit: 9, ttl: minute });
    expect(due.map(({ id }) => id)).toEqual(['a1']);
  });

  test('messages after the first so many', async () => {
    await turn('c1', 1);
    await turn('c1', 2);
    expect((await store.conversations.messages('c1', 2)).map(({ text }) => text)[0]).toBe('问题2');
  });

  test('anybody who holds a name that begins so is found, and nobody whose time is up', async () => {
    await store.leases.claim({ name: 'desk present 小美 1', holder: 'x', ttl: 60 });
    expect(await store.leases.anyHeld('desk present ')).toBe(true);
    expect(await store.leases.anyHeld('desk_present ')).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await store.leases.anyHeld('desk present ')).toBe(false);
  });

  describe('questions without an answer', () => {
    const open = (name: string, n: number, asked: string, act: 'fallback' | 'clarify' = 'fallback') =>
      turn(name, n, { outcome: { status: 'unanswered', act, message: `${name}-message-${n}`, asked } });
    const list = () => store.unanswered.list({ limit: 10, among: 100 });

    test('are counted by their words, those asked most often first', async () => {
      await open('c1', 1, '同一个问题');
      await open('c2', 1, '同一个问题');
      await open('c3', 1, '另一个');
      expect(await list()).toMatchObject([
        { text: '问题1', act: 'fallback', times: 2, lastAt: at },
        { times: 1 },
      ]);
    });

    test('leave the list when one of the options was chosen after all', async () => {
      await open('c1', 1, '哪个', 'clarify');
      await open('c2', 1, '哪个', 'clarify');
      await turn('c1', 2, { outcome: { status: 'chosen' } });
      expect(await list()).toMatchObject([{ act: 'clarify', times: 1 }]);
    });

    test('go with their conversation', async () => {
      await open('c1', 1, '一个问题');
      await store.purge({ now: at, keptSince: '2027-01-01T00:00:00.000Z' });
      expect(await list()).toEqual([]);
    });
  });

  describe('what was said about answers', () => {
    const mark = { rating: 'wrong', reason: 'outdated', agent: 'mei', knowledge: 'hash', at } as const;

    beforeEach(async () => {
      await store.opinions.add({ ...mark, entry: 'id-quota', comment: '已改为4个' });
      await store.opinions.add({ ...mark, entry: 'review-time', at: '2026-11-24T00:00:00.000Z' });
      await turn('c1', 1);
      const thumb = {
        messageId: 'c1-reply-1',
        sender: 'session-1',
        rating: 'down',
        comment: '看不懂',
      } as const;
      await store.feedback.add({ ...thumb, at: '2026-11-23T06:00:00.000Z' });
    });

    test('is listed by entry, agents and customers together, the newest first', async () => {
      const opinions = await store.opinions.list({ entry: 'id-quota', limit: 9 });
      expect(opinions).toEqual([
        {
          entry: 'id-quota',
          rating: 'down',
          comment: '看不懂',
          by: 'customer',
          at: '2026-11-23T06:00:00.000Z',
        },
        {
          ...{ entry: 'id-quota', rating: 'wrong', reason: 'outdated', comment: '已改为4个' },
          ...{ by: 'agent', knowledge: 'hash', at },
        },
      ]);
      expect((await store.opinions.list({ limit: 9 })).map(({ entry }) => entry)).toEqual([
        'review-time',
        'id-quota',
        'id-quota',
      ]);
      expect(await store.opinions.list({ entry: 'nothing', limit: 9 })).toEqual([]);
    });

    test('goes when it is too old to be kept', async () => {
      await store.purge({ now: at, keptSince: '2026-11-23T23:00:00.000Z' });
      expect((await store.opinions.list({ limit: 9 })).map(({ entry }) => entry)).toEqual(['review-time']);
    });
  });
});
