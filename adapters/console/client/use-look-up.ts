/** Looks something up whenever what is asked for changes; an older look-up is given up and never shown. */
import { useLayoutEffect, useState } from 'preact/hooks';
import type { Outcome } from './calls.ts';

export interface LookUp<T> {
  /** What was found, for the newest question that has an answer. */
  readonly value?: T;
  /** Why nothing was found. */
  readonly trouble?: Outcome<T>['status'];
  /** The server's word for it, where it refused. */
  readonly code?: string;
  /** True while the answer to the newest question is on its way. */
  readonly isBusy: boolean;
  /** Asks again. */
  readonly again: () => void;
}

interface Found<T> {
  readonly key: string;
  readonly outcome: Outcome<T>;
}

/** Nothing is asked while `key` is undefined. */
export function useLookUp<T>(
  key: string | undefined,
  look: (signal: AbortSignal) => Promise<Outcome<T>>,
): LookUp<T> {
  const [found, setFound] = useState<Found<T>>();
  const [round, setRound] = useState(0);
  useLayoutEffect(() => {
    if (key === undefined) return;
    const stop = new AbortController();
    look(stop.signal).then((outcome) => {
      if (!stop.signal.aborted) setFound({ key, outcome });
    });
    return () => stop.abort();
  }, [key, round]);
  const { outcome } = found ?? {};
  return {
    isBusy: key !== undefined && found?.key !== key,
    again: () => setRound((before) => before + 1),
    ...(key !== undefined && outcome?.status === 'ok' && { value: outcome.value }),
    ...(found?.key === key && outcome && troubleOf(outcome)),
  };
}

function troubleOf(outcome: Outcome<unknown>): Pick<LookUp<unknown>, 'trouble' | 'code'> {
  if (outcome.status === 'ok') return {};
  return outcome.status === 'refused'
    ? { trouble: outcome.status, code: outcome.code }
    : { trouble: outcome.status };
}
