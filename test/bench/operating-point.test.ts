import { describe, expect, test } from 'vitest';
import { fallenBehind } from './routing/baseline.ts';
import { type Asked, choosePoint, net, strict } from './routing/operating-point.ts';

/** A question whose first entry got this score; right, wrong, or out of scope. */
const asked = (kind: 'right' | 'wrong' | 'outside', score: number): Asked => ({
  given: {
    q: '金额',
    expect: kind === 'outside' ? [] : [kind === 'right' ? 'a' : 'b'],
    ok: [],
    kind: 'short',
  },
  answer: { ranked: [{ entry: 'a', score }] },
});

describe('the operating point of a peer', () => {
  const dev = [
    ...[9, 8, 7, 6].map((score) => asked('right', score)),
    asked('outside', 5),
    asked('right', 4),
    asked('outside', 3),
    asked('wrong', 2),
    ...Array.from({ length: 6 }, () => asked('outside', 1)),
  ];

  test('answers from where right answers outweigh the others', () => {
    expect(choosePoint(dev, net, 0)).toMatchObject({ reading: 'score of the first', threshold: 4 });
  });

  test('keeps the stated rates', () => {
    expect(choosePoint(dev, strict, 0).threshold).toBe(6);
  });

  test('never answers when no threshold keeps them', () => {
    expect(choosePoint([asked('outside', 9), asked('right', 1)], strict, 0).threshold).toBe(Infinity);
  });

  test('offers options to no more out-of-scope questions than allowed', () => {
    expect(choosePoint(dev, net, 0).offer).toBe(4);
    expect(choosePoint(dev, net, 0.5).offer).toBe(2);
  });
});

describe('the guard', () => {
  const then = {
    ...{ inScope: 400, outOfScope: 100, top1: 360, top1Ok: 380, top3: 396, answered: 340, served: 390 },
    ...{ wrong: 4, falseAnswers: 3 },
  };

  test('lets small losses pass', () => {
    expect(fallenBehind({ ...then, top1Ok: 377, falseAnswers: 4 }, then)).toEqual([]);
  });

  test('names each figure that fell behind by more than half its interval', () => {
    expect(fallenBehind({ ...then, top1Ok: 365, falseAnswers: 9 }, then)).toEqual([
      'top1Ok: 91.3 %, was 95.0 %',
      'falseAnswers: 9.0 %, was 3.0 %',
    ]);
  });
});
