/** Whether agents are at the desk: every open console holds a lease, which runs out when nobody renews it. */
import { randomUUID } from 'node:crypto';
import type { Leases } from '../store/leases.ts';

const prefix = 'desk present ';
/** Milliseconds; longer than two beats of a stream. */
const ttl = 40_000;

export interface Presence {
  renew(): Promise<void>;
  leave(): Promise<void>;
}

/** One open console of an agent; it counts from the first renewal on. */
export function createPresence(leases: Leases, agent: string): Presence {
  const holder = randomUUID();
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
