/** The words of routing: what goes into the router and what comes out. */
import type { SmalltalkAct } from '../knowledge/schema.ts';

export type DecisionKind = 'answer' | 'clarify' | 'fallback' | 'smalltalk' | 'boundary';

/** One entry and how sure we are that it answers the question, calibrated to 0..1. */
export interface Candidate {
  readonly entry: string;
  readonly question: string;
  readonly confidence: number;
}

/** What the router makes of one question. `ranking` is best first and never empty, whatever the decision. */
export interface Match {
  readonly text: string;
  readonly decision: DecisionKind;
  readonly ranking: readonly Candidate[];
  /** Entries to offer, 2-3 of them, when the decision is `clarify`. */
  readonly options?: readonly string[];
  /** Id of the recognised boundary topic, when the decision is `boundary`. */
  readonly boundary?: string;
  /** The recognised small talk, when the decision is `smalltalk`. */
  readonly smalltalk?: SmalltalkAct;
}

/** What the conversation knows that helps to read a short question. */
export interface RouteContext {
  /** Entry that the last answer rested on. */
  readonly topic?: string;
}

export interface Router {
  route(text: string, context?: RouteContext): Match;
}

/** Why a question went where it went. */
export interface Explanation {
  readonly match: Match;
  /** The text after normalisation: what was really looked at. */
  readonly clean: string;
  /** What counted most for or against the best entry, strongest first. */
  readonly features: readonly { readonly feature: string; readonly weight: number }[];
  /** Every scorer's part, by name. */
  readonly evidence: Readonly<Record<string, number>>;
  /** Confidence of the first entry minus that of the second. */
  readonly margin: number;
  /** Confidence from which it is answered directly. */
  readonly threshold: number;
}

export interface ExplainingRouter extends Router {
  explain(text: string): Explanation;
}
