/** Ranking and thresholds → answer, clarify, fallback, small talk or a topic that is declined by name. */
import type { Target } from './examples.ts';
import type { Thresholds } from './thresholds.ts';
import type { Candidate, Match } from './types.ts';

/** What a decision rests on. */
export interface Judged {
  readonly text: string;
  /** Best first, not empty. */
  readonly ranking: readonly Candidate[];
  /** Chance (0..1) that any entry answers it. */
  readonly inScope: number;
  /** The likeliest target that is not an entry; absent when none is likely. */
  readonly declined?: Target;
}

const fewestOptions = 2;
const mostOptions = 3;
/** A third option is offered only when it is not much less likely than the second. */
const thirdShare = 0.25;

export function decide(judged: Judged, thresholds: Thresholds): Match {
  const { text, ranking, inScope, declined } = judged;
  if ((ranking[0]?.confidence ?? 0) >= thresholds.answer) return { text, ranking, decision: 'answer' };
  if (declined?.kind === 'smalltalk') return { text, ranking, decision: 'smalltalk', smalltalk: declined.id };
  if (inScope >= thresholds.clarify && ranking.length >= fewestOptions) {
    return { text, ranking, decision: 'clarify', options: optionsOf(ranking) };
  }
  if (declined?.kind === 'boundary') return { text, ranking, decision: 'boundary', boundary: declined.id };
  return { text, ranking, decision: 'fallback' };
}

function optionsOf(ranking: readonly Candidate[]): string[] {
  const second = ranking[1]?.confidence ?? 0;
  return ranking
    .slice(0, mostOptions)
    .filter((candidate, at) => at < fewestOptions || candidate.confidence >= second * thirdShare)
    .map((candidate) => candidate.entry);
}
