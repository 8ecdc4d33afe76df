import { beforeAll, describe, expect, test } from 'vitest';
import {
  createRouter,
  ModelFormatError,
  parseModel,
  serializeModel,
  trainModel,
} from '../../intents/router.ts';
import type { ExplainingRouter } from '../../intents/types.ts';
import type { KnowledgeBase } from '../../knowledge/schema.ts';
import { createNoise, generateQuestions } from '../bench/scale/generate.ts';
import { knowledgeOf } from '../bench/scale/knowledge.ts';

const questions = generateQuestions(1200);
const knowledge: KnowledgeBase = {
  ...knowledgeOf(questions),
  boundaries: [
    {
      id: 'weather',
      kind: 'far',
      name: { 'zh-Hans': '天气', en: 'the weather' },
      examples: ['今天天气怎么样', '明天会下雨吗'],
    },
  ],
  smalltalk: [{ act: 'thanks', examples: ['谢谢你的帮助', '太感谢了'] }],
};
let bytes: Uint8Array;
let router: ExplainingRouter;

beforeAll(() => {
  bytes = serializeModel(trainModel(knowledge));
  router = createRouter(knowledge, parseModel(bytes));
}, 60_000);

describe('a knowledge base of more than a thousand entries', () => {
  test('answers its own questions', () => {
    const right = questions.filter((question, at) => {
      const { decision, ranking } = router.route(question);
      return decision === 'answer' && ranking[0]?.entry === `e${at}`;
    });
    expect(right.length / questions.length).toBeGreaterThan(0.99);
  });

  test('finds them with slips and without a clause', () => {
    const noise = createNoise(3);
    const found = questions.filter(
      (question, at) => router.route(noise(question)).ranking[0]?.entry === `e${at}`,
    );
    expect(found.length / questions.length).toBeGreaterThan(0.97);
  });

  test('declines topics, small talk and what it knows nothing of', () => {
    expect(router.route('今天天气怎么样')).toMatchObject({ decision: 'boundary', boundary: 'weather' });
    expect(router.route('太感谢了')).toMatchObject({ decision: 'smalltalk', smalltalk: 'thanks' });
    for (const text of ['', '😀', '鹅鹅鹅', 'the quick brown fox'])
      expect(['fallback', 'boundary']).toContain(router.route(text).decision);
  });

  test.each([
    ['nothing', ''],
    ['100 KB of one character', '认'.repeat(100_000)],
    ['a lone surrogate', '\ud83d'],
    ['a question', '云服务器的账单怎么申请'],
  ])('ranks entries with falling confidence for %s', (_, text) => {
    const confidences = router.route(text).ranking.map(({ confidence }) => confidence);
    expect(confidences.length).toBeGreaterThan(0);
    expect([...confidences].sort((a, b) => b - a)).toEqual(confidences);
    for (const one of confidences) expect(one >= 0 && one <= 1).toBe(true);
  });

  test('explains what it saw', () => {
    const { clean, features, evidence } = router.explain('云服务器的账单怎么申请？');
    expect(clean).toBe('云服务器的账单怎么申请');
    expect(features.length).toBeGreaterThan(5);
    expect(evidence.likeness).toBeGreaterThan(0.9);
  });

  test('is learned alike each time, and its bytes tell damage', () => {
    expect(Buffer.compare(serializeModel(trainModel(knowledge)), bytes)).toBe(0);
    expect(() => parseModel(bytes.subarray(0, bytes.length / 2))).toThrow(ModelFormatError);
  });
});
