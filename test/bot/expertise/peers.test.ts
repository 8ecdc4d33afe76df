/** The processes of one store come to the same knowledge, or say that they have not. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createKnowledgeBoard } from '../../../bot/expertise/knowledge-board.ts';
import type { LivingExpertise } from '../../../bot/expertise/living-expertise.ts';
import { joinPeers, type Peers } from '../../../bot/expertise/peers.ts';
import { type OpenedStore, openStore } from '../../../bot/store/open.ts';
import { createTestClock } from '../clock.ts';
import { createTestLog, plainExpertise } from '../house.ts';
import { lastingEngines, noteSkipped, type TestPlace } from '../store/engines.ts';

noteSkipped();

interface FakeProcess {
  readonly peers: Peers;
  readonly store: OpenedStore;
  readonly known: () => string;
  /** How often it looked at its files. */
  readonly looks: () => number;
}

/** A process with a folder of its own; what is in it is a word, and `!` is refused. */
async function start(place: string, folder: { content: string }): Promise<FakeProcess> {
  const store = await openStore(place);
  let [hash, looks] = [folder.content, 0];
  const refusal = { at: '2026-11-23T05:00:00.000Z', lines: ['knowledge/lexicon.yaml:1:1: broken'] };
  const living: LivingExpertise = {
    current: () => ({ ...plainExpertise, router: undefined as never }),
    state: () => ({ hash, loadedAt: '2026-11-23T05:00:00.000Z', ...(folder.content === '!' && { refusal }) }),
    reload: async () => {
      looks += 1;
      if (folder.content === '!') return 'refused';
      if (folder.content === hash) return 'unchanged';
      hash = folder.content;
      return 'loaded';
    },
    stop: () => undefined,
  };
  const { bell } = store;
  const [clock, log, board] = [createTestClock(), createTestLog(), createKnowledgeBoard(store)];
  const peers = joinPeers({ living, board, bell, clock, log, interval: 50 });
  return { peers, store, known: () => hash, looks: () => looks };
}

describe.each(lastingEngines)('several processes on $name', (engine) => {
  let where: TestPlace;
  let processes: FakeProcess[];
  const until = (what: () => unknown) => expect.poll(what, { timeout: 8000, interval: 20 });

  beforeEach(async () => {
    where = await engine.make();
    processes = [];
  });
  afterEach(async () => {
    for (const { peers, store } of processes) {
      await peers.stop();
      await store.close();
    }
    await where.remove();
  });
  const join = async (folder: { content: string }) => {
    const one = await start(where.place, folder);
    processes.push(one);
    await until(() => one.peers.announced()?.hash).toBeDefined();
    return one;
  };

  test('look at their own files when one has loaded something else', async () => {
    const shared = { content: 'old' };
    const [a, b, c] = [await join(shared), await join(shared), await join(shared)];
    shared.content = 'new';
    await a.peers.reload();
    await until(() => [a.known(), b.known(), c.known()]).toEqual(['new', 'new', 'new']);
    await until(() => c.peers.announced()?.hash).toBe('new');
    expect(a.looks()).toBe(1);
  });

  test('say which knowledge was announced while their own files are behind', async () => {
    const [ahead, behind] = [{ content: 'old' }, { content: 'old' }];
    const [a, b] = [await join(ahead), await join(behind)];
    ahead.content = 'new';
    await a.peers.reload();
    await until(() => b.peers.announced()?.hash).toBe('new');
    await until(b.looks).toBe(1);
    expect(b.known()).toBe('old');
    behind.content = 'new';
    await b.peers.reload();
    expect([b.known(), a.peers.announced()?.hash]).toEqual(['new', 'new']);
    // a backup brings back what was announced long ago
    const board = createKnowledgeBoard(a.store);
    await board.announce('older', '2026-11-01T00:00:00.000Z');
    await until(() => b.peers.announced()?.hash).toBe('older');
    await board.wish();
    await until(() => [a, b].map(({ peers }) => peers.announced()?.hash)).toEqual(['new', 'new']);
  });

  test('all answer a wish for a look, and those that stop leave', async () => {
    const folders = [{ content: 'old' }, { content: 'old' }, { content: 'old' }];
    const all = [];
    for (const folder of folders) all.push(await join(folder));
    const [first] = all;
    if (!first) throw new Error('three must run');
    const board = createKnowledgeBoard(first.store);
    await until(async () => (await board.peers()).length).toBe(3);
    for (const folder of folders.slice(1)) folder.content = 'new';
    if (folders[0]) folders[0].content = '!';
    const wish = await board.wish();
    await until(async () => (await board.peers()).filter(({ answered }) => answered === wish).length).toBe(3);
    const peers = await board.peers();
    expect(peers.map(({ knowledge }) => knowledge).sort()).toEqual(['new', 'new', 'old']);
    expect(peers.find(({ knowledge }) => knowledge === 'old')?.refusal?.lines).toEqual([
      'knowledge/lexicon.yaml:1:1: broken',
    ]);
    await all[1]?.peers.stop();
    expect(await board.peers()).toHaveLength(2);
  });
});
