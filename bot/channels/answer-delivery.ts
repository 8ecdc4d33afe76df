/** What is said to a delivery: a turn for words, a greeting for somebody who comes in, a kind sentence for a picture. */
import { createHash } from 'node:crypto';
import type { Message, Reply, Turn } from '../../adapters/channel.ts';
import type { Delivery, Platform } from '../../adapters/delivery.ts';
import type { Clock } from '../clock.ts';
import type { Expertise } from '../expertise/expertise.ts';
import { answerWish, type LinkSubject, offerLink } from '../linking/link-replies.ts';
import type { Linking } from '../linking/linking.ts';
import { readWish } from '../linking/wish.ts';
import type { Store } from '../store/store.ts';
import { say, sentence, welcome } from '../turn/compose.ts';
import { type Conversation, readConversation } from '../turn/conversation.ts';
import { type Draft, type Scene, setScene } from '../turn/scene.ts';
import { generally, personalOf } from './personal.ts';

export interface AnswerDeps {
  readonly assistant: { turn(message: Message): Promise<Turn> };
  readonly store: Pick<Store, 'conversations' | 'deliveries' | 'handoffs'>;
  readonly current: () => Expertise;
  readonly clock: Clock;
  /** Absent: nobody has an account here. */
  readonly linking?: Linking | undefined;
}

export interface Answered {
  /** The one that was answered in: each account has its own. */
  readonly conversation: string;
  readonly replies: readonly Reply[];
  /** For the eyes of the person alone, where others read the replies. */
  readonly privately: readonly Reply[];
}

type Answering = Pick<Platform, 'name' | 'reach'>;

/** Who opens the chat again and again is greeted once in this time; who might link an account hears of it as often. */
const greetingKept = 24 * 3_600_000;

/** The same delivery again gives the same replies; only a greeting is not said twice. */
export async function answerDelivery(
  platform: Answering,
  delivery: Delivery,
  deps: AnswerDeps,
): Promise<Answered> {
  const subject = linkSubject(platform, delivery, deps);
  const wish = delivery.said.kind === 'message' ? readWish(delivery.said.text) : undefined;
  if (subject && wish)
    return apart(delivery, [], [withId(await answerWish(wish, subject), delivery, 'link')]);
  const account = subject && (await accountFor(subject, deps));
  if (account !== undefined) return answerLinked(platform, { delivery, account }, deps);
  const replies = await sayTo(platform, delivery, deps);
  const hints = await wayToHuman(platform, { delivery, replies }, deps);
  const offers = subject ? await offerBeside(replies, subject, deps) : [];
  return apart(delivery, replies, [...hints, ...offers]);
}

/** Undefined where no account could be meant. */
function linkSubject({ name }: Answering, delivery: Delivery, deps: AnswerDeps): LinkSubject | undefined {
  const { person } = delivery;
  if (!person || !deps.linking) return undefined;
  const scene = () => sceneOf(name, delivery, deps);
  return { person: { channel: name, ...person }, delivery, scene, linking: deps.linking };
}

/** Whoever stands in the queue for a human goes on in the conversation that the human sees. */
async function accountFor(
  { person, delivery, linking }: LinkSubject,
  { store }: AnswerDeps,
): Promise<string | undefined> {
  const account = await linking.accountOf(person);
  if (account === undefined) return undefined;
  return (await store.handoffs.findOpen(delivery.conversation)) ? undefined : account;
}

/** Where others read, the account is unknown to what they read; what it adds is said to the person alone. */
async function answerLinked(
  platform: Answering,
  { delivery, account }: { readonly delivery: Delivery; readonly account: string },
  deps: AnswerDeps,
): Promise<Answered> {
  const own = ofAccount(delivery, account);
  if (delivery.privately === undefined) return apart(own, await sayTo(platform, own, deps), []);
  const open = await sayTo(platform, delivery, deps);
  const personal = personalOf(await sayTo(platform, { ...own, id: `${own.id}/own` }, deps), open);
  const scene = await sceneOf(platform.name, delivery, deps);
  const hints = await wayToHuman(platform, { delivery, replies: open }, deps);
  return apart(delivery, personal.length > 0 ? generally(scene, open) : open, [...personal, ...hints]);
}

/** An agent hears nobody where others read: whoever asks for one there is told where to ask. */
async function wayToHuman(
  { name, reach }: Answering,
  { delivery, replies }: { readonly delivery: Delivery; readonly replies: readonly Reply[] },
  deps: AnswerDeps,
): Promise<Reply[]> {
  const isAsked = delivery.privately !== undefined && replies.some(({ act }) => act === 'handoff');
  if (!isAsked || !reach) return [];
  const scene = await sceneOf(name, delivery, deps);
  return [withId(say(scene, 'notice', 'human_in_private'), delivery, 'desk')];
}

/** A conversation of one account ends with the link, is not another account's, and is forgotten with it. */
function ofAccount(delivery: Delivery, account: string): Delivery {
  const { conversation, sender } = delivery;
  const name = createHash('sha256').update(account).digest('hex').slice(0, 16);
  return { ...delivery, conversation: `${conversation}~${name}`, sender: { ...sender, account } };
}

function apart(
  { conversation, privately }: Delivery,
  replies: readonly Reply[],
  personal: readonly Reply[],
): Answered {
  return privately === undefined
    ? { conversation, replies: [...replies, ...personal], privately: [] }
    : { conversation, replies, privately: personal };
}

/** Who is asked for a fact might rather have it looked up. */
async function offerBeside(
  replies: readonly Reply[],
  subject: LinkSubject,
  { store }: AnswerDeps,
): Promise<Reply[]> {
  const { delivery, person } = subject;
  if (replies.every(({ act }) => act !== 'ask')) return [];
  const claim = { channel: `${person.channel}/link`, key: delivery.sender.key, ttl: greetingKept };
  if (!(await store.deliveries.claim(claim))) return [];
  const offer = await offerLink('link_helps', subject);
  return offer ? [withId(offer, delivery, 'link')] : [];
}

async function sayTo(platform: Answering, delivery: Delivery, deps: AnswerDeps): Promise<readonly Reply[]> {
  const { said, sender } = delivery;
  const { name } = platform;
  const message = toMessage(platform, delivery);
  if (said.kind === 'message') return (await deps.assistant.turn(message)).replies;
  const scene = await sceneOf(name, delivery, deps);
  if (scene.conversation.holder === 'human') {
    if (said.kind === 'arrival') return [];
    // the human of the desk learns at least that there was something
    return (await deps.assistant.turn({ ...message, text: sentence(scene, 'something_unseen') })).replies;
  }
  if (said.kind === 'unreadable') return [withId(say(scene, 'notice', 'only_text'), delivery)];
  const greeting = { channel: `${name}/greeting`, key: sender.key, ttl: greetingKept };
  const isNew = await deps.store.deliveries.claim(greeting);
  return isNew ? [withId(welcome(scene, 'greet'), delivery)] : [];
}

/** The words of a human find the person only where nobody else reads them. */
function toMessage({ name, reach }: Answering, delivery: Delivery): Message {
  const { id, conversation, sender, at, said, address, privately } = delivery;
  const { text, choice, masked } = said.kind === 'message' ? said : { text: '' };
  const reached = privately === undefined ? reach?.(address) : undefined;
  return {
    ...{ channel: name, conversation, sender, id, text, at },
    ...(choice !== undefined && { choice }),
    ...(masked && { masked }),
    ...(reached && { reach: reached }),
  };
}

async function sceneOf(name: string, delivery: Delivery, deps: AnswerDeps): Promise<Scene> {
  const stored = await deps.store.conversations.find(delivery.conversation);
  return toScene(toMessage({ name }, delivery), readConversation(stored?.state), deps);
}

function toScene(message: Message, conversation: Conversation, { current, clock }: AnswerDeps): Scene {
  const findAccount = async () => ({ status: 'none' }) as const;
  return setScene({ message, conversation, findAccount, expertise: current(), now: clock() });
}

const withId = (draft: Draft, { id }: Delivery, part?: string): Reply => ({
  ...draft,
  messageId: part === undefined ? id : `${id}/${part}`,
});
