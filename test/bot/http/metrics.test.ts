/** What `/metrics` tells, and that the dashboard and the alerts of docs/operations name nothing else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { countTrouble, createMetrics, type Gauged, measureTurns } from '../../../bot/http/metrics.ts';
import { createTestLog } from '../house.ts';
import { sampleReply } from '../store/samples.ts';

const calm: Gauged = {
  streams: () => 2,
  store: async () => undefined,
  waiting: async () => 3,
  knowledge: () => ({ hash: 'a', loadedAt: '2026-11-23T04:00:00.000Z' }),
};
const message = { channel: 'slack', conversation: 'c', sender: { key: 's' }, id: '1', text: 'hello', at: '' };
const shown = async (metrics: ReturnType<typeof createMetrics>) => (await metrics.expose()).text;

describe('figures', () => {
  test('of turns are told by act and channel, whichever it is', async () => {
    const metrics = createMetrics();
    const replies = [sampleReply('1', 'hello')];
    const assistant = measureTurns({ turn: async () => ({ conversationId: 'c', replies }) }, metrics);
    await assistant.turn(message);
    const text = await shown(metrics);
    expect(text).toContain('dawen_replies_total{act="answer",channel="slack"} 1');
    expect(text).toContain('dawen_turn_duration_seconds_count{channel="slack"} 1');
  });

  test('of the desk, of streams and of the knowledge are those of the moment', async () => {
    const text = await shown(createMetrics(calm));
    expect(text).toContain('dawen_event_streams 2');
    expect(text).toContain('dawen_store_ready 1');
    expect(text).toContain('dawen_handoffs_waiting 3');
    expect(text).toContain(`dawen_knowledge_loaded_timestamp_seconds ${Date.UTC(2026, 10, 23, 4) / 1000}`);
    expect(text).toContain('dawen_knowledge_refused 0');
  });

  test('that cannot be read hide no other', async () => {
    const away = async () => {
      throw new Error('the store is away');
    };
    const refused = { ...calm.knowledge(), refusal: { at: '', lines: [] } };
    const text = await shown(
      createMetrics({ ...calm, store: away, waiting: away, knowledge: () => refused }),
    );
    expect(text).toContain('dawen_store_ready 0');
    expect(text).toMatch(/^dawen_handoffs_waiting nan$/im);
    expect(text).toContain('dawen_knowledge_refused 1');
  });

  test('count the lines of the log that tell of trouble, which are logged all the same', async () => {
    const metrics = createMetrics();
    const kept = createTestLog();
    const log = countTrouble(kept, metrics);
    log.warn({}, 'a');
    log.error({}, 'b');
    log.info({}, 'c');
    expect(kept.lines.map(({ level }) => level)).toEqual(['warn', 'error', 'info']);
    const text = await shown(metrics);
    expect(text).toContain('dawen_log_lines_total{level="warn"} 1');
    expect(text).toContain('dawen_log_lines_total{level="error"} 1');
  });
});

describe('what stands in docs/operations', () => {
  const read = (name: string) => readFileSync(join('docs', 'operations', name), 'utf8');
  const dashboard = JSON.parse(read('grafana-dashboard.json'));
  const alerts = parse(read('alerts.yaml'));
  const queries: readonly string[] = [
    ...dashboard.panels.flatMap(({ targets }: { targets: { expr: string }[] }) =>
      targets.map(({ expr }) => expr),
    ),
    ...dashboard.templating.list.map(({ query }: { query: string }) => query),
    ...alerts.groups.flatMap(({ rules }: { rules: { expr: string }[] }) => rules.map(({ expr }) => expr)),
  ];

  test('names only metrics that there are', async () => {
    const metrics = createMetrics(calm);
    metrics.request({ method: 'GET', route: '/', status: 200 }, 0.1);
    metrics.turn('web', { conversationId: 'c', replies: [sampleReply('1', 'hello')] }, 0.1);
    const known = new Set((await shown(metrics)).match(/^[a-z]\w*/gm));
    const named = queries.flatMap((query) => query.match(/\b(?:dawen|nodejs|process)_\w+/g) ?? []);
    expect(named.length).toBeGreaterThan(20);
    expect([...new Set(named)].filter((name) => !known.has(name))).toEqual([]);
  });

  test('says with every alert what to do', () => {
    for (const { rules } of alerts.groups)
      for (const { alert, annotations } of rules) expect(annotations.action, alert).toMatch(/\.$/);
  });
});
