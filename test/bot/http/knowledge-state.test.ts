/** Whoever runs the server sees which knowledge it has, since when, and what keeps another out. */
import { afterEach, expect, test } from 'vitest';
import type { KnowledgeState } from '../../../bot/expertise/living-expertise.ts';
import { type House, openHouse } from '../house.ts';

let house: House;
afterEach(() => house.close());

const loaded: KnowledgeState = { hash: 'a'.repeat(64), loadedAt: '2026-11-23T05:00:00.000Z' };
async function look(state: KnowledgeState) {
  house = await openHouse({ knowledge: () => state });
  const [ready, version] = [await house.call('GET', '/readyz'), await house.call('GET', '/version')];
  expect(ready).toMatchObject({ status: 200, json: { status: 'ready', knowledge: state } });
  return { warnings: ready.json.warnings.join('\n'), version: version.json };
}

test('knowledge that all agree on is told without a warning', async () => {
  const { warnings, version } = await look({
    ...loaded,
    announced: { hash: loaded.hash, at: loaded.loadedAt },
  });
  expect(warnings).not.toMatch(/knowledge base|knowledge [0-9a-f]{12}/);
  expect(version).toMatchObject({ knowledgeLoadedAt: loaded.loadedAt });
  expect(version).not.toHaveProperty('knowledgeRefused');
});

test('a refused edit is a warning with its lines, and the server stays ready', async () => {
  const refusal = { at: '2026-11-23T06:00:00.000Z', lines: ['knowledge/lexicon.yaml:3:1: broken'] };
  const { warnings, version } = await look({ ...loaded, refusal });
  expect(warnings).toContain('refused');
  expect(version).toMatchObject({ knowledgeRefused: refusal });
});

test('knowledge that another process has announced is a warning that names both', async () => {
  const announced = { hash: 'b'.repeat(64), at: '2026-11-23T06:00:00.000Z' };
  const { warnings } = await look({ ...loaded, announced });
  expect(warnings).toContain('bbbbbbbbbbbb');
  expect(warnings).toContain('aaaaaaaaaaaa');
});
