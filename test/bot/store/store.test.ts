import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type OpenedStore, openStore } from '../../../bot/store/open.ts';
import { engines, noteSkipped, type TestPlace } from './engines.ts';
import { at, sampleSession, sampleTurn } from './samples.ts';

noteSkipped();

describe.each(engines)('a store in $name', (engine) => {
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

  test('gives a session back by the hash of its token', async () => {
    const session = sampleSession({ account: 'acc-7', locale: 'zh-Hant' });
    await store.sessions.create(session);
    expect(await store.sessions.findByToken(session.tokenHash)).toEqual(session);
    expect(await store.sessions.findByToken('b'.repeat(64))).toBeUndefined();
  });

  test('extends and ends a session', async () => {
    const session = sampleSession();
    await store.sessions.create(session);
    await store.sessions.extend(session.id, '2027-01-01T00:00:00.000Z');
    expect(await store.sessions.findByToken(session.tokenHash)).toMatchObject({
      expiresAt: '2027-01-01T00:00:00.000Z',
    });
    await store.sessions.end(session.id);
    expect(await store.sessions.findByToken(session.tokenHash)).toBeUndefined();
  });

  test('takes a token id once, even when it is claimed twice at the same time', async () => {
    const claims = [1, 2, 3].map(() => store.sessions.claimTokenId('jti-1', at));
    expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1);
    expect(await store.sessions.claimTokenId('jti-1', at)).toBe(false);
    expect(await store.sessions.claimTokenId('jti-2', at)).toBe(true);
  });

  test('purges what has run out and keeps the rest', async () => {
    await store.sessions.create(sampleSession({ id: 'old', tokenHash: 'old', expiresAt: at }));
    await store.sessions.create(sampleSession({ id: 'new', tokenHash: 'new' }));
    await store.sessions.claimTokenId('jti-old', at);
    await store.purge({ now: '2026-11-24T00:00:00.000Z' });
    expect(await store.sessions.findByToken('old')).toBeUndefined();
    expect(await store.sessions.findByToken('new')).toBeDefined();
    expect(await store.sessions.claimTokenId('jti-old', at)).toBe(true);
  });

  test('keeps a conversation, its state and its messages in order', async () => {
    for (const n of [1, 2, 3]) await store.conversations.saveTurn(sampleTurn('c1', n));
    expect(await store.conversations.find('c1')).toEqual({
      ...sampleTurn('c1', 1).conversation,
      state: { turns: 3 },
      version: 3,
    });
    const messages = await store.conversations.messages('c1');
    expect(messages).toEqual([1, 2, 3].flatMap((n) => [...sampleTurn('c1', n).messages]));
  });

  test('reads a long conversation whole and in order, without keeping the others waiting', async () => {
    const said = (id: string) => ({ id, from: 'person', text: id, at }) as const;
    const ids = Array.from({ length: 22 }, (_, n) => Array.from({ length: 50 }, (_, k) => `${n}-${k}`));
    for (const [n, turn] of ids.entries())
      await store.conversations.saveTurn(sampleTurn('c1', n + 1, { messages: turn.map(said) }));
    let turns = 0;
    const count = () => {
      turns += 1;
      counting = setImmediate(count);
    };
    let counting = setImmediate(count);
    const read = (await store.conversations.messages('c1')).map(({ id }) => id);
    clearImmediate(counting);
    expect(read).toEqual(ids.flat());
    expect(turns).toBeGreaterThan(1);
    const after = (await store.conversations.messages('c1', 1097)).map(({ id }) => id);
    expect(after).toEqual(['21-47', '21-48', '21-49']);
  });

  test('knows a repeated message by its sender and id', async () => {
    const turn = sampleTurn('c1', 1);
    await store.conversations.saveTurn(turn);
    const recall = (sender: string, conversation = 'c1') =>
      store.conversations.recall({ conversation, sender, messageId: turn.messageId });
    const known = { ...turn.conversation, version: 1 };
    const had = { requestHash: 'hash-1', turn: turn.turn };
    expect(await recall('session-1')).toEqual({ conversation: known, turn: had });
    expect(await recall('session-2')).toEqual({ conversation: known });
    expect(await recall('session-1', 'c2')).toEqual({ turn: had });
    expect(await recall('session-2', 'c2')).toEqual({});
  });

  test('writes a turn whole or not at all', async () => {
    await store.conversations.saveTurn(sampleTurn('c1', 1));
    const broken = { ...sampleTurn('c1', 2), messages: sampleTurn('c1', 1).messages };
    await expect(store.conversations.saveTurn(broken)).rejects.toMatchObject({ name: 'StoreError' });
    expect(await store.conversations.messages('c1')).toHaveLength(2);
    expect(await store.conversations.find('c1')).toMatchObject({ state: { turns: 1 } });
  });

  test('keeps one of two turns that read the same conversation, and tells the other', async () => {
    await store.conversations.saveTurn(sampleTurn('c1', 1));
    const rivals = ['a', 'b'].map((name) => ({
      ...sampleTurn('c1', 2),
      ...{ messages: [{ id: name, from: 'person', text: name, at } as const], messageId: name },
    }));
    const outcomes = await Promise.all(rivals.map((rival) => store.conversations.saveTurn(rival)));
    expect(outcomes.sort()).toEqual(['outrun', 'saved']);
    expect(await store.conversations.messages('c1')).toHaveLength(3);
  });

  test('keeps one of two turns for the same message, whole', async () => {
    const twins = ['c1', 'c2'].map((name) => sampleTurn(name, 1, { messageId: 'same' }));
    const outcomes = await Promise.all(twins.map((twin) => store.conversations.saveTurn(twin)));
    expect([...outcomes].sort()).toEqual(['outrun', 'saved']);
    const lost = outcomes[0] === 'outrun' ? 'c1' : 'c2';
    expect(await store.conversations.find(lost)).toBeUndefined();
    expect(await store.conversations.messages(lost)).toEqual([]);
  });

  test('tells a turn whose message was answered after it looked, but before it read the conversation', async () => {
    await store.conversations.saveTurn(sampleTurn('c1', 1));
    const twin = sampleTurn('c1', 1);
    const late = { ...twin, conversation: { ...twin.conversation, version: 1 } };
    expect(await store.conversations.saveTurn(late)).toBe('outrun');
    expect(await store.conversations.find('c1')).toMatchObject({ version: 1 });
  });

  test('keeps with a turn what must happen with it, or neither', async () => {
    const letter = { id: 'letter-1', channel: 'slack', conversation: 'c1', payload: { text: '好' } };
    const more = { handoff: { id: 'h1', about: { reason: 'asked' } }, outbox: [letter] };
    expect(await store.conversations.saveTurn(sampleTurn('c1', 1, more))).toBe('saved');
    expect(await store.handoffs.findOpen('c1')).toMatchObject({ id: 'h1', status: 'waiting' });
    const lost = { ...more, outbox: [{ ...letter, id: 'letter-2' }] };
    expect(await store.conversations.saveTurn(sampleTurn('c1', 1, lost))).toBe('outrun');
    expect(await store.outbox.enqueue(letter)).toBe(false);
    expect(await store.outbox.enqueue({ ...letter, id: 'letter-2' })).toBe(true);
  });

  test('amends a conversation outside of turns, and nothing that is not there', async () => {
    await store.conversations.saveTurn(sampleTurn('c1', 1));
    const human = (id: string) => ({ id, from: 'human', text: '您好，我是客服', at }) as const;
    const amend = (id: string) =>
      store.conversations.amend('c1', () => ({
        state: { turns: 1, holder: 'human' },
        messages: [human(id)],
      }));
    expect(await amend('h1')).toMatchObject({ state: { holder: 'human' }, version: 2 });
    await Promise.all([amend('h2'), amend('h3'), amend('h4')]);
    expect(await store.conversations.messages('c1')).toHaveLength(6);
    expect(await store.conversations.find('c1')).toMatchObject({ version: 5 });
    expect(await store.conversations.amend('c1', () => undefined)).toBeUndefined();
    expect(await store.conversations.amend('c2', () => ({ state: {} }))).toBeUndefined();
  });

  test('does not let one failing write harm those that are committed with it', async () => {
    await store.conversations.saveTurn(sampleTurn('c1', 1));
    const broken = { ...sampleTurn('c1', 2), messages: sampleTurn('c1', 1).messages };
    const outcomes = await Promise.allSettled(
      [sampleTurn('c2', 1), broken, sampleTurn('c3', 1)].map((turn) => store.conversations.saveTurn(turn)),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await store.conversations.messages('c2')).toHaveLength(2);
    expect(await store.conversations.messages('c3')).toHaveLength(2);
  });

  test('keeps any text, also one that an engine has no room for', async () => {
    const text = 'a\0b \u{1F600} 𠮷 \\ \' " ; --';
    const turn = sampleTurn('c1', 1);
    await store.conversations.saveTurn({ ...turn, messages: [{ id: 'm', from: 'person', text, at }] });
    const [kept] = await store.conversations.messages('c1');
    expect(kept?.text).toBe(text.replace('\0', '\uFFFD'));
  });

  test('takes feedback from the person that was answered, and from no one else', async () => {
    await store.conversations.saveTurn(sampleTurn('c1', 1));
    const feedback = { messageId: 'c1-reply-1', sender: 'session-1', rating: 'up', at } as const;
    expect(await store.feedback.add(feedback)).toBe(true);
    expect(await store.feedback.add({ ...feedback, rating: 'down', reason: 'wrong' })).toBe(true);
    expect(await store.feedback.add({ ...feedback, sender: 'session-2' })).toBe(false);
    expect(await store.feedback.add({ ...feedback, messageId: 'c1-message-1' })).toBe(false);
    expect(await store.feedback.add({ ...feedback, messageId: 'nothing' })).toBe(false);
  });

  test('takes feedback from another session of the same account', async () => {
    const turn = sampleTurn('c1', 1);
    await store.conversations.saveTurn({ ...turn, conversation: { ...turn.conversation, account: 'acc-7' } });
    const feedback = { messageId: 'c1-reply-1', sender: 'session-9', rating: 'up', at } as const;
    expect(await store.feedback.add({ ...feedback, account: 'acc-7' })).toBe(true);
    expect(await store.feedback.add({ ...feedback, account: 'acc-8' })).toBe(false);
  });

  test('gives account facts back as they were saved', async () => {
    const facts = { accountId: 'acc-7', idCardBoundAccounts: 2 };
    await store.accounts.save('acc-7', { accountId: 'acc-7' });
    await store.accounts.save('acc-7', facts);
    expect(await store.accounts.find('acc-7')).toEqual(facts);
    expect(await store.accounts.find('acc-8')).toBeUndefined();
  });

  test('answers a ping until it is closed', async () => {
    await expect(store.ping()).resolves.toBeUndefined();
    await store.close();
    await expect(store.ping()).rejects.toMatchObject({ name: 'StoreError' });
    await expect(store.sessions.findByToken('x')).rejects.toMatchObject({ name: 'StoreError' });
    store = await openStore(':memory:');
  });
});
