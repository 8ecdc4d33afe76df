/** What agents say in a conversation that they have: masked as everything is, kept once, heard by the customer at once. */
import { createHash } from 'node:crypto';
import { type Clock, toIso } from '../clock.ts';
import type { Bench } from '../console/bench.ts';
import type { Store, StoredMessage } from '../store/store.ts';
import { createTurnQueue } from '../turn-queue.ts';
import { maskPersonalData } from '../understand/personal-data.ts';
import type { Claims, Deed } from './claims.ts';
import { humanPrefix, humanReply, toChat } from './to-chat.ts';

export interface AnswersDeps {
  readonly store: Pick<Store, 'conversations' | 'deskReadings' | 'agents'>;
  readonly claims: Claims;
  readonly clock: Clock;
  readonly bench: () => Bench;
  readonly ring: () => void;
}

export interface AgentWords {
  readonly handoff: string;
  readonly agent: string;
  readonly text: string;
  /** The same id again is the same message. */
  readonly clientMessageId: string;
}

export type Said =
  | { readonly status: 'said'; readonly message: StoredMessage }
  /** The id was used for other words. */
  | { readonly status: 'conflict' }
  | Exclude<Deed, { readonly status: 'done' }>;

export interface Answers {
  say(words: AgentWords): Promise<Said>;
}

export function createAnswers({ store, claims, clock, bench, ring }: AnswersDeps): Answers {
  const inTurn = createTurnQueue();
  const { conversations } = store;

  /** Kept already: the message came before and its answer was lost. */
  async function findSaid(conversation: string, message: StoredMessage): Promise<Said | undefined> {
    const kept = (await conversations.messages(conversation)).find(({ id }) => id === message.id);
    if (!kept) return undefined;
    return kept.text === message.text ? { status: 'said', message: kept } : { status: 'conflict' };
  }

  /** With it leaves what the customer's platform is to show. */
  async function keep(conversation: string, message: StoredMessage, agent: string): Promise<Said> {
    const name = (await store.agents.find(agent))?.displayName;
    const words = { messageId: message.id, text: message.text, name };
    try {
      await conversations.amend(conversation, (record) => ({
        messages: [message],
        outbox: toChat(record, humanReply(record, words, bench())),
      }));
    } catch (error) {
      // another process may have kept the same message in the meantime
      const said = await findSaid(conversation, message);
      if (said) return said;
      throw error;
    }
    ring();
    return { status: 'said', message };
  }

  async function say(words: AgentWords): Promise<Said> {
    const line = await store.deskReadings.line(words.handoff);
    if (!line) return { status: 'not_found' };
    const message = toMessage(words, toIso(clock()));
    const said = await findSaid(line.conversation, message);
    if (said) return said;
    if (line.status !== 'held')
      return { status: line.status === 'closed' ? 'closed' : 'unclaimed', handoff: line };
    // renews the claim as well; false when its time ran out and another was faster
    const deed = await claims.claim(words.handoff, words.agent);
    return deed.status === 'done' ? keep(line.conversation, message, words.agent) : deed;
  }

  return { say: (words) => inTurn(words.handoff, () => say(words)) };
}

function toMessage({ handoff, agent, text, clientMessageId }: AgentWords, at: string): StoredMessage {
  const hash = createHash('sha256').update(JSON.stringify([handoff, agent, clientMessageId]));
  return {
    id: `${humanPrefix}${hash.digest('hex').slice(0, 24)}`,
    from: 'human',
    text: maskPersonalData(text).text,
    at,
  };
}
