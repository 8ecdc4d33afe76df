/** What is said to a delivery: a turn for words, a greeting for somebody who comes in, a kind sentence for a picture. */
import type { Message, Reply, Turn } from '../../adapters/channel.ts';
import type { Delivery } from '../../adapters/delivery.ts';
import type { Clock } from '../clock.ts';
import type { Expertise } from '../expertise/expertise.ts';
import type { Store } from '../store/store.ts';
import { say, welcome } from '../turn/compose.ts';
import { type Conversation, readConversation } from '../turn/conversation.ts';
import { type Draft, type Scene, setScene } from '../turn/scene.ts';

export interface AnswerDeps {
  readonly assistant: { turn(message: Message): Promise<Turn> };
  readonly store: Pick<Store, 'conversations' | 'deliveries'>;
  readonly current: () => Expertise;
  readonly clock: Clock;
}

/** Who opens the chat again and again is greeted once in this time. */
const greetingKept = 24 * 3_600_000;

/** The same delivery again gives the same replies; only a greeting is not said twice. */
export async function answerDelivery(
  channel: string,
  delivery: Delivery,
  deps: AnswerDeps,
): Promise<readonly Reply[]> {
  const { said, conversation, sender } = delivery;
  if (said.kind === 'message') return (await deps.assistant.turn(toMessage(channel, delivery))).replies;
  const state = readConversation((await deps.store.conversations.find(conversation))?.state);
  if (state.holder === 'human') return [];
  const scene = toScene(toMessage(channel, delivery), state, deps);
  if (said.kind === 'unreadable') return [withId(say(scene, 'notice', 'only_text'), delivery)];
  const key = sender.key;
  const isNew = await deps.store.deliveries.claim({ channel: `${channel}/greeting`, key, ttl: greetingKept });
  return isNew ? [withId(welcome(scene, 'greet'), delivery)] : [];
}

function toMessage(channel: string, { id, conversation, sender, at, said }: Delivery): Message {
  const { text, choice, masked } = said.kind === 'message' ? said : { text: '' };
  return {
    ...{ channel, conversation, sender, id, text, at },
    ...(choice !== undefined && { choice }),
    ...(masked && { masked }),
  };
}

function toScene(message: Message, conversation: Conversation, { current, clock }: AnswerDeps): Scene {
  const findAccount = async () => ({ status: 'none' }) as const;
  return setScene({ message, conversation, findAccount, expertise: current(), now: clock() });
}

const withId = (draft: Draft, { id }: Delivery): Reply => ({ ...draft, messageId: id });
