import { expect, test } from 'vitest';
import { decide, type Judged } from '../../intents/decide.ts';

const thresholds = { answer: 0.8, clarify: 0.3 };
const ranking = (...confidences: number[]) =>
  confidences.map((confidence, at) => ({ entry: `entry-${at}`, question: `Question ${at}?`, confidence }));
const judged = (over: Partial<Judged>): Judged => ({
  text: 'x',
  ranking: ranking(0.5, 0.2, 0.1),
  inScope: 0.8,
  ...over,
});

test('a sure entry is the answer', () => {
  expect(decide(judged({ ranking: ranking(0.8, 0.1) }), thresholds).decision).toBe('answer');
});

test('a sure entry is the answer even when the words are near to a topic that is declined', () => {
  const declined = { kind: 'boundary', id: 'invoices', head: 'boundary' } as const;
  expect(decide(judged({ ranking: ranking(0.9, 0.1), declined }), thresholds).decision).toBe('answer');
});

test('an unsure question in scope gets options, the third only when it is not much less likely', () => {
  expect(decide(judged({}), thresholds)).toMatchObject({
    decision: 'clarify',
    options: ['entry-0', 'entry-1', 'entry-2'],
  });
  expect(decide(judged({ ranking: ranking(0.5, 0.4, 0.05) }), thresholds).options).toEqual([
    'entry-0',
    'entry-1',
  ]);
});

test('small talk is told by its act', () => {
  const declined = { kind: 'smalltalk', id: 'thanks', head: 'smalltalk thanks' } as const;
  expect(decide(judged({ declined }), thresholds)).toMatchObject({
    decision: 'smalltalk',
    smalltalk: 'thanks',
  });
});

test('a recognised topic is declined by its id', () => {
  const declined = { kind: 'boundary', id: 'invoices', head: 'boundary' } as const;
  expect(decide(judged({ inScope: 0.1, declined }), thresholds)).toMatchObject({
    decision: 'boundary',
    boundary: 'invoices',
  });
});

test('what is not recognised falls back', () => {
  expect(decide(judged({ inScope: 0.1 }), thresholds).decision).toBe('fallback');
});

test('with one entry there is nothing to choose from', () => {
  expect(decide(judged({ ranking: ranking(0.5) }), thresholds).decision).toBe('fallback');
});
