/** Answers that a platform comes to fetch: any process may have made them, and any may be asked. */
import type { Shelf } from '../store/shelf.ts';

export interface Streams {
  finish(id: string, content: string): Promise<void>;
  /** Undefined while it is not finished. */
  read(id: string): Promise<string | undefined>;
  /** The same, after waiting for it so many milliseconds at most. */
  wait(id: string, milliseconds: number): Promise<string | undefined>;
}

/** Longer than the platform asks. */
const kept = 600_000;

export function createStreams(shelf: Shelf, name: string): Streams {
  const waiting = new Map<string, Set<() => void>>();
  const placeOf = (id: string) => `${name} stream ${id}`;

  async function read(id: string): Promise<string | undefined> {
    const content = await shelf.get(placeOf(id));
    return typeof content === 'string' ? content : undefined;
  }

  /** Until it is finished in this process, or the time is up. */
  function pause(id: string, milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const others = waiting.get(id) ?? new Set();
      const go = () => {
        clearTimeout(timer);
        others.delete(go);
        if (others.size === 0) waiting.delete(id);
        resolve();
      };
      const timer = setTimeout(go, milliseconds);
      waiting.set(id, others.add(go));
    });
  }

  return {
    read,
    finish: async (id, content) => {
      await shelf.put(placeOf(id), content, kept);
      for (const go of [...(waiting.get(id) ?? [])]) go();
    },
    wait: async (id, milliseconds) => {
      const paused = pause(id, milliseconds);
      const known = await read(id);
      if (known !== undefined) return known;
      await paused;
      return read(id);
    },
  };
}
