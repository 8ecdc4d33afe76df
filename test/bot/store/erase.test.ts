/** What must not be kept is gone: from the tables, and from the files. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type OpenedStore, openStore } from '../../../bot/store/open.ts';
import { engines, noteSkipped, sqlite, type TestPlace } from './engines.ts';
import { at, sampleSession, sampleTurn } from './samples.ts';

noteSkipped();

let where: TestPlace;
let store: OpenedStore;

/** A conversation of an account with everything that may hang on one. */
async function converse(account: string, name: string, said = '问题', on = at): Promise<void> {
  const turn = sampleTurn(name, 1, {
    handoff: { id: `handoff-${name}`, about: { said } },
    outbox: [{ id: `letter-${name}`, channel: 'slack', conversation: name, payload: { said } }],
  });
  const messages = turn.messages.map((message) => ({ ...message, text: said, at: on }));
  const conversation = { ...turn.conversation, account, state: { said }, createdAt: on };
  await store.conversations.saveTurn({ ...turn, conversation, messages });
  const reply = messages.at(-1)?.id ?? '';
  await store.feedback.add({ messageId: reply, sender: 's', account, rating: 'down', comment: said, at: on });
}

afterEach(async () => {
  await store.close();
  await where.remove();
});

describe.each(engines)('in $name', (engine) => {
  beforeEach(async () => {
    where = await engine.make();
    store = await openStore(where.place);
  });

  test('a person is forgotten with everything, and nobody else', async () => {
    await converse('acc-7', 'c1');
    await converse('acc-7', 'c2');
    await converse('acc-8', 'c3');
    await store.sessions.create(sampleSession({ account: 'acc-7' }));
    await store.accounts.save('acc-7', { accountId: 'acc-7' });
    const offer = { person: 'slack:T1:U7', about: {}, ttl: 60_000 };
    for (const [person, account, tokenHash] of [
      ['slack:T1:U7', 'acc-7', 'x'],
      ['slack:T1:U8', 'acc-8', 'y'],
    ] as const) {
      await store.links.offer({ ...offer, person, tokenHash });
      await store.links.accept({ tokenHash, account, at, tell: () => [] });
    }
    await store.links.offer({ ...offer, tokenHash: 'z' });
    const one = { sessions: 1, links: 1, accounts: 1 };
    expect(await store.forget('acc-7', at)).toEqual({ conversations: 2, messages: 4, ...one });
    const none = { sessions: 0, links: 0, accounts: 0 };
    expect(await store.forget('acc-7', at)).toEqual({ conversations: 0, messages: 0, ...none });
    expect((await store.links.list()).map(({ account }) => account)).toEqual(['acc-8']);
    expect(await store.links.look('z')).toBeUndefined();
    expect(await store.conversations.find('c1')).toBeUndefined();
    const said = { conversation: 'c1', sender: 'session-1', messageId: 'c1-client-1' };
    expect(await store.conversations.recall(said)).toEqual({});
    expect(await store.sessions.findByToken('a'.repeat(64))).toBeUndefined();
    expect(await store.accounts.find('acc-7')).toBeUndefined();
    expect((await store.handoffs.open()).map(({ conversation }) => conversation)).toEqual(['c3']);
    const letters = await store.outbox.takeDue({ channel: 'slack', holder: 'p', limit: 9, ttl: 1000 });
    expect(letters.map(({ conversation }) => conversation)).toEqual(['c3']);
  });

  test('a turn that was under way is not kept after it, a later one is', async () => {
    await converse('acc-7', 'c1');
    const next = (name: string, turn: number, createdAt = at) => {
      const { conversation, ...rest } = sampleTurn(name, turn);
      return store.conversations.saveTurn({
        ...rest,
        conversation: { ...conversation, account: 'acc-7', createdAt },
      });
    };
    await store.forget('acc-7', at);
    expect(await next('c1', 2)).toBe('outrun');
    await expect(next('c2', 1)).rejects.toMatchObject({ code: 'STORE_FORGOTTEN' });
    expect(await store.conversations.find('c2')).toBeUndefined();
    expect(await next('c3', 1, '2026-11-23T05:00:00.001Z')).toBe('saved');
  });

  test('conversations go when nothing was said in them for long enough', async () => {
    await converse('acc-7', 'old', '旧', '2026-10-01T00:00:00.000Z');
    await converse('acc-7', 'new', '新', '2026-11-20T00:00:00.000Z');
    expect(await store.purge({ now: at })).toBe(0);
    expect(await store.purge({ now: at, keptSince: '2026-11-01T00:00:00.000Z' })).toBe(1);
    expect(await store.conversations.find('old')).toBeUndefined();
    expect(await store.conversations.messages('new')).toHaveLength(2);
  });

  test('many conversations go as well', async () => {
    for (let n = 0; n < 450; n += 50) {
      const batch = Array.from({ length: 50 }, (_, at) =>
        store.conversations.saveTurn(sampleTurn(`c${n + at}`, 1)),
      );
      await Promise.all(batch);
    }
    expect(await store.purge({ now: at, keptSince: '2027-01-01T00:00:00.000Z' })).toBe(450);
    expect(await store.conversations.find('c449')).toBeUndefined();
  });
});

describe('the files of SQLite', () => {
  const secret = '绝密的一句话要被忘记';
  const kept = '这一句话要被留下';
  const grep = (words: string) => {
    const folder = dirname(where.place);
    return readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(words));
  };

  beforeEach(async () => {
    where = await sqlite.make();
    store = await openStore(where.place);
    for (let n = 0; n < 30; n++) await converse('acc-8', `kept-${n}`, kept);
  });

  test('hold nothing of a forgotten person, while the store is in use', async () => {
    for (let n = 0; n < 60; n++) await converse('acc-7', `gone-${n}`, `${secret}${'长'.repeat(n * 40)}`);
    await store.accounts.save('acc-7', { note: secret });
    await store.accounts.save('acc-7', { note: `${secret}!` });
    expect(grep(secret)).not.toEqual([]);
    await store.forget('acc-7', at);
    expect(grep(secret)).toEqual([]);
    expect(grep('acc-7')).toEqual([]);
    expect(grep(kept)).toEqual(['dawen.sqlite']);
    expect(statSync(`${where.place}-wal`).size).toBe(0);
  });

  test('hold nothing of conversations that were too old', async () => {
    await converse('acc-7', 'old', secret, '2026-01-01T00:00:00.000Z');
    await store.purge({ now: at, keptSince: '2026-11-01T00:00:00.000Z' });
    expect(grep(secret)).toEqual([]);
  });
});
