/** Knowledge is swapped whole or not at all, and never while somebody waits for it. */
import { EventEmitter, once } from 'node:events';
import { serialize } from 'node:v8';
import { describe, expect, test } from 'vitest';
import { createLivingExpertise } from '../../../bot/expertise/living-expertise.ts';
import type { Prepare } from '../../../bot/expertise/prepare-apart.ts';
import type { Preparation } from '../../../bot/expertise/prepared.ts';
import { createRouter, serializeModel, trainModel } from '../../../intents/router.ts';
import { createTestClock } from '../clock.ts';
import { createTestLog, plainExpertise } from '../house.ts';

const { files: _files, used: _used, locate: _locate, ...whole } = plainExpertise.knowledge;
/** A few entries train in no time. */
const small = { ...whole, entries: whole.entries.slice(0, 3), boundaries: whole.boundaries.slice(0, 2) };
const model = trainModel(small);
const ready = (hash: string): Preparation => ({
  status: 'ready',
  expertise: { knowledge: serialize({ ...small, hash }), model: serializeModel(model) },
});

function begin(prepare: Prepare) {
  const loaded = { ...plainExpertise, knowledge: small, router: createRouter(small, model) };
  const [clock, log] = [createTestClock(), createTestLog()];
  const warmed: string[] = [];
  const living = createLivingExpertise({
    ...{ loaded, prepare, clock, log },
    warmUp: async ({ knowledge }) => void warmed.push(knowledge.hash),
  });
  return { living, clock, log, warmed };
}

describe('a look at the files', () => {
  test('takes what they hold, ready for use', async () => {
    const { living, clock, warmed } = begin(async () => ready('next'));
    clock.move({ minutes: 1 });
    expect(await living.reload()).toBe('loaded');
    expect(living.state()).toEqual({ hash: 'next', loadedAt: '2026-11-23T05:01:00.000Z' });
    const { knowledge, router, rules } = living.current();
    expect([knowledge.hash, warmed]).toEqual(['next', ['next']]);
    expect(router.route(small.entries[0]?.question ?? '').ranking[0]?.entry).toBe(small.entries[0]?.id);
    expect(rules.names).toEqual(plainExpertise.rules.names);
  });

  test('lets others have their turn between its steps', async () => {
    const { living } = begin(async () => ready('next'));
    let turns = 0;
    let isLoaded = false;
    const others = () => {
      turns++;
      if (!isLoaded) setImmediate(others);
    };
    setImmediate(others);
    await living.reload();
    isLoaded = true;
    expect(turns).toBeGreaterThanOrEqual(3);
  });

  test('refuses a broken edit with its lines, and the old stays', async () => {
    const lines = Array.from({ length: 30 }, (_, n) => `knowledge/entries/a.yaml:${n + 1}:1: broken`);
    const answers: Preparation[] = [{ status: 'refused', lines }, { status: 'unchanged' }];
    const { living, log } = begin(async () => answers.shift() ?? ready('next'));
    expect(await living.reload()).toBe('refused');
    expect(living.current().knowledge.hash).toBe(small.hash);
    expect(living.state().refusal).toEqual({ at: '2026-11-23T05:00:00.000Z', lines: lines.slice(0, 20) });
    expect(log.lines).toMatchObject([{ level: 'error', fields: { faults: 30 } }]);
    expect(await living.reload()).toBe('unchanged');
    expect(living.state()).not.toHaveProperty('refusal');
  });

  test('that cannot be done says so, and the old stays', async () => {
    const { living } = begin(async () => {
      throw new Error('the process that prepares the knowledge base ended with SIGKILL');
    });
    expect(await living.reload()).toBe('refused');
    expect(living.state().refusal?.lines).toEqual([expect.stringContaining('SIGKILL')]);
  });

  test('is done once more for all who asked while one was done', async () => {
    const asked: string[] = [];
    const gate = new EventEmitter();
    const { living } = begin(async (known) => {
      asked.push(known);
      if (asked.length === 1) await once(gate, 'go');
      return ready(`${asked.length}`);
    });
    const first = living.reload();
    const others = [living.reload(), living.reload(), living.reload()];
    gate.emit('go');
    expect(await first).toBe('loaded');
    expect(await Promise.all(others)).toEqual(['loaded', 'loaded', 'loaded']);
    expect(asked).toEqual([small.hash, '1']);
    expect(living.current().knowledge.hash).toBe('2');
  });

  test('is given up when the server stops', async () => {
    const { living, log } = begin(
      (_known, signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new Error('aborted')));
        }),
    );
    const looked = living.reload();
    living.stop();
    expect(await looked).toBe('unchanged');
    expect([living.current().knowledge.hash, log.lines]).toEqual([small.hash, []]);
  });
});
