import { expect, test } from 'vitest';
import { findStrays } from '../../intents/review-examples.ts';
import { ruleSignatures } from '../../intents/rules/registry.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import type { KnowledgeBase } from '../../knowledge/schema.ts';

const shipped = loadKnowledge('knowledge', { rules: ruleSignatures });
const few = ['face-recognition-fails', 'recharge-channels', 'overseas-users'];
const misplaced = ['脸部识别老是失败怎么回事', '人脸识别一直不通过'];

/** Three unlike entries of the shipped knowledge, and two questions about faces among those about payments. */
function spoilt(field: 'similar' | 'contrast'): KnowledgeBase {
  const entries = shipped.entries
    .filter(({ id }) => few.includes(id))
    .map((entry) =>
      entry.id === 'recharge-channels' ? { ...entry, [field]: [...entry[field], ...misplaced] } : entry,
    );
  return { ...shipped, entries, boundaries: [], smalltalk: [] };
}

test('a similar question that stands in the wrong entry is found, and where it belongs', () => {
  const knowledge = spoilt('similar');
  const strays = findStrays(knowledge).filter(({ text }) => misplaced.includes(text));
  expect(strays.map(({ entry, nearer, text }) => [entry, nearer, text])).toEqual(
    misplaced.map((text) => ['recharge-channels', 'face-recognition-fails', text]),
  );
  for (const { entry, at, text, chances } of strays) {
    expect(knowledge.entries.find(({ id }) => id === entry)?.similar[at]).toBe(text);
    expect(chances.nearer).toBeGreaterThan(chances.own + 0.5);
  }
});

test('what is there to tell entries apart is not looked at', () => {
  expect(findStrays(spoilt('contrast')).filter(({ text }) => misplaced.includes(text))).toEqual([]);
});
