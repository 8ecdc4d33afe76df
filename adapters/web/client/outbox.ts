/**
 * Messages that the server has not answered yet. They outlive a reload, and keep their ids so none is answered twice.
 * Tabs of one person keep theirs in one place: each changes its own there and leaves the others'.
 */
import type { Memory } from './memory.ts';

export interface Unsent {
  readonly id: string;
  readonly text: string;
  readonly choice?: string;
}

export interface Outbox {
  all(): readonly Unsent[];
  first(): Unsent | undefined;
  add(message: Unsent): void;
  drop(ids: readonly string[]): void;
  clear(): void;
}

export function createOutbox(memory: Memory): Outbox {
  const kept = () => readUnsent(memory.read('outbox'));
  let unsent = kept();
  function change(by: (list: readonly Unsent[]) => readonly Unsent[]): void {
    const next = by(kept());
    unsent = by(unsent);
    memory.write('outbox', next.length > 0 ? JSON.stringify(next) : undefined);
  }
  const drop = (ids: readonly string[]) => change((list) => list.filter(({ id }) => !ids.includes(id)));
  return {
    all: () => unsent,
    first: () => unsent[0],
    add: (message) => change((list) => [...list, message]),
    drop,
    clear: () => drop(unsent.map(({ id }) => id)),
  };
}

/** Storage belongs to the whole page: what does not look like messages counts as none. */
function readUnsent(stored: string | undefined): readonly Unsent[] {
  try {
    const list: unknown = JSON.parse(stored ?? '[]');
    return Array.isArray(list) ? list.filter(isUnsent) : [];
  } catch {
    return [];
  }
}

function isUnsent(value: unknown): value is Unsent {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'text' in value &&
    typeof value.text === 'string'
  );
}
