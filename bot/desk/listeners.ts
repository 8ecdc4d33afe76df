/** Who listens to what. A listener is wanted before it hears: what is read for it first is where it begins. */

type Hear<Event> = (event: Event) => void;

export interface Listeners<Event> {
  /** Resolves once `prepare` has; the listener hears whatever comes after that. */
  add(name: string, hear: Hear<Event>, prepare: () => Promise<void>): Promise<{ readonly stop: () => void }>;
  tell(name: string, event: Event): void;
  tellAll(event: Event): void;
  isWanted(): boolean;
  isHeard(): boolean;
  names(): string[];
}

export function createListeners<Event>(): Listeners<Event> {
  const wanted = new Map<string, number>();
  const heard = new Map<string, Set<Hear<Event>>>();

  function want(name: string, change: 1 | -1): void {
    const count = (wanted.get(name) ?? 0) + change;
    if (count > 0) wanted.set(name, count);
    else wanted.delete(name);
  }
  function remove(name: string, hear: Hear<Event>): void {
    const others = heard.get(name);
    if (!others?.delete(hear)) return;
    if (others.size === 0) heard.delete(name);
    want(name, -1);
  }
  const tell = (name: string, event: Event) => {
    for (const hear of [...(heard.get(name) ?? [])]) hear(event);
  };
  return {
    add: async (name, hear, prepare) => {
      want(name, 1);
      try {
        await prepare();
      } catch (error) {
        want(name, -1);
        throw error;
      }
      heard.set(name, (heard.get(name) ?? new Set()).add(hear));
      return { stop: () => remove(name, hear) };
    },
    tell,
    tellAll: (event) => {
      for (const name of heard.keys()) tell(name, event);
    },
    isWanted: () => wanted.size > 0,
    isHeard: () => heard.size > 0,
    names: () => [...wanted.keys()],
  };
}
