import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type OpenedStore, openStore } from '../../../bot/store/open.ts';
import { at, sampleSession, sampleTurn } from './samples.ts';

const engines = ['memory', 'file'] as const;

describe.each(engines)('a store in %s', (engine) => {
  let folder: string;
  let store: OpenedStore;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dawen-store-'));
    store = await openStore(engine === 'memory' ? ':memory:' : join(folder, 'dawen.sqlite'));
  });

  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
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
    await store.sessions.purge('2026-11-24T00:00:00.000Z');
    expect(await store.sessions.findByToken('old')).toBeUndefined();
    expect(await store.sessions.findByToken('new')).toBeDefined();
    expect(await store.sessions.claimTokenId('jti-old', at)).toBe(true);
  });

  test('keeps a conversation, its state and its messages in order', async () => {
    for (const n of [1, 2, 3]) await store.conversations.saveTurn(sampleTurn('c1', n));
    expect(await store.conversations.find('c1')).toEqual({
      ...sampleTurn('c1', 1).conversation,
      state: { turns: 3 },
    });
    const messages = await store.conversations.messages('c1');
    expect(messages).toEqual([1, 2, 3].flatMap((n) => [...sampleTurn('c1', n).messages]));
  });

  test('knows a repeated message by its sender and id', async () => {
    const turn = sampleTurn('c1', 1);
    await store.conversations.saveTurn(turn);
    expect(await store.conversations.findTurn('session-1', turn.messageId)).toEqual({
      requestHash: 'hash-1',
      turn: turn.turn,
    });
    expect(await store.conversations.findTurn('session-2', turn.messageId)).toBeUndefined();
  });

  test('writes a turn whole or not at all', async () => {
    await store.conversations.saveTurn(sampleTurn('c1', 1));
    const twin = sampleTurn('c1', 2, { messageId: 'c1-client-1' });
    await expect(store.conversations.saveTurn(twin)).rejects.toMatchObject({ name: 'StoreError' });
    expect(await store.conversations.messages('c1')).toHaveLength(2);
    expect(await store.conversations.find('c1')).toMatchObject({ state: { turns: 1 } });
  });

  test('does not let one failing write harm those that are committed with it', async () => {
    await store.conversations.saveTurn(sampleTurn('c1', 1));
    const outcomes = await Promise.allSettled([
      store.conversations.saveTurn(sampleTurn('c2', 1)),
      store.conversations.saveTurn(sampleTurn('c1', 1)),
      store.conversations.saveTurn(sampleTurn('c3', 1)),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await store.conversations.messages('c2')).toHaveLength(2);
    expect(await store.conversations.messages('c3')).toHaveLength(2);
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
