/** The assistant's side of the desk: who holds a conversation, how long one waits, how somebody is put into the queue. */
import { randomUUID } from 'node:crypto';
import type { Message } from '../../adapters/channel.ts';
import type { FinishedTurn } from '../store/store.ts';
import type { Conversation } from '../turn/conversation.ts';
import { type Alerts, alertFor } from './alert.ts';
import { lookUpWait, type Wait, type WaitStore } from './wait.ts';

export interface DeskCall {
  /** The conversation with the one who holds it now: an agent whose time ran out holds it no more. */
  withHolder(id: string, conversation: Conversation): Promise<Conversation>;
  /** Undefined where nobody can be called. */
  wait(message: Asked): Promise<Wait | undefined>;
  /** What goes with the turn that puts somebody into the queue. */
  request(message: Asked, conversation: Conversation): HandoffCall;
  /** Something was kept that the desk should see at once. */
  ring(): void;
}

type Asked = Pick<Message, 'conversation' | 'channel' | 'reach'>;
type HandoffCall = NonNullable<FinishedTurn['handoff']>;

export interface DeskCallDeps {
  readonly store: WaitStore;
  /** Absent: nobody is told outside of the console. */
  readonly alerts?: Alerts;
  readonly ring: () => void;
}

/** Where the words of an agent reach the customer: on the web, which looks for them, and where they can be sent. */
const isReached = ({ channel, reach }: Asked): boolean => channel === 'web' || reach !== undefined;

export function createDeskCall({ store, alerts, ring }: DeskCallDeps): DeskCall {
  return {
    withHolder: async (id, conversation) => {
      if (conversation.holder === 'assistant') return conversation;
      const handoff = await store.handoffs.findOpen(id);
      return handoff?.status === 'claimed' ? conversation : { ...conversation, holder: 'assistant' };
    },
    wait: async (asked) => (isReached(asked) ? lookUpWait(store, asked.conversation) : undefined),
    request: ({ conversation, channel }, { topic }) => {
      const id = randomUUID();
      const about = { channel, ...(topic !== undefined && { topic }) };
      const alert = alerts && alertFor({ id, conversation, ...about });
      return { id, about, ...(alert && { alert }) };
    },
    ring,
  };
}
