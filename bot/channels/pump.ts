/** Takes due messages of one queue out of the store, works on several conversations at once, and settles each. */
import { randomUUID } from 'node:crypto';
import type { Log } from '../log.ts';
import type { Outbox, Settlement, TakenMessage } from '../store/outbox.ts';
import { backOff, mostAttempts } from './back-off.ts';

export interface PumpOptions {
  readonly outbox: Pick<Outbox, 'takeDue' | 'settle'>;
  /** Name of the queue. */
  readonly channel: string;
  /** One attempt. What it throws counts as an attempt to be repeated. */
  readonly work: (message: TakenMessage) => Promise<Settlement>;
  readonly log: Log;
  /** Conversations that this process works on at the same time; 8 unless set. */
  readonly atOnce?: number;
  /** Milliseconds between looks at the queue when nobody wakes the pump; 1 second unless set. */
  readonly every?: number;
  /** Milliseconds after which another process takes over; 30 seconds unless set. */
  readonly ttl?: number;
}

export interface Pump {
  /** Something was put into the queue. */
  wake(): void;
  /** Takes nothing more and resolves when what was taken is settled. */
  stop(): Promise<void>;
}

export function createPump(options: PumpOptions): Pump {
  const { outbox, channel, work, log, atOnce = 8, every = 1000, ttl = 30_000 } = options;
  const holder = randomUUID();
  const busy = new Set<Promise<void>>();
  let looking: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  async function look(): Promise<void> {
    const limit = atOnce - busy.size;
    if (stopped || limit <= 0) return;
    for (const message of await outbox.takeDue({ channel, holder, limit, ttl })) {
      const attempt = settle(message).finally(() => {
        busy.delete(attempt);
        wake();
      });
      busy.add(attempt);
    }
  }

  async function settle(message: TakenMessage): Promise<void> {
    const settlement = await tryOnce(work, message);
    if (settlement.status !== 'done') report(log, message, settlement);
    await outbox.settle(message.id, holder, settlement).catch(() => {
      log.warn({ channel, id: message.id }, 'not settled: it is taken again when its time is up');
    });
  }

  function wake(): void {
    again = looking !== undefined;
    if (stopped || looking) return;
    const failed = () => log.warn({ channel }, 'the queue cannot be read; it is tried again in a moment');
    looking = look()
      .catch(failed)
      .finally(() => {
        looking = undefined;
        if (again) wake();
      });
  }

  const timer = setInterval(wake, every).unref();
  return {
    wake,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await looking;
      await Promise.all(busy);
    },
  };
}

async function tryOnce(work: PumpOptions['work'], message: TakenMessage): Promise<Settlement> {
  try {
    return giveUp(await work(message), message);
  } catch (error) {
    const failure = error instanceof Error ? error.name : 'UNKNOWN';
    return giveUp({ status: 'retry', after: backOff(message.attempts), failure }, message);
  }
}

function giveUp(settlement: Settlement, { attempts }: TakenMessage): Settlement {
  if (settlement.status !== 'retry' || attempts < mostAttempts) return settlement;
  return { status: 'failed', failure: `${settlement.failure} (${attempts} attempts)` };
}

function report(log: Log, { id, channel, attempts }: TakenMessage, settlement: Settlement): void {
  const fields = { id, channel, attempts, ...settlement };
  if (settlement.status === 'failed') log.error(fields, 'a message was given up');
  else log.warn(fields, 'a message is tried again');
}
