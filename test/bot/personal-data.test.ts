/** Ten thousand messages with personal numbers go through the assistant, with the real router and log; nothing stays. */
import { mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createAssistant } from '../../bot/assistant.ts';
import { loadExpertise } from '../../bot/expertise/load-expertise.ts';
import { toMatchReport } from '../../bot/http/match-report.ts';
import { createLog } from '../../bot/log.ts';
import { openStore } from '../../bot/store/open.ts';
import { createTestClock } from './clock.ts';
import { createTestLog, openHouse } from './house.ts';
import { bare, type PersonalMessage, personalMessages } from './understand/personal-messages.ts';

const count = 10_000;

/** Every byte of the store while it is open, its write-ahead log included. */
const bytesOf = (folder: string) =>
  readdirSync(folder)
    .map((file) => readFileSync(join(folder, file)).toString('utf8'))
    .join('\n');

const head = 9;

/** Finds the numbers that stand somewhere in a text, as they were typed or bare; walks over it once. */
function createSearch(messages: readonly PersonalMessage[]): (text: string) => string[] {
  const byHead = new Map<string, string[]>();
  for (const secret of new Set(messages.flatMap(({ secrets }) => secrets))) {
    const start = secret.slice(0, head);
    byHead.set(start, [...(byHead.get(start) ?? []), secret]);
  }
  return (text) => {
    const found: string[] = [];
    for (let at = 0; at + head <= text.length; at++) {
      const near = byHead.get(text.slice(at, at + head));
      if (near) found.push(...near.filter((secret) => text.startsWith(secret, at)));
    }
    return found;
  };
}

/** Each turn carries ten messages, one a line. */
const together = 10;
function bundles(messages: readonly PersonalMessage[]): string[] {
  const texts = messages.map(({ text }) => text.replaceAll('\n', '；'));
  return Array.from({ length: count / together }, (_, at) =>
    texts.slice(at * together, (at + 1) * together).join('\n'),
  );
}

async function play(texts: readonly string[], folder: string) {
  const store = await openStore(join(folder, 'dawen.sqlite'));
  const log = createLog('debug', openSync(join(folder, 'log.jsonl'), 'w'));
  const expertise = loadExpertise({ knowledgeDir: 'knowledge', dataDir: join(tmpdir(), 'dawen-test') }, log);
  const assistant = createAssistant({
    ...{ current: () => expertise, store, accounts: store.accounts, clock: createTestClock(), log },
  });
  const turns = await Promise.all(
    texts.map((text, at) =>
      assistant.turn({
        ...{ channel: 'web', conversation: `c${at % 100}`, sender: { key: `s${at % 100}` } },
        ...{ id: `m${at}`, text, at: '2026-11-23T05:00:00.000Z' },
      }),
    ),
  );
  const matched = texts.slice(0, 100).map((text) => toMatchReport(expertise.router.route(text), 3));
  const seen = { replies: JSON.stringify([turns, matched]), open: bytesOf(folder) };
  await store.close();
  return { turns, ...seen, closed: bytesOf(folder) };
}

test('no personal number is found in replies, logs or the database', { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dawen-personal-'));
  const messages = personalMessages(count, 20_261_123);
  const search = createSearch(messages);
  expect(search(`…${messages[7]?.text}…`)).toEqual(expect.arrayContaining([messages[7]?.secrets[0]]));
  const { turns, ...seen } = await play(bundles(messages), folder);
  rmSync(folder, { recursive: true, force: true });
  expect(seen.closed).toContain('***');
  expect(Object.values(seen).flatMap((text) => [...search(text), ...search(bare(text))])).toEqual([]);
  expect(turns.filter(({ replies }) => replies.at(-1)?.act !== 'notice')).toEqual([]);
});

test('none is found in the history, the log or the metrics of a server', { timeout: 120_000 }, async () => {
  const messages = personalMessages(25, 4009);
  const search = createSearch(messages);
  const log = createTestLog();
  const expertise = loadExpertise({ knowledgeDir: 'knowledge', dataDir: join(tmpdir(), 'dawen-test') }, log);
  const house = await openHouse({
    assistant: (store) =>
      createAssistant({
        ...{ current: () => expertise, store, accounts: store.accounts, clock: createTestClock(), log },
      }),
  });
  const token = await house.openSession();
  const seen: string[] = [];
  for (const { text } of messages) {
    const { json } = await house.call('POST', '/api/v1/messages', { token, body: { text } });
    const history = await house.call('GET', `/api/v1/conversations/${json.conversationId}`, { token });
    const matched = await house.call('POST', '/api/v1/match', { token, body: { text } });
    seen.push(JSON.stringify([json, history.json, matched.json]));
  }
  const metrics = await house.call('GET', '/metrics');
  const all = [...seen, String(metrics.json), JSON.stringify(house.log.lines)];
  await house.close();
  expect(all.flatMap((text) => [...search(text), ...search(bare(text))])).toEqual([]);
  expect(metrics.json).toContain('# HELP');
});
