import { expect, test } from 'vitest';
import {
  figuresAt,
  type Trial,
  thresholdForCorrelation,
  thresholdForRecall,
} from '../../intents/intent-figures.ts';

const trials: Trial[] = [
  { intent: 'pay', chance: 0.9, truth: 'pay' },
  { intent: 'pay', chance: 0.8, truth: 'move' },
  { intent: 'move', chance: 0.4, truth: 'move' },
  { intent: 'move', chance: 0.3, truth: undefined },
  { intent: 'pay', chance: 0.1, truth: undefined },
];

test('accuracy counts right guesses from the threshold on, recall what is declined', () => {
  expect(figuresAt(trials, 0)).toMatchObject({ accuracy: 2 / 3, recall: 0 });
  expect(figuresAt(trials, 0.35)).toMatchObject({ inScope: 3, outOfScope: 2, accuracy: 2 / 3, recall: 1 });
  expect(figuresAt(trials, 0.5)).toMatchObject({ accuracy: 1 / 3, recall: 1 });
});

test('correlation is one for a perfect guess and zero for a constant one', () => {
  const perfect = trials.map((one) => ({ ...one, intent: one.truth ?? '', chance: one.truth ? 1 : 0 }));
  expect(figuresAt(perfect, 0.5).mcc).toBeCloseTo(1);
  expect(figuresAt(trials, 2).mcc).toBe(0);
});

test('thresholds are chosen for a share of declined questions or for the best correlation', () => {
  expect(figuresAt(trials, thresholdForRecall(trials, 0.5)).recall).toBe(0.5);
  expect(figuresAt(trials, thresholdForRecall(trials, 1)).recall).toBe(1);
  expect(thresholdForCorrelation(trials)).toBeCloseTo(0.4);
  expect(thresholdForRecall([], 0.5)).toBe(0);
});
