/** What a message says about a fact, and where in it. */
import type { StatedFacts } from '../turn/conversation.ts';
import type { Place } from './cues.ts';

export type FactValue = StatedFacts[string];

/** What a message says about a fact: a value, or why there is none. Reasons have their sentences in `facts.yaml`. */
export type FactReading =
  | { readonly kind: 'value'; readonly value: FactValue }
  | { readonly kind: 'vague' }
  | { readonly kind: 'invalid'; readonly reason: string };

/** A value and where it stands. */
export interface Found extends Place {
  readonly reading: FactReading;
  /** Where the value ends that put this one right. */
  readonly upTo?: number;
}

export const value = (said: FactValue): FactReading => ({ kind: 'value', value: said });
