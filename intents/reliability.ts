/** Does a confidence of 0.8 mean right eight times of ten? Labelled questions sorted by confidence. */
import type { RoutingCase } from './evaluate.ts';
import type { Match, Router } from './types.ts';

export interface ReliabilityBin {
  /** Confidences from `from` up to `to`, the last bin with 1. */
  readonly from: number;
  readonly to: number;
  readonly questions: number;
  /** Mean confidence (0..1) of the bin's questions. */
  readonly confidence: number;
  /** Share (0..1) whose first entry is expected or equally right; a question that must not be answered never is. */
  readonly right: number;
}

export interface Reliability {
  /** Bins that hold something, lowest first. */
  readonly bins: readonly ReliabilityBin[];
  /** Expected calibration error: mean distance of confidence and truth over all questions; 0 is perfect. */
  readonly calibrationError: number;
}

const binCount = 10;

/** One question: how sure the router was, and whether it was right (1) or not (0). */
export interface Seen {
  readonly confidence: number;
  readonly right: number;
}

/** Routes every question and compares how sure the router was with how often it was right. */
export function measureReliability(router: Router, cases: readonly RoutingCase[]): Reliability {
  return compareWithTruth(cases.map((given) => look(router.route(given.q), given)));
}

/** The same for questions that were routed before. */
export function compareWithTruth(seen: readonly Seen[]): Reliability {
  const bins = Array.from({ length: binCount }, (_, number) => binOf(seen, number)).filter(
    ({ questions }) => questions > 0,
  );
  const gaps = bins.map(({ questions, confidence, right }) => questions * Math.abs(confidence - right));
  return { bins, calibrationError: gaps.reduce((sum, gap) => sum + gap, 0) / Math.max(1, seen.length) };
}

function look({ ranking }: Match, { expect, ok }: RoutingCase): Seen {
  const [first] = ranking;
  const good = expect.length > 0 ? [...expect, ...ok] : [];
  const isRight = first !== undefined && (good.includes(first.entry) || good.includes(first.question));
  return { confidence: first?.confidence ?? 0, right: Number(isRight) };
}

function binOf(seen: readonly Seen[], number: number): ReliabilityBin {
  const inside = seen.filter(
    ({ confidence }) => Math.min(binCount - 1, Math.floor(confidence * binCount)) === number,
  );
  const mean = (value: (one: Seen) => number) =>
    inside.reduce((sum, one) => sum + value(one), 0) / Math.max(1, inside.length);
  return {
    from: number / binCount,
    to: (number + 1) / binCount,
    questions: inside.length,
    confidence: mean(({ confidence }) => confidence),
    right: mean(({ right }) => right),
  };
}
