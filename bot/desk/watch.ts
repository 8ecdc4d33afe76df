/** Sees what changes in open handoffs and followed conversations, whichever process changed it, and tells who listens. */
import type { Handoff } from '../../adapters/console/console-api.ts';
import type { Log } from '../log.ts';
import { createPulse } from '../pulse.ts';
import type { Standing } from '../store/desk-readings.ts';
import type { Store, StoredMessage } from '../store/store.ts';
import { createListeners } from './listeners.ts';

export type DeskEvent =
  | { readonly type: 'handoff'; readonly handoff: Handoff }
  | { readonly type: 'message'; readonly handoff: string; readonly message: StoredMessage };

export type ConversationEvent =
  | { readonly type: 'message'; readonly message: StoredMessage }
  /** `heldBy` is the agent who has it now; without one, whether the customer stands in the queue. */
  | { readonly type: 'holder'; readonly heldBy?: string; readonly isWaiting: boolean }
  | { readonly type: 'gone' };

export interface DeskWatch {
  /** Whatever changes from now on in open handoffs. Gives the way to stop. */
  followDesk(hear: (event: DeskEvent) => void): Promise<() => void>;
  /** Whatever changes from now on in one conversation; `standing` is what it is now. */
  followConversation(
    id: string,
    hear: (event: ConversationEvent) => void,
  ): Promise<{ readonly stop: () => void; readonly standing: Standing | undefined }>;
  /** Something was changed by this process: it and all others look now instead of a little later. */
  ring(): void;
  close(): void;
}

export interface DeskWatchDeps {
  readonly store: Pick<Store, 'conversations' | 'deskReadings' | 'bell'>;
  readonly log: Log;
  /** Milliseconds between two looks while other processes are not heard; 700 unless set. Nobody looks while nobody listens. */
  readonly interval?: number;
}

/** Milliseconds between two looks for what nobody rings for, such as an agent's time that runs out. */
const unrung = 3000;

type Known = ReadonlyMap<string, Standing>;

export function createDeskWatch({ store, log, interval = 700 }: DeskWatchDeps): DeskWatch {
  const desk = createListeners<DeskEvent>();
  const conversations = createListeners<ConversationEvent>();
  let known: Known = new Map();
  const isAwake = () => desk.isWanted() || conversations.isWanted();
  const pulse = createPulse({
    ...{ name: 'the desk', look, isAwake, log },
    interval: () => (store.bell.reaches() ? unrung : interval),
  });
  const deaf = store.bell.hear('desk', () => void pulse.lookNow().catch(() => undefined));

  async function look(): Promise<void> {
    const before = known;
    const watched = { desk: desk.isWanted(), conversations: conversations.names() };
    const standings = await store.deskReadings.standings(watched);
    const now: Known = new Map(standings.map((standing) => [standing.conversation, standing]));
    // what could not be told is told the next time
    const told = new Map(before);
    try {
      for (const id of new Set([...before.keys(), ...now.keys()])) {
        await tell(before.get(id), now.get(id));
        replace(told, id, now.get(id));
      }
    } finally {
      known = told;
    }
  }

  async function tell(before: Standing | undefined, now: Standing | undefined): Promise<void> {
    const id = now?.conversation ?? before?.conversation ?? '';
    if (before && now && now.said > before.said) await tellMessages(id, before.said, now);
    if (before && !now) conversations.tell(id, { type: 'gone' });
    if (before && now && before.heldBy !== now.heldBy) conversations.tell(id, holderOf(now));
    if (isSame(before, now)) return;
    for (const handoff of new Set([before?.handoff, now?.handoff])) if (handoff) await tellHandoff(handoff);
  }

  async function tellMessages(id: string, after: number, { handoff }: Standing): Promise<void> {
    for (const message of await store.conversations.messages(id, after)) {
      conversations.tell(id, { type: 'message', message });
      if (handoff !== undefined) desk.tellAll({ type: 'message', handoff, message });
    }
  }

  async function tellHandoff(id: string): Promise<void> {
    if (!desk.isHeard()) return;
    const handoff = (await store.deskReadings.line(id)) ?? erased(id);
    desk.tellAll({ type: 'handoff', handoff });
  }

  return {
    followDesk: async (hear) => (await desk.add('', hear, pulse.lookNow)).stop,
    followConversation: async (id, hear) => {
      const { stop } = await conversations.add(id, hear, pulse.lookNow);
      return { stop, standing: known.get(id) };
    },
    ring: () => store.bell.ring('desk'),
    close: () => {
      deaf();
      pulse.stop();
    },
  };
}

/** Who has a conversation, as it stands. */
export function holderOf({ heldBy, handoff }: Partial<Standing>) {
  const isWaiting = heldBy === undefined && handoff !== undefined;
  return { type: 'holder', isWaiting, ...(heldBy !== undefined && { heldBy }) } as const;
}

function replace(known: Map<string, Standing>, id: string, now: Standing | undefined): void {
  if (now) known.set(id, now);
  else known.delete(id);
}

/** Its person was forgotten: it leaves every list. */
const erased = (id: string): Handoff => ({
  ...{ id, conversation: '', channel: '', status: 'closed', requestedAt: '', lastMessage: '' },
});

const isSame = (a: Standing | undefined, b: Standing | undefined): boolean =>
  a?.handoff === b?.handoff && a?.heldBy === b?.heldBy && a?.said === b?.said;
