/** Accounts of agents, their links, sessions and counted tries, on every engine. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Agent } from '../../../bot/store/agents.ts';
import { type OpenedStore, openStore } from '../../../bot/store/open.ts';
import { engines, noteSkipped, type TestPlace } from './engines.ts';

noteSkipped();

const mei: Agent = {
  ...{ name: 'mei', role: 'agent', displayName: '小梅', greeting: '您好', closing: '' },
  createdAt: '2026-11-23T05:00:00.000Z',
};
const at = (minute: number) => `2026-11-23T06:${String(minute).padStart(2, '0')}:00.000Z`;
const session = (tokenHash: string, agent = 'mei') => ({
  tokenHash,
  agent,
  createdAt: at(0),
  expiresAt: at(30),
});

describe.each(engines)('on $name', ({ make }) => {
  let place: TestPlace;
  let store: OpenedStore;
  beforeEach(async () => {
    place = await make();
    store = await openStore(place.place);
    await store.agents.add(mei);
  });
  afterEach(async () => {
    await store.close();
    await place.remove();
  });

  test('an account is kept as it was made, once', async () => {
    expect(await store.agents.find('mei')).toEqual(mei);
    expect(await store.agents.add({ ...mei, role: 'admin' })).toBe(false);
    expect(await store.agents.find('nobody')).toBeUndefined();
    expect(await store.agents.list()).toEqual([mei]);
  });

  test('a change of standing ends every session of the agent, and of nobody else', async () => {
    await store.agents.add({ ...mei, name: 'lin' });
    await store.agentSessions.open(session('a'), mei);
    await store.agentSessions.open(session('b'), mei);
    await store.agentSessions.open(session('c', 'lin'), { ...mei, name: 'lin' });
    expect(await store.agents.change('mei', { role: 'admin' })).toBe(true);
    const left = await Promise.all(['a', 'b', 'c'].map((one) => store.agentSessions.find(one)));
    expect(left.map((one) => one?.agent.name)).toEqual([undefined, undefined, 'lin']);
    expect(await store.agents.find('mei')).toMatchObject({ role: 'admin', lastSignInAt: at(0) });
    expect(await store.agents.change('nobody', { role: 'admin' })).toBe(false);
  });

  test('what is taken away is gone', async () => {
    await store.agents.change('mei', { passwordHash: 'hash', identity: 'who', disabledAt: at(1) });
    expect(await store.agents.findByIdentity('who')).toMatchObject({
      passwordHash: 'hash',
      disabledAt: at(1),
    });
    await store.agents.change('mei', { passwordHash: null, identity: null, disabledAt: null });
    expect(await store.agents.find('mei')).toEqual(mei);
  });

  test.each([{ role: 'admin' }, { passwordHash: 'new' }, { disabledAt: at(1) }] as const)(
    'no session is opened for an account that got %j while its password was checked',
    async (change) => {
      await store.agents.change('mei', change);
      expect(await store.agentSessions.open(session('a'), mei)).toBe(false);
      expect(await store.agentSessions.find('a')).toBeUndefined();
    },
  );

  test('an identity is bound once', async () => {
    expect(await store.agents.bind('mei', 'who')).toBe(true);
    expect(await store.agents.bind('mei', 'another')).toBe(false);
    expect((await store.agents.findByIdentity('who'))?.name).toBe('mei');
  });

  test('a link serves once, until its time, and the newest alone', async () => {
    const link = (tokenHash: string) => ({ tokenHash, agent: 'mei', expiresAt: at(10) });
    await store.agents.invite(link('first'));
    await store.agents.invite(link('second'));
    await store.agentSessions.open(session('a'), mei);
    expect(await store.agents.invited('first', at(0))).toBeUndefined();
    expect(await store.agents.accept({ tokenHash: 'second', now: at(10) }, 'late')).toBe(false);
    expect(await store.agents.invited('second', at(9))).toBe('mei');
    const both = [1, 2].map(() => store.agents.accept({ tokenHash: 'second', now: at(9) }, 'hash'));
    expect((await Promise.all(both)).sort()).toEqual([false, true]);
    expect(await store.agents.find('mei')).toMatchObject({ passwordHash: 'hash' });
    expect(await store.agentSessions.find('a')).toBeUndefined();
  });

  test('sessions end one by one, all at once, and by themselves', async () => {
    for (const one of ['a', 'b', 'c']) await store.agentSessions.open(session(one), mei);
    await store.agentSessions.end('a');
    expect(await store.agentSessions.find('a')).toBeUndefined();
    await store.agentSessions.extend('b', at(50));
    await store.purge({ now: at(40) });
    expect(await store.agentSessions.find('b')).toMatchObject({ session: { expiresAt: at(50) } });
    expect(await store.agentSessions.find('c')).toBeUndefined();
    await store.agentSessions.endAll('mei');
    expect(await store.agentSessions.find('b')).toBeUndefined();
  });

  test('tries are counted one by one, also when they come at once', async () => {
    const count = (now: number, until: number) =>
      store.signInTries.count({ key: 'k', now: at(now), until: at(until), limit: 3 });
    const counted = await Promise.all([1, 2, 3, 4].map(() => count(0, 15)));
    expect(counted.map(({ tries }) => tries).sort()).toEqual([1, 2, 3, 4]);
    expect(await count(5, 20)).toEqual({ tries: 5, until: at(15) });
    await store.signInTries.giveBack('k');
    expect(await count(6, 21)).toEqual({ tries: 5, until: at(15) });
    expect(await count(15, 30)).toEqual({ tries: 1, until: at(30) });
    expect(await count(16, 31)).toEqual({ tries: 2, until: at(31) });
    await store.signInTries.forget('k');
    expect(await count(17, 32)).toEqual({ tries: 1, until: at(32) });
  });
});
