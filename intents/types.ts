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

export interface Router {
  route(text: string): Match;
}

/** What the scorers say of one entry, each in its own measure. */
export interface ScorerParts {
  readonly entry: string;
  /** Linear model and nearness together: chance among everything that is known, 0..1. */
  readonly linear: number;
  /** BM25: nearness (0..1) to all its examples together. */
  readonly nearness: number;
  /** Share (0..1) of the question that its examples hold. */
  readonly coverage: number;
}

/** Why a question went where it went. */
export interface Explanation {
  readonly match: Match;
  /** The text after normalisation, or the piece of it that decided. */
  readonly normalized: string;
  /** The same with its spelling mended: what was really looked at. */
  readonly clean: string;
  /** What counted most for or against the best entry, strongest first. */
  readonly features: readonly { readonly feature: string; readonly weight: number }[];
  /** What each scorer says of the first entries of the ranking. */
  readonly parts: readonly ScorerParts[];
  /** What the confidence of the best entry was made of, by name. */
  readonly evidence: Readonly<Record<string, number>>;
  /** Chance (0..1) that any entry answers it, and the chance from which it is worth asking back. */
  readonly inScope: number;
  readonly clarifyFrom: number;
  /** Confidence of the first entry minus that of the second. */
  readonly margin: number;
  /** Confidence from which it is answered directly. */
  readonly threshold: number;
}

export interface ExplainingRouter extends Router {
  explain(text: string): Explanation;
}
