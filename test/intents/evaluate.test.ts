import { expect, test } from 'vitest';
import { evaluateRouting, routingCaseSchema } from '../../intents/evaluate.ts';
import type { DecisionKind, Match, Router } from '../../intents/types.ts';

const match = (decision: DecisionKind, entries: readonly string[], options?: readonly string[]): Match => ({
  text: '',
  decision,
  ranking: entries.map((entry) => ({ entry, question: `${entry}?`, confidence: 0.5 })),
  ...(options === undefined ? {} : { options }),
});
const scripted: Record<string, Match> = {
  right: match('answer', ['a', 'b', 'c']),
  wrong: match('answer', ['b', 'a', 'c']),
  asked: match('clarify', ['b', 'a', 'c'], ['b', 'a']),
  lost: match('fallback', ['c', 'b', 'd']),
};
const router: Router = { route: (text) => scripted[text] ?? match('fallback', ['a']) };
const score = (q: string, given: { expect?: string[]; ok?: string[] }) =>
  evaluateRouting(router, [routingCaseSchema.parse({ q, ...given })]).all;

test('a right answer is right in every way', () => {
  expect(score('right', { expect: ['a'] })).toMatchObject({
    top1: 1,
    top1Ok: 1,
    top3: 1,
    answered: 1,
    served: 1,
    wrong: 0,
  });
});

test('entries can be named by their question', () => {
  expect(score('right', { expect: ['a?'] }).top1).toBe(1);
});

test('an equally right entry serves without being the expected one', () => {
  expect(score('right', { expect: ['b'], ok: ['a'] })).toMatchObject({
    top1: 0,
    top1Ok: 1,
    answered: 1,
    wrong: 0,
  });
});

test('a wrong answer is wrong though the right one is second', () => {
  expect(score('wrong', { expect: ['a'] })).toMatchObject({ top1: 0, top3: 1, served: 0, wrong: 1 });
});

test('the right option serves', () => {
  expect(score('asked', { expect: ['a'] })).toMatchObject({ answered: 0, served: 1, wrong: 0 });
});

test('a fallback neither serves nor is wrong', () => {
  expect(score('lost', { expect: ['a'] })).toMatchObject({ top3: 0, served: 0, wrong: 0 });
});

test('an answer where none was due is a false answer', () => {
  expect(score('right', {})).toMatchObject({ inScope: 0, outOfScope: 1, falseAnswers: 1 });
  expect(score('asked', {})).toMatchObject({ outOfScope: 1, falseAnswers: 0 });
});

test('kinds are counted apart', () => {
  const cases = ['short', 'story'].map((kind) =>
    routingCaseSchema.parse({ q: 'right', expect: ['a'], kind }),
  );
  expect(evaluateRouting(router, cases)).toMatchObject({
    all: { top1: 2 },
    byKind: { short: { top1: 1 }, story: { top1: 1 } },
  });
});
