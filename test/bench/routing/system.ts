/** What one system of the routing bench said, and what it cost: the words between the bench and its child processes. */
import type { DecisionKind } from '../../../intents/types.ts';
import type { Ranked } from '../peers/peer.ts';

/** Places of a ranking that are kept: what the table shows and what the measures of confidence look at. */
export const shown = 6;

export interface Answer {
  /** Best first; `nowhere` stands among them where a system learned it. */
  readonly ranked: readonly Ranked[];
  /** What the system itself decided; without it, the bench decides by a threshold on the score. */
  readonly verdict?: { readonly decision: DecisionKind; readonly options: readonly string[] };
}

export interface System {
  readonly name: string;
  readonly version: string;
  readonly settings: string;
  answer(question: string): Answer | Promise<Answer>;
}

/** One system's run. Times of one question in microseconds, warm; memory in MB. */
export interface Trial extends Omit<System, 'answer'> {
  readonly key: string;
  readonly buildMs: number;
  /** What it holds: heap and buffers, over those of the process before it was loaded. */
  readonly memoryMb: number;
  /** Resident memory of the whole process at the end, Node and the questions included. */
  readonly residentMb: number;
  readonly p50: number;
  readonly p99: number;
  readonly answers: { readonly dev: readonly Answer[]; readonly set: readonly Answer[] };
}
