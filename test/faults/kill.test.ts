/** `kill -9` in the middle of writing, time and again: no acknowledged turn is lost, and none is given twice. */
import { afterEach, expect, test } from 'vitest';
import type { Turn } from '../../adapters/channel.ts';
import { lastingEngines, noteSkipped, type TestPlace } from '../bot/store/engines.ts';
import { type RunningServer, startServer } from '../e2e/server.ts';
import { meet, type Person } from './person.ts';

noteSkipped();

/** `FAULT_RUNS=200` for the long way. */
const runs = Number(process.env.FAULT_RUNS ?? 3);
const people = 6;
/** Milliseconds of writing before the end, at most. */
const longest = 300;

let server: RunningServer | undefined;
let where: TestPlace | undefined;
afterEach(async () => {
  await server?.remove();
  await where?.remove();
});

interface Talk {
  readonly person: Person;
  conversationId?: string;
  /** What was acknowledged, by the id of the message. */
  readonly acknowledged: Map<string, Turn>;
  /** Sent, and cut off before the answer. */
  open?: string;
}

const textOf = (id: string) => `一个身份证可以认证几个账号？第 ${id} 次问`;

/** Sends message after message until nobody answers any more; one that was cut off before comes first. */
async function talk(talk: Talk, run: number): Promise<void> {
  for (let n = 0; ; n++) {
    const clientMessageId = talk.open ?? `run-${run}-${n}`;
    talk.open = clientMessageId;
    const { conversationId } = talk;
    const answered = await talk.person.say({
      text: textOf(clientMessageId),
      clientMessageId,
      conversationId,
    });
    if (answered?.status !== 200) return;
    talk.acknowledged.set(clientMessageId, answered.body);
    talk.conversationId ??= answered.body.conversationId;
    delete talk.open;
  }
}

/** How many turns of a talk are lost, changed, or there twice. */
async function faultsOf({ person, conversationId, acknowledged }: Talk) {
  const kept = conversationId === undefined ? [] : await person.history(conversationId);
  const twice = kept.length - new Set(kept).size;
  const lost = [...acknowledged.keys()].filter((id) => !kept.includes(id)).length;
  const [last] = [...acknowledged.keys()].slice(-1);
  const again =
    last && (await person.say({ text: textOf(last), clientMessageId: last, conversationId }))?.body;
  const changed = JSON.stringify(again) === JSON.stringify(last && acknowledged.get(last)) ? 0 : 1;
  return { lost, twice, changed };
}

test.each(lastingEngines)(
  `$name: ${runs} times`,
  async (engine) => {
    where = await engine.make();
    const env = where.place.startsWith('postgres') ? { DATABASE_URL: where.place } : {};
    const running = await startServer({ env });
    server = running;
    const persons = await Promise.all(Array.from({ length: people }, () => meet(running.url)));
    const talks: Talk[] = persons.map((person) => ({ person, acknowledged: new Map() }));
    for (let run = 0; run < runs; run++) {
      const writing = Promise.all(talks.map((one) => talk(one, run)));
      const before = acknowledgedBy(talks);
      await expect.poll(() => acknowledgedBy(talks), { interval: 5 }).toBeGreaterThan(before);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * longest));
      await running.stop('SIGKILL');
      await writing;
      await running.start();
    }
    const faults = await Promise.all(talks.map(faultsOf));
    expect(faults).toEqual(talks.map(() => ({ lost: 0, twice: 0, changed: 0 })));
    expect(acknowledgedBy(talks)).toBeGreaterThanOrEqual(runs);
    if (runs > 3) process.stderr.write(`${engine.name}: ${runs} runs, ${acknowledgedBy(talks)} turns\n`);
  },
  60_000 + runs * 20_000,
);

const acknowledgedBy = (talks: readonly Talk[]): number =>
  talks.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0);
