/** `dawen reload` over a store on which others say that they run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { reload } from '../../../bot/cli/reload.ts';
import { createKnowledgeBoard, type Peer } from '../../../bot/expertise/knowledge-board.ts';
import { type OpenedStore, openStore } from '../../../bot/store/open.ts';
import { openTerminal } from './desk.ts';

let data: string;
let store: OpenedStore;
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'dawen-reload-'));
  store = await openStore(join(data, 'dawen.sqlite'));
});
afterEach(async () => {
  await store.close();
  rmSync(data, { recursive: true, force: true });
});

/** Servers that answer as soon as they are asked; gives what the command says of them. */
async function ask(peers: readonly Omit<Peer, 'loadedAt'>[], options: { json?: boolean } = {}) {
  const board = createKnowledgeBoard(store);
  const loadedAt = '2026-11-23T05:00:00.000Z';
  for (const peer of peers) await board.show({ ...peer, loadedAt });
  let isOver = false;
  const answer = async () => {
    while (!isOver) {
      const answered = await board.wished();
      if (answered) for (const peer of peers) await board.show({ ...peer, loadedAt, answered });
      await sleep(20);
    }
  };
  const answering = answer();
  try {
    const terminal = openTerminal('', { DATA_DIR: data });
    return { status: await reload(options, terminal.context), out: terminal.out(), err: terminal.err() };
  } finally {
    isOver = true;
    await answering;
  }
}
const [old, next] = ['0'.repeat(64), '1'.repeat(64)];

test('says what every server knows', async () => {
  const said = await ask([
    { id: 'a', name: 'web-1:11', knowledge: next },
    { id: 'b', name: 'web-2:12', knowledge: next },
  ]);
  expect(said).toEqual({
    status: 0,
    out: [
      'web-1:11  knows 111111111111, loaded 2026-11-23 13:00',
      'web-2:12  knows 111111111111, loaded 2026-11-23 13:00',
    ],
    err: [],
  });
});

test('ends with 1 when they do not all know the same, and says what to do', async () => {
  const both = [
    { id: 'a', name: 'web-1:11', knowledge: old },
    { id: 'b', name: 'web-2:12', knowledge: next },
  ];
  const { status, out, err } = await ask(both, { json: true });
  expect([status, out.map((line) => JSON.parse(line).knowledge), err]).toEqual([
    1,
    [old, next],
    [expect.stringContaining('bring the files of all machines to the same state')],
  ]);
});

test('ends with 1 when one refuses its files, with the lines', async () => {
  const refusal = { at: '2026-11-23T05:00:00.000Z', lines: ['knowledge/lexicon.yaml:3:1: broken'] };
  const { status, out } = await ask([{ id: 'a', name: 'web-1:11', knowledge: old, refusal }]);
  expect([status, out]).toEqual([
    1,
    [
      'web-1:11  refused the files and still knows 000000000000, loaded 2026-11-23 13:00',
      '  knowledge/lexicon.yaml:3:1: broken',
    ],
  ]);
});

test('says that no server runs', async () => {
  const { status, out, err } = await ask([]);
  expect([status, out]).toEqual([1, []]);
  expect(err).toEqual([expect.stringMatching(/^no server runs on .*dawen\.sqlite; one that starts reads/)]);
});
