/** The line to the humans of the support desk: what they write in a conversation, and who holds it. */
import type { Api, DeskEvent } from './api.ts';

export interface DeskLine {
  /** Listens to this conversation from now on, to none when `undefined`. */
  follow(conversationId: string | undefined): void;
}

export interface DeskLineDeps {
  readonly listen: Api['listen'];
  readonly onEvent: (event: DeskEvent) => void;
  /** The line was broken and is back: something may have been said meanwhile. */
  readonly onReturn: () => void;
}

const pauses = [1_000, 2_000, 5_000, 15_000] as const;
const longestPause = 30_000;

/** Listens again by itself when the line breaks. A server without a desk (404) is not asked again for this conversation. */
export function createDeskLine({ listen, onEvent, onReturn }: DeskLineDeps): DeskLine {
  let followed: string | undefined;
  let stop: AbortController | undefined;

  async function keepListening(id: string, signal: AbortSignal): Promise<void> {
    for (let losses = 0; !signal.aborted; losses += 1) {
      const heard = await listen(id, {
        signal,
        onOpen() {
          if (losses > 0) onReturn();
          losses = 0;
        },
        onEvent: (event) => signal.aborted || onEvent(event),
      });
      if (heard.status === 'refused' && heard.code !== 'internal') return;
      await pause(pauses[losses] ?? longestPause, signal);
    }
  }

  return {
    follow(id) {
      if (id === followed) return;
      stop?.abort();
      followed = id;
      if (id === undefined) return;
      stop = new AbortController();
      void keepListening(id, stop.signal);
    },
  };
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
