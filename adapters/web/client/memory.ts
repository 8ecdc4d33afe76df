/** What the browser remembers for one person between pages: session, conversation, unsent messages, language. */

/** `latest` changes with every turn, so that other tabs of the same person notice. */
export type Slot = 'token' | 'conversation' | 'outbox' | 'latest' | 'locale' | 'panel';

export interface Memory {
  read(slot: Slot): string | undefined;
  /** `undefined` forgets the slot. */
  write(slot: Slot, value: string | undefined): void;
  /** Name of the slot in the browser's storage, as `storage` events carry it. */
  keyOf(slot: Slot): string;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * Keeps slots in `storage` under `prefix`. Where the browser forbids or fills its storage,
 * they live as long as the page.
 */
export function createMemory(storage: () => Store, prefix: string): Memory {
  const fallback = new Map<string, string>();
  const keyOf = (slot: Slot) => `${prefix}:${slot}`;
  return {
    keyOf,
    read(slot) {
      const kept = fallback.get(slot);
      return kept ?? attempt(() => storage().getItem(keyOf(slot))) ?? undefined;
    },
    write(slot, value) {
      fallback.delete(slot);
      const done = attempt(() => {
        if (value === undefined) storage().removeItem(keyOf(slot));
        else storage().setItem(keyOf(slot), value);
        return true;
      });
      if (!done && value !== undefined) fallback.set(slot, value);
    },
  };
}

/** Prefix of what belongs to one person: signed-in people are kept apart from each other and from anybody. */
export const personPrefix = (name: string, account: string | undefined) =>
  account === undefined ? name : `${name}@${account}`;

/** Forgets every signed-in person of a widget in this browser. */
export function forgetPersons(name: string): void {
  attempt(() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith(`${name}@`)) localStorage.removeItem(key);
  });
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
