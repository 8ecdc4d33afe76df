/** What may truly be said to somebody who asks for a human: whether there is a desk, who is at it, how many wait before. */
import type { Agent } from '../store/agents.ts';
import type { Store } from '../store/store.ts';
import { isAnyonePresent } from './presence.ts';

export interface Wait {
  /** An agent has the desk open now. */
  readonly isPresent: boolean;
  /** How many others wait, those who came before where the person waits already. */
  readonly before: number;
  /** The person stands in the queue already. */
  readonly isWaiting: boolean;
}

export type WaitStore = Pick<Store, 'agents' | 'handoffs' | 'leases'>;

/** Undefined where the desk has no agents: then nobody can be called. */
export async function lookUpWait(store: WaitStore, conversation: string): Promise<Wait | undefined> {
  const agents = await store.agents.list();
  if (!agents.some(mayComeIn)) return undefined;
  const waiting = (await store.handoffs.open()).filter(({ status }) => status === 'waiting');
  const place = waiting.findIndex((handoff) => handoff.conversation === conversation);
  const isPresent = await isAnyonePresent(store.leases);
  const isWaiting = place !== -1;
  return { isPresent, isWaiting, before: isWaiting ? place : waiting.length };
}

/** An account that was made and never used has nobody behind it yet. */
function mayComeIn({ disabledAt, passwordHash, identity, lastSignInAt }: Agent): boolean {
  const isUsed = [passwordHash, identity, lastSignInAt].some((sign) => sign !== undefined);
  return disabledAt === undefined && isUsed;
}
