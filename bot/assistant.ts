/** The assistant: one turn at a time per conversation, each answered once, kept whole, and never without a reply. */
import { hash } from 'node:crypto';
import type { Message, Reply, Turn } from '../adapters/channel.ts';
import { findAccountFacts } from './accounts.ts';
import { type Clock, toIso } from './clock.ts';
import { createController } from './controller.ts';
import type { DeskCall } from './desk/call.ts';
import type { Expertise } from './expertise/expertise.ts';
import type { Log } from './log.ts';
import { messageOf } from './store/conversations.ts';
import { StoreError } from './store/errors.ts';
import type { Accounts, ConversationRecord, FinishedTurn, Store, StoredMessage } from './store/store.ts';
import { apologize } from './turn/compose.ts';
import { type Conversation, newConversation, readConversation } from './turn/conversation.ts';
import { outcomeOf } from './turn/question-outcome.ts';
import { type Heard, longestMessage, respond } from './turn/respond.ts';
import { type Draft, setScene } from './turn/scene.ts';
import { createTurnQueue } from './turn-queue.ts';
import { pickChoice } from './understand/choices.ts';
import { maskPersonalData } from './understand/personal-data.ts';
import { within } from './within.ts';

export interface AssistantDeps {
  /** Knowledge, router and rules of this moment; a reload swaps them between turns. */
  readonly current: () => Expertise;
  readonly store: Pick<Store, 'conversations'>;
  readonly accounts: Accounts;
  readonly clock: Clock;
  readonly log: Log;
  /** Where humans can be called; absent: nowhere. */
  readonly desk?: DeskCall;
  /** What a new conversation begins with; nothing unless set. */
  readonly opening?: Conversation;
  /** Milliseconds after which a turn is given up; 10 seconds unless set. */
  readonly patience?: number;
}

export interface Assistant {
  /**
   * Answers one message. The same message again gives the same turn and does nothing twice.
   * Throws ConflictError when its id was used for another text, and the store's own error when nothing can be kept.
   */
  turn(message: Message): Promise<Turn>;
}

/** The id of a message was used before, for another message of the same sender. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
  readonly code = 'MESSAGE_CONFLICT';
}

class TurnTimeoutError extends Error {
  override readonly name = 'TurnTimeoutError';
  readonly code = 'TURN_TIMEOUT';
}

interface Finished {
  readonly replies: readonly Reply[];
  readonly conversation: Conversation;
  /** The person was told to stand in the queue for a human. */
  readonly isCalled: boolean;
  /** Whether the question found an answer; nothing of a turn that failed. */
  readonly outcome?: FinishedTurn['outcome'];
}

export function createAssistant(deps: AssistantDeps): Assistant {
  const { store, clock, log, desk, opening = newConversation, patience = 10_000 } = deps;
  const controller = createController();
  const inTurn = createTurnQueue();

  async function answer(heard: Heard, before: Conversation): Promise<Finished> {
    const expertise = deps.current();
    const now = clock();
    const { message } = heard;
    let conversation = before;
    let isCalled = false;
    const findWait = async () => {
      const wait = await desk?.wait(message);
      isCalled = wait !== undefined;
      return wait;
    };
    try {
      const replies = await within(
        patience,
        controller.receive(message, async (checked) => {
          const findAccount = () => findAccountFacts(deps.accounts, checked.sender.account, log);
          const outcome = await respond({ ...heard, message: checked }, before, {
            expertise,
            now,
            findAccount,
            ...(desk && { findWait }),
          });
          conversation = outcome.conversation;
          return withIds(outcome.replies, checked);
        }),
        () => new TurnTimeoutError(`no reply after ${patience} ms`),
      );
      const outcome = outcomeOf({ message, id: idOf(message, 0), before, replies });
      return { replies, conversation, isCalled, ...(outcome && { outcome }) };
    } catch (error) {
      log.error({ conversation: message.conversation, code: codeOf(error) }, 'turn failed');
      const nobody = async () => ({ status: 'none' }) as const;
      const scene = setScene({ message, conversation: before, expertise, now, findAccount: nobody });
      return { replies: withIds([apologize(scene)], message), conversation: before, isCalled: false };
    }
  }

  /** Undefined when another process was faster with a turn of this conversation, or with this very message. */
  async function attempt(heard: Heard): Promise<Turn | undefined> {
    const { message } = heard;
    const requestHash = hash('sha256', JSON.stringify([message.text, message.choice ?? null]));
    const { conversation: known, turn: repeat } = await store.conversations.recall({
      ...{ conversation: message.conversation, sender: message.sender.key, messageId: message.id },
    });
    if (repeat) return sameTurn(repeat, requestHash, message);
    const remembered = known ? readConversation(known.state) : opening;
    const before = desk ? await desk.withHolder(message.conversation, remembered) : remembered;
    // on the web it was told when it happened
    const isLeft = message.reach !== undefined && remembered.holder !== before.holder;
    const { replies, conversation, isCalled, outcome } = await answer({ ...heard, isLeft }, before);
    const turn = { conversationId: message.conversation, replies };
    const kept = await store.conversations.saveTurn({
      conversation: { ...(known ?? newRecord(message)), state: reachedAt(message, conversation) },
      messages: [spoken(message, before), ...replies.map((reply) => messageOf(reply, toIso(clock())))],
      ...{ sender: message.sender.key, messageId: message.id, requestHash, turn },
      ...(desk && isCalled && { handoff: desk.request(message, conversation) }),
      ...(outcome && { outcome }),
    });
    if (isCalled || before.holder === 'human') desk?.ring();
    return kept === 'saved' ? turn : undefined;
  }

  async function take(heard: Heard): Promise<Turn> {
    for (let attempts = 0; attempts < mostAttempts; attempts++) {
      const turn = await attempt(heard);
      if (turn) return turn;
    }
    throw new StoreError('STORE_CROWDED', 'a conversation has too many turns at once; try again');
  }

  return { turn: (message) => inTurn(message.conversation, () => take(hear(message))) };
}

/** Every attempt that loses means that another turn was kept; so many in a row are a fault. */
const mostAttempts = 200;

function newRecord({ conversation, channel, sender, at }: Message): ConversationRecord {
  return {
    ...{ id: conversation, channel, owner: sender.key, state: null, createdAt: at, version: 0 },
    ...(sender.account !== undefined && { account: sender.account }),
  };
}

/** The newest place where words of a human find the person. */
const reachedAt = ({ reach }: Message, conversation: Conversation): Conversation =>
  reach === undefined ? conversation : { ...conversation, reach };

/** Personal data is taken out before anything else: before routing, logging, storing and comparing. */
function hear(message: Message): Heard {
  const whole = message.text.replace(/\p{Surrogate}/gu, '\uFFFD');
  const cut = [...whole].length > longestMessage;
  const short = cut ? [...whole].slice(0, longestMessage).join('') : whole;
  const text = maskPersonalData(short);
  const choice = typeof message.choice === 'string' ? maskPersonalData(message.choice).text : message.choice;
  const clean = { ...message, text: text.text, ...(choice !== undefined && { choice }) };
  return { message: clean, masked: text.masked > 0 || message.masked === true, cut };
}

function sameTurn(known: { requestHash: string; turn: Turn }, requestHash: string, { id }: Message): Turn {
  if (known.requestHash === requestHash) return known.turn;
  throw new ConflictError(
    `message id ${JSON.stringify(id)}: was used for another message; use a new id for each`,
  );
}

/** Ids follow from the message, so that a turn that was computed twice is the same turn. */
function withIds(drafts: readonly Draft[], message: Message): Reply[] {
  return drafts.map((draft, at) => ({ ...draft, messageId: idOf(message, at + 1) }));
}

const idOf = ({ sender, conversation, id }: Message, at: number): string =>
  `${hash('sha256', JSON.stringify([conversation, sender.key, id])).slice(0, 24)}-${at}`;

/** A picked option is kept in its words, not by the name that a button sends for it. */
function spoken(message: Message, { options }: Conversation): StoredMessage {
  const { choice } = message;
  const picked =
    choice === undefined || message.text !== String(choice) ? undefined : pickChoice(choice, options);
  const text = options[picked ?? -1]?.label ?? message.text;
  return { id: idOf(message, 0), from: 'person', text, clientMessageId: message.id, at: message.at };
}

function codeOf(error: unknown): string {
  if (error instanceof Error) return 'code' in error ? String(error.code) : error.name;
  return 'UNKNOWN';
}
