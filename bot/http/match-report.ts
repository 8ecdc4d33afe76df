/** What `dawen match` and `POST /api/v1/match` say of one question. */
import type { Candidate, DecisionKind, Match } from '../../intents/types.ts';

export interface MatchReport {
  readonly text: string;
  readonly decision: DecisionKind;
  /** Best first, whatever the decision. */
  readonly ranking: readonly Candidate[];
}

export function toMatchReport({ text, decision, ranking }: Match, limit: number): MatchReport {
  return { text, decision, ranking: ranking.slice(0, limit) };
}
