/** Server-sent events: streams that stay open while their session lives, with a beat, a bound, and an end at shutdown. */
import type { Response } from 'express';
import { Problem } from './problem.ts';

export interface StreamRequest {
  readonly response: Response;
  /** Whose stream it is; only so many may be open at a time. */
  readonly owner: string;
  /** An agent's: some places are theirs alone, however many strangers open streams. */
  readonly isAgent?: true;
  /** Whether the session lives still. */
  readonly isLive: () => Promise<boolean>;
  /** A beat that its reader sees, besides the comment that keeps the line open. */
  readonly beatEvent?: string;
}

export interface EventStream {
  send(event: string, data: unknown, id?: string): void;
  /** A comment: says that the line is alive, and nothing else. */
  beat(): void;
  end(): void;
}

export interface EventStreams {
  /**
   * Opens a stream once `follow` resolves, which gives what must be done when it ends.
   * Throws Problem `streams_full` when its owner, or the server, has too many.
   */
  open(request: StreamRequest, follow: (stream: EventStream) => Promise<() => void>): Promise<void>;
  /** Ends all, and lets none begin. */
  close(): void;
  count(): number;
}

export interface StreamLimits {
  readonly perOwner?: number;
  readonly total?: number;
  /** Milliseconds between two beats; 15 seconds unless set, so that no proxy takes the line for dead. */
  readonly beat?: number;
}

/** Bytes that wait for a reader who does not read. */
const mostWaiting = 256 * 1024;
const retry = 2_000;
/** Of all streams. */
const shareOfAgents = 1 / 25;

export function createEventStreams(limits: StreamLimits = {}): EventStreams {
  const { perOwner = 6, total = 5_000, beat = 15_000 } = limits;
  const owners = new Map<string, number>();
  const open = new Set<EventStream>();
  let count = 0;
  let isClosed = false;

  function enter({ owner, isAgent }: StreamRequest): () => void {
    const own = owners.get(owner) ?? 0;
    const most = isAgent ? total : total - Math.floor(total * shareOfAgents);
    if (isClosed || own >= perOwner || count >= most)
      throw new Problem('streams_full', undefined, { retryAfter: 15 });
    owners.set(owner, own + 1);
    count += 1;
    return () => {
      const left = (owners.get(owner) ?? 1) - 1;
      if (left > 0) owners.set(owner, left);
      else owners.delete(owner);
      count -= 1;
    };
  }

  return {
    open: async (request, follow) => {
      const { response } = request;
      if (response.closed) return;
      const leave = enter(request);
      const stream = toStream(response);
      let unfollow: (() => void) | undefined;
      let timer: NodeJS.Timeout | undefined;
      response.once('close', () => {
        clearInterval(timer);
        open.delete(stream);
        unfollow?.();
        leave();
      });
      unfollow = await follow(stream);
      // whoever hung up meanwhile is not listened for
      if (response.closed) return unfollow();
      if (isClosed) return stream.end();
      stream.beat();
      open.add(stream);
      timer = setInterval(() => void beatOnce(stream, request), beat).unref();
    },
    close: () => {
      isClosed = true;
      for (const stream of open) stream.end();
    },
    count: () => count,
  };
}

/** The head is sent with the first word, so that a failure before it is still told as one. */
function toStream(response: Response): EventStream {
  const write = (text: string) => {
    if (response.closed || response.writableEnded) return;
    if (!response.headersSent) sendHead(response);
    response.write(text);
    if (response.writableLength > mostWaiting) response.destroy();
  };
  return {
    send: (event, data, id) => {
      const named = id === undefined ? '' : `id: ${id}\n`;
      write(`${named}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    beat: () => write(': \n\n'),
    end: () => response.end(),
  };
}

function sendHead(response: Response): void {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    // nginx would collect events before it hands them on
    'X-Accel-Buffering': 'no',
  });
  response.write(`retry: ${retry}\n\n`);
}

/** A store that cannot be asked for a moment ends no stream. */
async function beatOnce(stream: EventStream, { isLive, beatEvent }: StreamRequest): Promise<void> {
  try {
    if (!(await isLive())) return stream.end();
  } catch {
    // the next beat asks again
  }
  if (beatEvent === undefined) stream.beat();
  else stream.send(beatEvent, {});
}
