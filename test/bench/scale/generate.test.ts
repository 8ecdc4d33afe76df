import { expect, test } from 'vitest';
import { createNoise, generateQuestions, mostQuestions } from './generate.ts';

test('as many questions as asked for, all different, enough for the largest trial', () => {
  expect(new Set(generateQuestions(20_000)).size).toBe(20_000);
  expect(mostQuestions).toBeGreaterThan(100_000);
});

test('questions of one own come first', () => {
  expect(generateQuestions(3, ['甲', '乙']).slice(0, 2)).toEqual(['甲', '乙']);
});

test('slips change a question a little, the same way each time', () => {
  const [question = ''] = generateQuestions(1);
  expect(createNoise(1)(question)).toBe(createNoise(1)(question));
  expect(Math.abs(createNoise(1)(question).length - question.length)).toBeLessThanOrEqual(2);
});
