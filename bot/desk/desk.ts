/** The support desk: everything that agents and waiting customers need, behind one face. */
import type { Handoff, HandoffView } from '../../adapters/console/console-api.ts';
import type { Clock } from '../clock.ts';
import type { Expertise } from '../expertise/expertise.ts';
import type { Log } from '../log.ts';
import type { Accounts, Store } from '../store/store.ts';
import type { Alerts } from './alert.ts';
import { type AlertSender, createAlertSender } from './alert-sender.ts';
import { type Answers, createAnswers } from './answers.ts';
import { createDeskCall, type DeskCall } from './call.ts';
import { type Claims, createClaims } from './claims.ts';
import { viewHandoff } from './handoff-view.ts';
import { createPresence, type Presence, presenceTtl } from './presence.ts';
import { createDeskWatch, type DeskWatch } from './watch.ts';

export interface SupportDesk extends Claims, Answers {
  list(status?: Handoff['status']): Promise<readonly Handoff[]>;
  view(id: string): Promise<HandoffView | undefined>;
  /** The console of an agent in one session. */
  enter(agent: string, session: string): Presence;
  /** What customers see of an agent. */
  displayName(agent: string): Promise<string | undefined>;
  readonly watch: DeskWatch;
  /** For the assistant. */
  readonly call: DeskCall;
  /** Stops looking and sending; what is on its way is finished. */
  stop(): Promise<void>;
}

export interface SupportDeskDeps {
  readonly store: Store;
  readonly accounts: Accounts;
  readonly current: () => Expertise;
  readonly clock: Clock;
  readonly log: Log;
  readonly alerts?: Alerts | undefined;
  readonly claimTtl?: number;
  /** Milliseconds for which an agent counts as present after a sign of life. */
  readonly presenceTtl?: number;
}

export function createSupportDesk(deps: SupportDeskDeps): SupportDesk {
  const { store, accounts, clock, log, alerts, claimTtl } = deps;
  const knowledge = () => deps.current().knowledge;
  const watch = createDeskWatch({ store, log });
  const sender = alerts && createAlertSender({ alerts, store, knowledge, log });
  const bench = () => ({ expertise: deps.current(), now: clock() });
  const claims = createClaims({
    ...{ store, clock, bench, ring: watch.ring },
    ...(claimTtl !== undefined && { claimTtl }),
  });
  return {
    ...claims,
    ...createAnswers({ store, claims, clock, bench, ring: watch.ring }),
    list: (status) => listLines(store, status),
    view: async (id) => {
      const line = await store.deskReadings.line(id);
      return line && viewHandoff(line, { store, accounts, knowledge, log });
    },
    enter: (agent, session) =>
      createPresence(store.leases, { agent, session, ttl: deps.presenceTtl ?? presenceTtl }),
    displayName: async (agent) => (await store.agents.find(agent))?.displayName,
    watch,
    call: createDeskCall({ store, ...(alerts && { alerts }), ring: () => ringBoth(watch, sender) }),
    stop: async () => {
      watch.close();
      await sender?.stop();
    },
  };
}

async function listLines(store: Store, status: Handoff['status'] | undefined): Promise<readonly Handoff[]> {
  const lines = await store.deskReadings.lines(status === 'closed' ? 'closed' : 'open');
  return status === undefined ? lines : lines.filter((line) => line.status === status);
}

function ringBoth(watch: DeskWatch, sender: AlertSender | undefined): void {
  watch.ring();
  sender?.ring();
}
