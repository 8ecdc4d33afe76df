/** Lets calls that ask for work in: a few with every round of the event loop, and none beyond what is answered soon. */
import type { RequestHandler } from 'express';
import { Problem } from './problem.ts';

/**
 * `open`: calls that wait or are worked on, the next one is shed; one or two seconds of work for one process.
 * `perRound`: calls begun between two looks at everything else, so that health is told and a shed call is
 * refused within milliseconds, however many wait.
 */
export const admissionLimits = { open: 640, perRound: 16 } as const;
export type AdmissionLimits = Readonly<Record<keyof typeof admissionLimits, number>>;

/** Seconds after which a shed call is worth another try. */
const retryAfter = 1;

export interface Admission {
  /** Before anything is read: throws Problem `overloaded` when too many are open. */
  readonly shed: RequestHandler;
  /** After the call was read, since slow callers count for nothing: hands it on in its turn, or throws as `shed`. */
  readonly admit: RequestHandler;
}

export function createAdmission({ open: most, perRound }: AdmissionLimits = admissionLimits): Admission {
  let open = 0;
  let isGoing = false;
  const waiting: (() => void)[] = [];

  function checkRoom(): void {
    if (open >= most) throw new Problem('overloaded', undefined, { retryAfter });
  }

  function round(): void {
    for (const begin of waiting.splice(0, perRound)) begin();
    isGoing = waiting.length > 0;
    if (isGoing) setImmediate(round);
  }

  return {
    shed: ({ method }, _response, next) => {
      if (method === 'POST') checkRoom();
      next();
    },
    admit: ({ method }, response, next) => {
      if (method !== 'POST') return next();
      checkRoom();
      open += 1;
      response.once('close', () => {
        open -= 1;
      });
      // who has gone meanwhile is not answered
      waiting.push(() => response.destroyed || next());
      if (isGoing) return;
      isGoing = true;
      setImmediate(round);
    },
  };
}
