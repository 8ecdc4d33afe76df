/** Tells the processes of one store at once that something changed, where the engine can; who misses it sees it a little later. */
import { randomUUID } from 'node:crypto';

export type Topic = 'desk' | 'knowledge';

export interface Bell {
  /** Everybody who listens is told, in this process right away. Only for what is committed. */
  ring(topic: Topic): void;
  /** Gives the way to stop. The first listener opens the line to the other processes. */
  hear(topic: Topic, listener: () => void): () => void;
  /** Whether other processes are heard as well. Where they are not, one must look often. */
  reaches(): boolean;
  close(): Promise<void>;
}

export interface SignalLine {
  close(): Promise<void>;
}

/** An engine that hands signals on. */
export interface Signals {
  send(signal: string): Promise<void>;
  /** A line of its own: calls back for every signal, and when it is lost. */
  open(hear: (signal: string) => void, lose: () => void): Promise<SignalLine>;
}

/** Milliseconds before a lost line is opened again. */
const reopening = 2000;

/** Without `signals` it reaches this process alone. */
export function createBell(signals?: Signals): Bell {
  const id = randomUUID();
  const listeners = new Map<string, Set<() => void>>();
  const outgoing = new Set<string>();
  let line: Promise<SignalLine | undefined> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isHeard = false;
  let isClosed = false;

  const tell = (topic: string) => {
    for (const listener of [...(listeners.get(topic) ?? [])]) listener();
  };
  function receive(signal: string): void {
    const [from, topic = ''] = signal.split(' ');
    // what we say ourselves proves that the line carries; some connection poolers take a LISTEN and deliver nothing
    if (from === id) isHeard = true;
    else tell(topic);
  }
  function send(topic: string): void {
    if (!signals || isClosed) return;
    const isOnItsWay = outgoing.has(topic);
    outgoing.add(topic);
    if (isOnItsWay) return;
    setImmediate(() => {
      outgoing.delete(topic);
      // not heard: the others look a little later
      signals.send(`${id} ${topic}`).catch(() => undefined);
    });
  }
  function lose(): void {
    isHeard = false;
    line = undefined;
    if (isClosed) return;
    clearTimeout(timer);
    timer = setTimeout(open, reopening).unref();
  }
  function open(): void {
    if (!signals || line || isClosed) return;
    line = connect(signals).catch(() => {
      lose();
      return undefined;
    });
  }
  async function connect({ open }: Signals): Promise<SignalLine> {
    const opened = await open(receive, lose);
    send('hello');
    // whatever was rung while nobody listened
    for (const topic of listeners.keys()) tell(topic);
    return opened;
  }

  return {
    ring: (topic) => {
      tell(topic);
      send(topic);
    },
    hear: (topic, listener) => {
      listeners.set(topic, (listeners.get(topic) ?? new Set()).add(listener));
      open();
      return () => void listeners.get(topic)?.delete(listener);
    },
    reaches: () => isHeard,
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await (await line)?.close().catch(() => undefined);
    },
  };
}
