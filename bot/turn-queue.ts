/** One after the other within a conversation, side by side between conversations. */

export type InTurn = <T>(conversation: string, work: () => Promise<T>) => Promise<T>;

/** A failed turn never blocks the next, and a conversation without turns takes no memory. */
export function createTurnQueue(): InTurn {
  const tails = new Map<string, Promise<unknown>>();
  return async (conversation, work) => {
    const before = tails.get(conversation) ?? Promise.resolve();
    const turn = before.then(work, work);
    const tail = turn.catch(() => undefined);
    tails.set(conversation, tail);
    tail.then(() => {
      if (tails.get(conversation) === tail) tails.delete(conversation);
    });
    return turn;
  };
}
