/** Whether agents are at the desk: every console holds a lease as long as it answers the beats of its line. */
import type { Leases } from '../store/leases.ts';

const prefix = 'desk present ';
/** Milliseconds; longer than two beats of a line, so that one answer may be lost. */
export const presenceTtl = 40_000;

export interface Presence {
  renew(): Promise<void>;
  leave(): Promise<void>;
}

export interface Console {
  readonly agent: string;
  /** Of the sign-in. */
  readonly session: string;
  readonly ttl: number;
}

/** The console of an agent in one session; it counts from the first renewal on. */
export function createPresence(leases: Leases, { agent, session: holder, ttl }: Console): Presence {
  const name = `${prefix}${agent} ${holder}`;
  let hasLeft = false;
  return {
    renew: async () => {
      if (hasLeft) return;
      await leases.claim({ name, holder, ttl });
      // whoever left while it was written is not there
      if (hasLeft) await leases.release(name, holder);
    },
    leave: async () => {
      hasLeft = true;
      await leases.release(name, holder);
    },
  };
}

export const isAnyonePresent = (leases: Leases): Promise<boolean> => leases.anyHeld(prefix);
