/** One platform's work: deliveries are queued before they are acknowledged, answered in order, and the answers sent with patience. */
import { z } from 'zod';
import type { Delivery, Platform } from '../../adapters/delivery.ts';
import type { Log } from '../log.ts';
import type { Settlement, TakenMessage } from '../store/outbox.ts';
import type { Store } from '../store/store.ts';
import { maskPersonalData } from '../understand/personal-data.ts';
import { type AnswerDeps, answerDelivery } from './answer-delivery.ts';
import { backOff, mostAttempts } from './back-off.ts';
import { createInTime, type Handed, type InTime, type Offer } from './in-time.ts';
import { outgoingOf } from './outgoing.ts';
import { createPump } from './pump.ts';
import { noteUndelivered } from './undelivered.ts';

export interface ChannelDeps extends AnswerDeps {
  readonly store: Pick<Store, 'conversations' | 'deliveries' | 'handoffs' | 'leases' | 'outbox' | 'shelf'>;
  readonly log: Log;
  /** Whether all of an answer may go back in the platform's call; never unless set. */
  readonly fits?: (sendings: readonly unknown[]) => boolean;
  /** Milliseconds to wait after so many attempts; doubling seconds unless set. */
  readonly backOff?: (attempts: number) => number;
}

export interface ChannelDesk {
  /** Resolves when the delivery is safe in the store, and the platform's call may be answered. A repeat does nothing. */
  receive(delivery: Delivery): Promise<void>;
  /** The same, and waits up to so many milliseconds for an answer that fits into the answer to the call. */
  receiveAndWait(delivery: Delivery, milliseconds: number): Promise<Offer | undefined>;
  /** Something that answers no delivery; false when that id is known. */
  send(message: { id: string; conversation: string; sending: unknown }): Promise<boolean>;
  /** Takes nothing more and lets finish what is under way. */
  stop(): Promise<void>;
}

const deliverySchema: z.ZodType<Delivery> = z.object({
  ...{ id: z.string(), conversation: z.string(), at: z.string(), address: z.unknown() },
  sender: z.object({ key: z.string(), account: z.string().exactOptional() }),
  person: z.object({ tenant: z.string(), user: z.string() }).exactOptional(),
  privately: z.unknown().optional(),
  said: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('message'),
      text: z.string(),
      choice: z.union([z.string(), z.number()]).optional(),
      masked: z.literal(true).optional(),
    }),
    z.object({ kind: z.literal('arrival') }),
    z.object({ kind: z.literal('unreadable') }),
  ]),
});

/** A turn computes more than it waits: with many at once, the next delivery would wait for all of them before it is acknowledged. */
const turnsAtOnce = 4;
/** Milliseconds in which a platform that went away calls again; after that the answer is sent. */
const callsAgain = 20_000;

export function openChannel(platform: Platform, deps: ChannelDeps): ChannelDesk {
  const { log, fits, backOff: waitAfter = backOff } = deps;
  const { outbox } = deps.store;
  const channel = platform.name;
  const inTime = fits && createInTime({ shelf: deps.store.shelf, fits });

  async function answer(delivery: Delivery) {
    const { conversation, replies, privately } = await answerDelivery(platform, delivery, deps);
    const whispered = privately.length > 0 ? platform.render(privately, delivery.privately) : [];
    return { conversation, sendings: [...platform.render(replies, delivery.address), ...whispered] };
  }

  async function answerOnce({ payload }: TakenMessage): Promise<Settlement> {
    const delivery = deliverySchema.parse(payload);
    const { id } = delivery;
    const { conversation, sendings } = await answer(delivery);
    const handed = inTime ? await handOver(inTime, { id, conversation, sendings }) : 'absent';
    if (handed === 'lost') return { status: 'retry', after: callsAgain, failure: 'the platform went away' };
    if (handed === 'given') return { status: 'done' };
    for (const [at, sending] of sendings.entries())
      await outbox.enqueue({ id: `${id}/${at + 1}`, channel: outgoing, conversation, payload: sending });
    sender.wake();
    return { status: 'done' };
  }

  /** What was said before and still waits to be sent goes first. */
  async function handOver(
    desk: InTime,
    { id, conversation, sendings }: { id: string; conversation: string; sendings: readonly unknown[] },
  ): Promise<Handed> {
    const isNext = !(await outbox.isWaiting(outgoing, conversation));
    return isNext ? desk.hand(id, sendings) : desk.giveUp(id);
  }

  async function sendOnce(message: TakenMessage): Promise<Settlement> {
    const { payload, attempts } = message;
    const result = await platform.send(payload, attempts);
    if (result.status === 'sent') return { status: 'done' };
    if (result.status === 'failed' || attempts >= mostAttempts) await noteUndelivered(message, deps);
    if (result.status === 'failed') return result;
    return { status: 'retry', after: result.after ?? waitAfter(attempts), failure: result.failure };
  }

  const outgoing = outgoingOf(channel);
  const answerer = createPump({ outbox, channel, work: answerOnce, log, atOnce: turnsAtOnce });
  const sender = createPump({ outbox, channel: outgoing, work: sendOnce, log });

  const enqueue = (delivery: Delivery): Promise<boolean> => {
    const { id, conversation } = delivery;
    return outbox.enqueue({ id, channel, conversation, payload: withoutPersonalData(delivery) });
  };

  return {
    receive: async (delivery) => {
      await enqueue(delivery);
      answerer.wake();
    },
    receiveAndWait: async (delivery, milliseconds) => {
      const { id } = delivery;
      const end = performance.now() + milliseconds;
      if (await enqueue(delivery)) {
        const offered = inTime?.wait(id, end - performance.now());
        answerer.wake();
        return offered;
      }
      if (!(await inTime?.isLost(id))) return undefined;
      const { sendings } = await answer(withoutPersonalData(delivery));
      return { sendings, done: (given) => void (given && inTime?.noteGiven(id).catch(() => undefined)) };
    },
    send: async ({ id, conversation, sending }) => {
      const isNew = await outbox.enqueue({ id, channel: outgoing, conversation, payload: sending });
      sender.wake();
      return isNew;
    },
    stop: async () => {
      await Promise.all([answerer.stop(), sender.stop()]);
    },
  };
}

/** Nothing is kept that a person should not have sent, not even while it waits. */
function withoutPersonalData(delivery: Delivery): Delivery {
  const { said } = delivery;
  if (said.kind !== 'message') return delivery;
  const { text, masked } = maskPersonalData(said.text);
  return { ...delivery, said: { ...said, text, ...(masked > 0 && { masked: true }) } };
}
