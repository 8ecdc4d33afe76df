/** Links of people to accounts: offered once, accepted once, found, replaced and taken away. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type OpenedStore, openStore } from '../../../bot/store/open.ts';
import { engines, noteSkipped, type TestPlace } from './engines.ts';
import { at } from './samples.ts';

noteSkipped();

const person = 'slack:T1:U1';
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

  const offer = (tokenHash: string, over: object = {}) =>
    store.links.offer({ person, about: { user: 'U1' }, tokenHash, ttl: minute, ...over });
  const accept = (tokenHash: string, account: string) =>
    store.links.accept({
      ...{ tokenHash, account, at },
      tell: ({ about }) => [{ id: tokenHash, channel: 'slack/out', conversation: 'c1', payload: about }],
    });
  const letters = () => store.outbox.takeDue({ channel: 'slack/out', holder: 'p', limit: 9, ttl: minute });

  test('an offer is looked at as often as one likes, and accepted once; with it leaves what the person is told', async () => {
    await offer('t1');
    await offer('t2');
    expect(await store.links.look('t1')).toEqual({ person, about: { user: 'U1' } });
    expect(await store.links.look('t1')).toEqual({ person, about: { user: 'U1' } });
    expect(await store.links.find(person)).toBeUndefined();
    const both = await Promise.all([accept('t1', 'acc-7'), accept('t1', 'acc-8')]);
    expect(both.filter(Boolean)).toEqual([{ person, about: { user: 'U1' } }]);
    const account = both[0] ? 'acc-7' : 'acc-8';
    expect(await store.links.find(person)).toBe(account);
    expect(await letters()).toMatchObject([{ id: 't1', payload: { user: 'U1' } }]);
    // other offers of the same person are over as well
    expect(await store.links.look('t2')).toBeUndefined();
    expect(await accept('t2', 'acc-9')).toBeUndefined();
    expect(await store.links.list()).toEqual([{ person, account, linkedAt: at }]);
    expect(await store.links.list('acc-0')).toEqual([]);
  });

  test('an offer that is too old is none', async () => {
    await offer('t1', { ttl: -1 });
    expect(await store.links.look('t1')).toBeUndefined();
    expect(await accept('t1', 'acc-7')).toBeUndefined();
    expect(await letters()).toEqual([]);
  });

  test('a new link takes the place of the former one; removing it ends offers too', async () => {
    await offer('t1');
    await accept('t1', 'acc-7');
    await offer('t2');
    await accept('t2', 'acc-8');
    expect(await store.links.list()).toMatchObject([{ account: 'acc-8' }]);
    await offer('t3');
    expect([await store.links.remove(person), await store.links.remove(person)]).toEqual([true, false]);
    expect(await accept('t3', 'acc-7')).toBeUndefined();
    expect(await store.links.find(person)).toBeUndefined();
  });
});
