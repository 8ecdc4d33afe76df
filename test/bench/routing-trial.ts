/** Tries routing on examples it has not seen, with any part of it left out: what the ablation and its figures rest on. */
import { calibrated, type Outcome } from '../../intents/calibrate.ts';
import { fitConfidence } from '../../intents/confidence.ts';
import type { RoutingCase } from '../../intents/evaluate.ts';
import { crossedEvidence, evidenceNames, weigh } from '../../intents/evidence.ts';
import { lessonOf, study, type Taught, tryUnseen } from '../../intents/model.ts';
import { normalize } from '../../intents/normalize.ts';
import type { Reading } from '../../intents/reading.ts';
import { consult, type Scorers, trainScorers } from '../../intents/scorers.ts';
import type { KnowledgeBase } from '../../knowledge/schema.ts';

/** One question and what came of it. */
export interface Judged {
  readonly confidence: number;
  readonly inScope: boolean;
  readonly right: boolean;
}

/** What is left out. */
export interface Without {
  /** Views of features, such as `p` for pinyin; see intents/feature-list.ts. */
  readonly views?: string;
  readonly spelling?: boolean;
  readonly evidence?: readonly string[];
  /** Nearness to pooled examples. */
  readonly nearness?: boolean;
  /** Products of evidence. */
  readonly products?: boolean;
}

export interface RoutingTrial {
  /** Examples judged by scorers taught without their fold; topics are held out whole. */
  readonly heldOut: readonly Judged[];
  /** Questions of a set, judged by scorers taught with everything. */
  readonly set: readonly Judged[];
  readonly threshold: number;
}

export function tryRouting(
  knowledge: KnowledgeBase,
  cases: readonly RoutingCase[],
  without: Without = {},
): RoutingTrial {
  const { targets, vocabulary, taught, read } = study(knowledge, {
    ...(without.spelling ? { spell: (clean: string) => clean } : {}),
    ...(without.views ? { without: without.views } : {}),
  });
  const teach = (some: readonly Taught[]): Scorers => {
    const scorers = trainScorers(lessonOf(some, targets, vocabulary));
    if (!without.nearness) return scorers;
    const { pooled } = scorers;
    return { ...scorers, pooled: { ...pooled, weights: pooled.weights.map(() => 0) } };
  };
  const judge = (scorers: Scorers, reading: Reading) => {
    const { best, evidence } = weigh(scorers, consult(scorers, reading.row), reading);
    const dropped = (at: number): boolean => (without.evidence ?? []).includes(evidenceNames[at] ?? '');
    return { best, evidence: evidence.map((value, at) => (dropped(at) ? 0 : value)) };
  };

  const heldOut = tryUnseen({ taught, targets }, teach, judge);
  const full = teach(taught);
  const set = cases.map((given): Outcome => {
    const { best, evidence } = judge(full, read(normalize(given.q)));
    const { id, question } = knowledge.entries[best] ?? { id: '', question: '' };
    const right = [...given.expect, ...given.ok].some((name) => name === id || name === question);
    return { evidence, inScope: given.expect.length > 0, right };
  });
  const crossed = without.products ? [] : crossedEvidence;
  const { calibration, thresholds } = fitConfidence(heldOut, { crossed });
  const judged = (outcomes: readonly Outcome[]): Judged[] =>
    outcomes.map((one) => ({ ...one, confidence: calibrated(calibration, one.evidence).right }));
  return { heldOut: judged(heldOut), set: judged(set), threshold: thresholds.answer };
}
