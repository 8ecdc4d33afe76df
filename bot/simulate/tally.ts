/** Counts which messages were answered, and which pieces of an answer were shown twice. */
import type { Shown } from './platform.ts';

export interface Tally {
  /** A call of the server, and the piece of an answer that it carried. */
  hear(shown: Shown | undefined): void;
  /** False when the server has called nobody here for so many milliseconds. */
  hearAnything(patience: number): Promise<boolean>;
  /** Messages with an answer so far. */
  answered(): number;
  /** Pieces of answers that people saw more than once. */
  twice(): number;
  /** Resolves when so many messages are answered and nothing more came for a moment, or when nothing came for `patience` milliseconds. */
  settle(messages: number, patience: number): Promise<void>;
}

/** Milliseconds in which a second copy of an answer would come. */
const moment = 1500;

export function createTally(): Tally {
  const answered = new Set<number>();
  const pieces = new Map<string, number>();
  let lastHeard = performance.now();
  let calls = 0;

  const isDone = (messages: number, patience: number): boolean =>
    performance.now() - lastHeard > (answered.size >= messages ? moment : patience);

  return {
    hear: (shown) => {
      calls += 1;
      if (!shown) return;
      lastHeard = performance.now();
      answered.add(shown.number);
      pieces.set(shown.piece, (pieces.get(shown.piece) ?? 0) + 1);
    },
    hearAnything: async (patience) => {
      const end = performance.now() + patience;
      while (calls === 0 && performance.now() < end) await pause();
      return calls > 0;
    },
    answered: () => answered.size,
    twice: () => [...pieces.values()].filter((times) => times > 1).length,
    settle: async (messages, patience) => {
      lastHeard = performance.now();
      while (!isDone(messages, patience)) await pause();
    },
  };
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 50));
