/** What `dawen match` and `POST /api/v1/match` say of one question. */
import type { Candidate, DecisionKind, Match } from '../../intents/types.ts';
import { maskPersonalData } from '../understand/personal-data.ts';

export interface MatchReport {
  /** Personal numbers are masked. */
  readonly text: string;
  readonly decision: DecisionKind;
  /** Best first, whatever the decision. */
  readonly ranking: readonly Candidate[];
}

/** The text comes back as it was sent, but for personal numbers. */
export function toMatchReport({ text, decision, ranking }: Match, limit: number): MatchReport {
  return { text: maskPersonalData(text).text, decision, ranking: ranking.slice(0, limit) };
}
