/** How often a sign-in may be tried: by one name, so that guessing ends, and from one address, so that trying names does. */
import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { type Clock, toIso } from '../clock.ts';
import type { SignInTries, TryCount } from '../store/sign-in-tries.ts';

/** Tries without success until nobody may try; an office shares its address. */
export const lockOutLimits = { byName: 5, byAddress: 30 } as const;
/** How long it is locked, and how long without a try until all is forgotten. */
const pause = Temporal.Duration.from({ minutes: 15 });

export interface Try {
  readonly name: string;
  readonly address: string;
}

/** `first`: this try is the one that found it locked, the others after it say nothing new. */
export type Admission =
  | { readonly status: 'admitted' }
  | {
      readonly status: 'locked';
      readonly by: 'name' | 'address';
      readonly until: string;
      readonly first: boolean;
    };

export interface LockOut {
  /** Counts a try before it is checked: many at once are no more than one after the other. */
  admit(attempt: Try): Promise<Admission>;
  /** It was right: the name's tries are forgotten, the address gets this one back. */
  forgive(attempt: Try): Promise<void>;
  /** Lets a name try again at once. */
  unlock(name: string): Promise<void>;
}

export function createLockOut(tries: SignInTries, clock: Clock): LockOut {
  function count(key: string, limit: number): Promise<TryCount> {
    return tries.count({ key, now: toIso(clock()), until: toIso(clock().add(pause)), limit });
  }
  return {
    admit: async ({ name, address }) => {
      const { byName, byAddress } = lockOutLimits;
      const fromAddress = await count(addressKey(address), byAddress);
      if (fromAddress.tries > byAddress) return locked('address', fromAddress, byAddress);
      const ofName = await count(nameKey(name), byName);
      return ofName.tries > byName ? locked('name', ofName, byName) : { status: 'admitted' };
    },
    forgive: async ({ name, address }) => {
      await tries.giveBack(addressKey(address));
      await tries.forget(nameKey(name));
    },
    unlock: (name) => tries.forget(nameKey(name)),
  };
}

function locked(by: 'name' | 'address', { tries, until }: TryCount, limit: number): Admission {
  return { status: 'locked', by, until, first: tries === limit + 1 };
}

const addressKey = (address: string) => `address:${address}`;

/** Hashed: people type their password where their name belongs. */
const nameKey = (name: string) => `name:${createHash('sha256').update(name).digest('hex')}`;
