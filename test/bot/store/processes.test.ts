/** Three processes on one store behave as one. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Message, Turn } from '../../../adapters/channel.ts';
import { type OpenedStore, openStore } from '../../../bot/store/open.ts';
import { lastingEngines, noteSkipped, type TestPlace } from './engines.ts';
import { at } from './samples.ts';

noteSkipped();

interface Taker {
  readonly child: ChildProcess;
  send(message: Message): void;
  /** Resolves with the next so many turns. */
  turns(count: number): Promise<Turn[]>;
}

async function startTaker(place: string): Promise<Taker> {
  const args = ['--import', 'tsx', join(import.meta.dirname, 'turn-taker.ts'), place];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  while (lines.length === 0) await once(reader, 'line');
  lines.length = 0;
  return {
    child,
    send: (message) => child.stdin.write(`${JSON.stringify(message)}\n`),
    turns: async (count) => {
      while (lines.length < count) await once(reader, 'line');
      return lines.splice(0, count).map((line) => JSON.parse(line));
    },
  };
}

const message = (conversation: string, id: string): Message => ({
  ...{ channel: 'web', conversation, sender: { key: 'session-1' } },
  ...{ id, text: `一个身份证可以认证几个账号，第${id}次问`, at },
});

describe.each(lastingEngines)('three processes on $name', (engine) => {
  let where: TestPlace;
  let store: OpenedStore;
  let takers: Taker[];

  beforeAll(async () => {
    where = await engine.make();
    // all of them find an empty store at the same time
    takers = await Promise.all([1, 2, 3].map(() => startTaker(where.place)));
    store = await openStore(where.place);
  }, 240_000);

  afterAll(async () => {
    for (const { child } of takers) child.kill('SIGKILL');
    await store.close();
    await where.remove();
  });

  test('take the turns of one conversation one after the other, and lose none', async () => {
    const each = 20;
    for (let n = 0; n < each; n++)
      for (const [at, taker] of takers.entries()) taker.send(message('together', `${at}-${n}`));
    const turns = (await Promise.all(takers.map((taker) => taker.turns(each)))).flat();
    expect(turns.filter((turn) => 'error' in turn)).toEqual([]);
    expect(await store.conversations.find('together')).toMatchObject({ version: each * 3 });
    const said = await store.conversations.messages('together');
    const starts = said.flatMap(({ from }, at) => (from === 'person' ? [at] : []));
    expect(starts).toHaveLength(each * 3);
    // every message is followed by its own reply, and what one process was told stands in that order
    const ofTurn = (id: string) => id.slice(0, 24);
    for (const start of starts) expect(ofTurn(said[start + 1]?.id ?? '')).toBe(ofTurn(said[start]?.id ?? ''));
    const ids = starts.map((start) => said[start]?.clientMessageId ?? '');
    for (const name of ['0', '1', '2']) {
      const own = ids.filter((id) => id.startsWith(`${name}-`));
      expect(own).toEqual(Array.from({ length: each }, (_, n) => `${name}-${n}`));
    }
  }, 60_000);

  test('answer the same message once, whoever is asked', async () => {
    const count = 15;
    for (let n = 0; n < count; n++) for (const taker of takers) taker.send(message(`c${n}`, `same-${n}`));
    const answers = await Promise.all(takers.map((taker) => taker.turns(count)));
    const byConversation = (turns: Turn[]) =>
      Object.fromEntries(turns.map((turn) => [turn.conversationId, turn]));
    const [first, ...others] = answers.map(byConversation);
    expect(Object.keys(first ?? {})).toHaveLength(count);
    for (const other of others) expect(other).toEqual(first);
    for (let n = 0; n < count; n++)
      expect(await store.conversations.find(`c${n}`)).toMatchObject({ version: 1 });
  }, 60_000);

  test('go on when one of them is killed in the middle', async () => {
    const [first, second] = takers;
    for (let n = 0; n < 30; n++)
      for (const taker of [first, second]) taker?.send(message('killed', `kill-${n}`));
    await first?.turns(5);
    first?.child.kill('SIGKILL');
    const turns = await second?.turns(30);
    expect(turns?.filter((turn) => 'error' in turn)).toEqual([]);
    expect(await store.conversations.find('killed')).toMatchObject({ version: 30 });
  }, 60_000);
});
