/** Replies that go back in the answer to the platform's own call, when they are ready in time: said once, that way or as a call of ours. */
import type { Shelf } from '../store/shelf.ts';

export interface Offer {
  readonly sendings: readonly unknown[];
  /** To be called once: whether the platform took the answer. */
  readonly done: (given: boolean) => void;
}

/** `absent`: nobody waits, send it; `lost`: the platform went away and will call again. */
export type Handed = 'given' | 'lost' | 'absent';

export interface InTime {
  /** What is offered for a delivery within so many milliseconds. */
  wait(id: string, milliseconds: number): Promise<Offer | undefined>;
  /** Gives the sendings to the call that waits for them, if one does and they fit into its answer. */
  hand(id: string, sendings: readonly unknown[]): Promise<Handed>;
  /** The answer is to be sent, whoever waits for it. */
  giveUp(id: string): Promise<'given' | 'absent'>;
  /** True when the platform went away with the answer: its next call gets it. */
  isLost(id: string): Promise<boolean>;
  /** That call took it. */
  noteGiven(id: string): Promise<void>;
}

export interface InTimeDeps {
  readonly shelf: Shelf;
  /** Whether these go back in the answer to a call. */
  readonly fits: (sendings: readonly unknown[]) => boolean;
}

/** Longer than any platform repeats a call. */
const kept = 600_000;
/** `lost` or `given`; in the store, since a repeated call may reach another process. */
const fateOf = (id: string) => `${id} in time`;

export function createInTime({ shelf, fits }: InTimeDeps): InTime {
  const waiting = new Map<string, (offer: Offer | undefined) => void>();

  async function handOver(id: string, sendings: readonly unknown[]): Promise<Handed> {
    const take = waiting.get(id);
    if (!take || !fits(sendings)) return giveUp(id);
    const given = await new Promise<boolean>((done) => take({ sendings, done }));
    if (given) return 'given';
    await shelf.put(fateOf(id), 'lost', kept);
    return 'lost';
  }

  async function giveUp(id: string): Promise<'given' | 'absent'> {
    waiting.get(id)?.(undefined);
    const fate = await shelf.get(fateOf(id));
    if (fate === 'lost') await shelf.remove(fateOf(id));
    return fate === 'given' ? 'given' : 'absent';
  }

  return {
    wait: (id, milliseconds) =>
      new Promise((resolve) => {
        const finish = (offer: Offer | undefined) => {
          clearTimeout(timer);
          waiting.delete(id);
          resolve(offer);
        };
        const timer = setTimeout(() => finish(undefined), milliseconds);
        waiting.set(id, finish);
      }),
    hand: handOver,
    giveUp,
    isLost: async (id) => (await shelf.get(fateOf(id))) === 'lost',
    noteGiven: (id) => shelf.put(fateOf(id), 'given', kept),
  };
}
