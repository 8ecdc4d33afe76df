/** Work that one process of many does at a time: begun by whoever gets the lease, ended by whoever loses it. */
import { randomUUID } from 'node:crypto';
import type { Log } from '../log.ts';
import type { Leases } from '../store/leases.ts';

export interface SoleWork {
  /** Lets finish what is under way. */
  end(): Promise<void>;
}

export interface SoleHolderOptions {
  readonly leases: Pick<Leases, 'claim' | 'release'>;
  /** Of the lease, which all processes of a store share. */
  readonly name: string;
  readonly begin: () => SoleWork;
  readonly log: Log;
  /** Milliseconds after which another process takes over from one that was killed; 10 seconds unless set. */
  readonly ttl?: number;
}

/** Several renewals may fail before the lease runs out. */
const renewals = 4;

const pause = (milliseconds: number) =>
  new Promise<undefined>((resolve) => setTimeout(resolve, milliseconds, undefined).unref());

/** Tries to get the lease, and to keep it. Ending gives it back, so that another need not wait for it. */
export function holdAlone({ leases, name, begin, log, ttl = 10_000 }: SoleHolderOptions): SoleWork {
  const holder = randomUUID();
  let work: SoleWork | undefined;
  let heldUntil = 0;
  let trying: Promise<void> | undefined;

  async function attempt(): Promise<void> {
    const started = performance.now();
    // a store that hangs is one that cannot be asked
    const claim = leases.claim({ name, holder, ttl }).catch(() => undefined);
    const isOurs = await Promise.race([claim, pause(ttl / renewals)]);
    if (isOurs) heldUntil = started + ttl;
    // the store cannot be asked: until the lease runs out, nobody else has it
    const holds = isOurs ?? performance.now() < heldUntil - ttl / renewals;
    if (holds && !work) {
      log.info({ name }, 'this process holds it now');
      work = begin();
    }
    if (!holds) await lose();
  }

  async function lose(): Promise<void> {
    const lost = work;
    work = undefined;
    if (!lost) return;
    log.warn({ name }, 'another process holds it now, or the store cannot be asked');
    await lost.end();
  }

  function tryNow(): void {
    trying ??= attempt().finally(() => {
      trying = undefined;
    });
  }

  const timer = setInterval(tryNow, ttl / renewals).unref();
  tryNow();
  return {
    end: async () => {
      clearInterval(timer);
      await trying;
      await work?.end();
      await leases.release(name, holder).catch(() => undefined);
    },
  };
}
