/** Agents take conversations over, hand them back, close them; the assistant is silent exactly as long as one has them. */
import type { Reply } from '../../adapters/channel.ts';
import type { Handoff } from '../../adapters/console/console-api.ts';
import type { Locale } from '../../knowledge/schema.ts';
import { type Clock, toIso } from '../clock.ts';
import type { Bench } from '../console/bench.ts';
import { sceneFor } from '../console/bench.ts';
import { messageOf } from '../store/conversations.ts';
import type { ConversationRecord, Store } from '../store/store.ts';
import { say } from '../turn/compose.ts';
import { type Conversation, readConversation } from '../turn/conversation.ts';
import { toChat } from './to-chat.ts';

export interface ClaimsDeps {
  readonly store: Pick<Store, 'handoffs' | 'deskReadings' | 'conversations' | 'audit'>;
  readonly clock: Clock;
  readonly bench: () => Bench;
  readonly ring: () => void;
  /** Milliseconds that a claim lasts unless it is renewed; 180 seconds unless set. */
  readonly claimTtl?: number;
}

export type Deed =
  | { readonly status: 'done'; readonly handoff: Handoff }
  | { readonly status: 'not_found' }
  /** Another agent has it. */
  | { readonly status: 'taken'; readonly handoff: Handoff }
  /** Nobody has it: it must be claimed first. */
  | { readonly status: 'unclaimed'; readonly handoff: Handoff }
  | { readonly status: 'closed'; readonly handoff: Handoff };

export interface Claims {
  /** Also renews what the agent has. */
  claim(id: string, agent: string): Promise<Deed>;
  /** The assistant answers again, and the customer waits at the old place. */
  release(id: string, agent: string): Promise<Deed>;
  close(id: string, agent: string): Promise<Deed>;
}

export function createClaims(deps: ClaimsDeps): Claims {
  const { store, clock, ring, claimTtl = 180_000 } = deps;
  const { handoffs, deskReadings } = store;

  async function note(agent: string, action: string, handoff: Handoff): Promise<void> {
    const subject = handoff.id;
    await store.audit.note({ at: toIso(clock()), actor: agent, action: `handoff.${action}`, subject });
  }

  /** How it stands for an agent who could not do what was wanted. */
  async function refuse(id: string, agent: string): Promise<Deed> {
    const handoff = await deskReadings.line(id);
    if (!handoff) return { status: 'not_found' };
    if (handoff.status === 'closed') return { status: 'closed', handoff };
    const isTaken = handoff.status === 'held' && handoff.heldBy !== agent;
    return { status: isTaken ? 'taken' : 'unclaimed', handoff };
  }

  async function done(id: string): Promise<Deed> {
    ring();
    const handoff = await deskReadings.line(id);
    return handoff ? { status: 'done', handoff } : { status: 'not_found' };
  }

  /** The assistant takes over again, and says so in the conversation. */
  async function handBack(handoff: Handoff, sentence: 'handed_back' | 'human_left'): Promise<void> {
    await store.conversations.amend(handoff.conversation, (record) => {
      const state = readConversation(record.state);
      if (state.holder === 'assistant') return undefined;
      const reply = toNotice(deps, { handoff, record, locale: state.locale, sentence });
      const notice = messageOf(reply, toIso(clock()));
      return {
        state: { ...state, holder: 'assistant' } satisfies Conversation,
        ...{ messages: [notice], outbox: toChat(record, reply) },
      };
    });
  }

  return {
    claim: async (id, agent) => {
      const before = await deskReadings.line(id);
      if (!(await handoffs.claim(id, agent, claimTtl))) return refuse(id, agent);
      const deed = await done(id);
      if (deed.status !== 'done') return deed;
      await silence(deps, deed.handoff);
      if (before?.heldBy !== agent) await note(agent, 'claimed', deed.handoff);
      ring();
      return deed;
    },
    release: async (id, agent) => {
      if (!(await handoffs.release(id, agent))) {
        const refused = await refuse(id, agent);
        // handed back already, and heard of again
        return refused.status === 'unclaimed' ? { ...refused, status: 'done' } : refused;
      }
      const handoff = await deskReadings.line(id);
      if (!handoff) return { status: 'not_found' };
      await handBack(handoff, 'handed_back');
      await note(agent, 'released', handoff);
      return done(id);
    },
    close: async (id, agent) => {
      if (!(await handoffs.close(id, toIso(clock()), agent))) {
        const refused = await refuse(id, agent);
        const isMine = refused.status === 'closed' && refused.handoff.heldBy === agent;
        return isMine ? { ...refused, status: 'done' } : refused;
      }
      const handoff = await deskReadings.line(id);
      if (!handoff) return { status: 'not_found' };
      await handBack(handoff, 'human_left');
      await note(agent, 'closed', handoff);
      return done(id);
    },
  };
}

/** From now on the assistant says nothing. */
async function silence(deps: ClaimsDeps, handoff: Handoff): Promise<void> {
  await deps.store.conversations.amend(handoff.conversation, (record) => {
    const conversation = readConversation(record.state);
    if (conversation.holder === 'human') return undefined;
    const { locale } = conversation;
    const joined = toNotice(deps, { handoff, record, locale, sentence: 'human_joined' });
    return {
      state: { ...conversation, holder: 'human' } satisfies Conversation,
      outbox: toChat(record, joined),
    };
  });
}

interface Notice {
  readonly handoff: Handoff;
  readonly record: ConversationRecord;
  readonly locale: Locale | undefined;
  readonly sentence: string;
}

/** By this beginning of its id a notice of the desk is known. */
export const noticePrefix = 'desk-';

function toNotice({ bench }: ClaimsDeps, { handoff, record, locale, sentence }: Notice): Reply {
  const draft = say(sceneFor(bench(), '', locale), 'notice', sentence);
  return { ...draft, messageId: `${noticePrefix}${handoff.id}-${record.version}` };
}
