import { beforeAll, describe, expect, test } from 'vitest';
import {
  createRouter,
  ModelFormatError,
  parseModel,
  type RoutingModel,
  serializeModel,
  trainModel,
} from '../../intents/router.ts';
import { ruleSignatures } from '../../intents/rules/registry.ts';
import type { ExplainingRouter } from '../../intents/types.ts';
import { loadKnowledge } from '../../knowledge/load.ts';

const knowledge = loadKnowledge('knowledge', { rules: ruleSignatures });
let model: RoutingModel;
let bytes: Uint8Array;
let router: ExplainingRouter;

beforeAll(() => {
  model = trainModel(knowledge);
  bytes = serializeModel(model);
  router = createRouter(knowledge, parseModel(bytes));
}, 60_000);

describe('the shipped knowledge base', () => {
  test.each(knowledge.entries.map(({ question, id }) => [question, id]))(
    '%s is answered by its entry',
    (question, id) => {
      const { decision, ranking } = router.route(question);
      expect([decision, ranking[0]?.entry]).toEqual(['answer', id]);
      expect(ranking[0]?.confidence).toBeGreaterThan(0.9);
    },
  );

  test.each(knowledge.entries.map(({ en, id }) => [en.question, id]))(
    '%s is answered by its entry',
    (question, id) => {
      const { decision, ranking } = router.route(question);
      expect([decision, ranking[0]?.entry]).toEqual(['answer', id]);
    },
  );

  test('similar questions find their entry', () => {
    const all = knowledge.entries.flatMap(({ id, similar }) => similar.map((text) => ({ id, text })));
    const right = all.filter(({ id, text }) => router.route(text).ranking[0]?.entry === id).length;
    expect(right / all.length).toBeGreaterThan(0.98);
  });

  test('examples of topics that are declined are not answered', () => {
    const all = knowledge.boundaries.flatMap(({ examples }) => examples);
    const answered = all.filter((text) => router.route(text).decision === 'answer');
    expect(answered.length / all.length).toBeLessThan(0.01);
  });

  test('small talk is told by its act', () => {
    const all = knowledge.smalltalk.flatMap(({ act, examples }) => examples.map((text) => ({ act, text })));
    const told = all.filter(({ act, text }) => router.route(text).smalltalk === act).length;
    expect(told / all.length).toBeGreaterThan(0.9);
  });
});

describe('a question may come as it likes', () => {
  test.each([
    ['实民认征怎么取消', 'cancel-verification'],
    ['實名認證點樣取消', 'cancel-verification'],
    ['yanzhengma zai na li kan', 'where-is-verification-code'],
    ['dakuan jine shucuo le', 'payment-amount-wrong'],
    ['compny verfication how many days', 'enterprise-review-time'],
    ['扫了脸一直不给过', 'face-recognition-fails'],
  ])('%s finds its entry', (text, entry) => {
    expect(router.route(text).ranking[0]?.entry).toBe(entry);
  });

  test('it may stand in the middle of a long story', () => {
    const chatter = '我们是做外贸的小团队，平时事情比较多，办公室刚刚搬家，网络也不太稳定，老板又催得急。';
    const text = `${chatter.repeat(4)}打款金额输入错误怎么办？${chatter.repeat(4)}`;
    expect(router.route(text).ranking[0]?.entry).toBe('payment-amount-wrong');
  });
});

describe('anything at all gets a ranking of every entry, best first', () => {
  const odd: [string, string][] = [
    ['nothing', ''],
    ['blanks', '   '],
    ['emoji', '😀😀'],
    ['NUL characters', '\0\0'],
    ['a lone surrogate', '\ud83d'],
    ['right-to-left text', '\u202eمرحبا كيف حالك'],
    ['100 KB of one token', 'a'.repeat(100_000)],
    ['100 KB of one character', '认'.repeat(100_000)],
    ['markup', '<script>alert(1)</script>'],
    ['a query', "' OR 1=1; DROP TABLE users; --"],
    ['names of objects', '__proto__ constructor toString'],
  ];

  test.each(odd)('%s', (_, text) => {
    const { ranking, decision, text: given } = router.route(text);
    expect(given).toBe(text);
    expect(decision).not.toBe('answer');
    expect(new Set(ranking.map(({ entry }) => entry)).size).toBe(knowledge.entries.length);
    const confidences = ranking.map(({ confidence }) => confidence);
    expect([...confidences].sort((a, b) => b - a)).toEqual(confidences);
    for (const confidence of confidences) {
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(1);
    }
  });

  test('what cannot be read falls back', () => {
    for (const text of ['', '   ', '😀😀', '\0\0', '\ud83d'])
      expect(router.route(text).decision).toBe('fallback');
  });
});

describe('a decision', () => {
  test('offers two or three different entries when it asks back', () => {
    const asked = ['认证', '打款', '金额不对', '要多久', '验证码'].map((text) => router.route(text));
    const clarifying = asked.filter((match) => match.decision === 'clarify');
    expect(clarifying.length).toBeGreaterThan(0);
    for (const { options = [] } of clarifying) {
      expect(options.length).toBeGreaterThanOrEqual(2);
      expect(options.length).toBeLessThanOrEqual(3);
      expect(new Set(options).size).toBe(options.length);
    }
  });

  test('explains itself', () => {
    const { clean, features, evidence, threshold, margin, match } = router.explain(
      '你好，請問打款金額輸錯了怎麼辦',
    );
    expect(clean).toBe('打款金额输错了怎么办');
    expect(match.ranking[0]?.entry).toBe('payment-amount-wrong');
    expect(features.length).toBeGreaterThan(5);
    expect(Object.keys(evidence)).toContain('covered');
    expect(margin).toBeGreaterThan(0.5);
    expect(threshold).toBeGreaterThan(0.5);
  });

  test('explains how the text was read and what each scorer says of the likeliest entries', () => {
    const { normalized, clean, parts, match, inScope, clarifyFrom } = router.explain('shimin renzhen duojiu');
    expect([normalized, clean]).toEqual(['shimin renzhen duojiu', '实名认证多久']);
    expect(parts.map(({ entry }) => entry)).toEqual(match.ranking.slice(0, 3).map(({ entry }) => entry));
    expect(parts[0]?.linear).toBeGreaterThan(parts[1]?.linear ?? 1);
    expect(parts[0]?.coverage).toBeGreaterThan(0.9);
    expect(inScope).toBeGreaterThan(clarifyFrom);
  });
});

describe('the model', () => {
  test('is the same for the same knowledge', () => {
    expect(Buffer.compare(serializeModel(trainModel(knowledge)), bytes)).toBe(0);
  }, 60_000);

  test('says after a journey through bytes what it said before', () => {
    const fresh = createRouter(knowledge, model);
    for (const { similar } of knowledge.entries) {
      for (const text of similar.slice(0, 3)) expect(router.route(text)).toEqual(fresh.route(text));
    }
  });

  test('takes no more than a few megabytes and loads at once', () => {
    const started = performance.now();
    parseModel(bytes);
    expect(performance.now() - started).toBeLessThan(500);
    expect(bytes.length).toBeLessThan(8_000_000);
  });

  test.each([
    ['empty', () => new Uint8Array()],
    ['cut off', () => bytes.subarray(0, bytes.length / 2)],
    ['another file', () => new TextEncoder().encode('hello, this is no model at all')],
    ['damaged', () => bytes.map((byte, at) => (at === 100_000 ? byte ^ 1 : byte))],
  ])('that is %s is refused by a typed error', (_, make) => {
    expect(() => parseModel(make())).toThrow(ModelFormatError);
  });
});

test('a question is routed in far less than a millisecond', () => {
  const texts = knowledge.entries.flatMap(({ similar }) => similar.slice(0, 20));
  for (const text of texts) router.route(text);
  const rounds = Array.from({ length: 5 }, () => {
    const started = performance.now();
    for (const text of texts) router.route(text);
    return (performance.now() - started) / texts.length;
  });
  // The figure is about 0.2 ms; the quickest round and the room above it are for a busy machine.
  expect(Math.min(...rounds)).toBeLessThan(1.5);
});

describe('a knowledge base of another size', () => {
  const alone = {
    ...knowledge,
    boundaries: [],
    smalltalk: [],
    concepts: [],
    entries: knowledge.entries
      .slice(0, 1)
      .map((entry) => ({ ...entry, similar: entry.similar.slice(0, 3), not: [] })),
  };

  test('with one entry and nothing else routes all the same', () => {
    const only = createRouter(alone, trainModel(alone));
    const { ranking } = only.route('今天天气怎么样');
    expect(ranking).toHaveLength(1);
    expect(ranking[0]?.confidence).toBeGreaterThanOrEqual(0);
    expect(only.route('').decision).toBe('fallback');
  });

  test('with two entries tells them apart', () => {
    const two = { ...alone, entries: knowledge.entries.slice(0, 2) };
    const router = createRouter(two, trainModel(two));
    for (const { id, question } of two.entries) expect(router.route(question).ranking[0]?.entry).toBe(id);
  });
});
