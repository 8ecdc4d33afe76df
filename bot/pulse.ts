/** Looks again and again while somebody is awake, never twice at once, and at once when asked to. */
import type { Log } from './log.ts';

export interface PulseDeps {
  /** What is looked at, for the log. */
  readonly name: string;
  readonly look: () => Promise<void>;
  readonly isAwake: () => boolean;
  /** Milliseconds until the next look. */
  readonly interval: () => number;
  readonly log: Log;
}

export interface Pulse {
  /** Resolves after a look that began after this call, at once while everybody sleeps. */
  readonly lookNow: () => Promise<void>;
  readonly stop: () => void;
}

export function createPulse({ name, look, isAwake, interval, log }: PulseDeps): Pulse {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  function start(): Promise<void> {
    clearTimeout(timer);
    running = (isAwake() && !isStopped ? look() : Promise.resolve()).finally(() => {
      running = undefined;
      clearTimeout(timer);
      if (isAwake() && !isStopped) timer = setTimeout(beat, interval()).unref();
    });
    return running;
  }
  /** Those who ask while a look is on its way share the one after it. */
  function lookNow(): Promise<void> {
    if (!running) return start();
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return start();
      });
    return next;
  }
  function beat(): void {
    lookNow().catch((error: unknown) => {
      const code = error instanceof Error && 'code' in error ? error.code : 'UNKNOWN';
      log.warn({ code }, `${name} could not be looked at; it is tried again`);
    });
  }
  return {
    lookNow,
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
