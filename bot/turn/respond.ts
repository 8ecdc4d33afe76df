/** The path of a message, from top to bottom: what was said and what is remembered go in, replies come out. */
import type { Message } from '../../adapters/channel.ts';
import type { Match } from '../../intents/types.ts';
import type { AccountFacts } from '../accounts.ts';
import type { Wait } from '../desk/wait.ts';
import type { Expertise } from '../expertise/expertise.ts';
import { asksForAnother, asksOtherAccount, asksSecretAmount } from '../understand/limits.ts';
import { mask } from '../understand/personal-data.ts';
import { complains, wantsHuman } from '../understand/speech.ts';
import { answerMatch, route } from './answer-question.ts';
import { answerBoth } from './both-subjects.ts';
import { answerCalendar } from './calendar-answer.ts';
import { choiceByRoute, followChoice, misspeltChoice } from './choose.ts';
import { handOff, say } from './compose.ts';
import type { Conversation } from './conversation.ts';
import { explainAgain, explainCounting, explainExpiry, explainStart } from './explain.ts';
import { continueCase, correctFact, varyFact } from './follow-up.ts';
import { answerPending, dropPending } from './pending.ts';
import { countAgain, fingerprint, isSameQuestion, sentTooOften } from './repeats.ts';
import { after, type Outcome, type Scene, setScene } from './scene.ts';
import { answerSeveral } from './several.ts';
import { changeSubject, letGo, stayOnTopic } from './stay-on-topic.ts';
import { tellWait } from './tell-wait.ts';
import { tellOption } from './told-on-topic.ts';

export interface RespondDeps {
  readonly expertise: Expertise;
  readonly now: Parameters<typeof setScene>[0]['now'];
  readonly findAccount: () => Promise<AccountFacts>;
  /** How long one waits for a human; absent where none can be called. */
  readonly findWait?: (() => Promise<Wait | undefined>) | undefined;
}

/** A message whose personal data was taken out before; `cut` when it was too long to be read whole. */
export interface Heard {
  readonly message: Message;
  readonly masked: boolean;
  readonly cut: boolean;
  /** The human who had the conversation let it go without a word. */
  readonly isLeft?: boolean;
}

/** Code points of one message that are read. */
export const longestMessage = 4000;

/** Replies and the conversation afterwards. Nothing is read or written but the facts of the account. */
export async function respond(heard: Heard, conversation: Conversation, deps: RespondDeps): Promise<Outcome> {
  if (conversation.holder === 'human') return { replies: [], conversation };
  const scene = setScene({ ...deps, message: heard.message, conversation });
  const outcome = await tellWait(
    scene,
    withoutWords(scene, heard) ?? (await unlessAgain(scene)),
    deps.findWait,
  );
  const notices = [
    ...(heard.isLeft ? ['human_away'] : []),
    ...(heard.masked ? ['personal_data_notice'] : []),
  ];
  return { ...outcome, replies: [...outcome.replies, ...notices.map((id) => say(scene, 'notice', id))] };
}

/** The same message for the third time in a row was not helped by what was said to it. */
async function unlessAgain(said: Scene): Promise<Outcome> {
  const scene = after(said, countAgain(said));
  const outcome = await reply(scene);
  const isHelped = outcome.replies.some(({ act }) => act === 'handoff' || act === 'refuse');
  if (isHelped || !sentTooOften(scene)) return outcome;
  return { ...outcome, replies: [...outcome.replies, handOff(scene, 'handoff_repeated')] };
}

async function reply(scene: Scene): Promise<Outcome> {
  const chosen = dropPending(scene) ?? (await followChoice(scene));
  if (chosen) return anew(chosen);
  const refused = refuse(scene);
  if (refused) return refused;
  const calendar = await asked(scene);
  if (calendar) return calendar;
  return onward(forgetCalendar(scene));
}

/** A message that is neither a choice nor refused nor about the calendar. */
async function onward(scene: Scene): Promise<Outcome> {
  const match = route(scene, scene.text);
  const human = sendToHuman(scene, match);
  if (human) return human;
  const followed =
    (await changeSubject(scene)) ??
    (await correctFact(scene)) ??
    (await answerPending(scene, match)) ??
    (await explainAgain(scene, match)) ??
    explainStart(scene) ??
    explainExpiry(scene, match) ??
    (await continueCase(scene, match)) ??
    (await varyFact(scene, match)) ??
    (await tellOption(scene, match)) ??
    (await stayOnTopic(scene, match)) ??
    letGo(scene, match) ??
    (await choiceByRoute(scene, match)) ??
    misspeltChoice(scene);
  return followed ? anew(followed) : answerAnew(scene, match);
}

/** The last question was taken further: put once more, it is not the same question without help. */
function anew({ replies, conversation }: Outcome): Outcome {
  const { last, ...rest } = conversation;
  return { replies, conversation: rest };
}

function forgetCalendar(scene: Scene): Scene {
  const { spokeOf, ...conversation } = scene.conversation;
  return after(scene, conversation);
}

/** A question about the calendar; where it is about a result, that one is shown once more with its steps. */
async function asked(scene: Scene): Promise<Outcome | undefined> {
  const calendar = answerCalendar(scene);
  return calendar && ((await explainCounting(scene, calendar)) ?? calendar);
}

/** Who asks for a human beside something unclear, or only says that it did not help, gets the ways to one. */
function sendToHuman(scene: Scene, match: Match): Outcome | undefined {
  const { conversation, plain } = scene;
  if (match.decision !== 'answer' && wantsHuman(plain)) return { replies: [handOff(scene)], conversation };
  if (!conversation.topic || conversation.awaits === 'fact' || !complains(plain)) return undefined;
  return { replies: [handOff(scene, 'handoff_repeated')], conversation };
}

/** A question on its own, or several; the same one over again leads to a human. */
async function answerAnew(scene: Scene, match: Match): Promise<Outcome> {
  const outcome =
    (await answerBoth(scene, match)) ??
    (await answerSeveral(scene, match)) ??
    (await answerMatch(scene, match));
  const repeated = isSameQuestion(scene, match) && outcome.replies.every(({ act }) => act !== 'handoff');
  const replies = repeated ? [...outcome.replies, handOff(scene, 'handoff_repeated')] : outcome.replies;
  return { replies, conversation: { ...outcome.conversation, last: fingerprint(scene, match) } };
}

function refuse(scene: Scene): Outcome | undefined {
  const { conversation, plain } = scene;
  const goesOn = conversation.spokeOf === 'other_account' && asksForAnother(plain);
  if (goesOn || asksOtherAccount(plain)) return refuseOther(scene, goesOn);
  const isSignedIn = scene.message.sender.account !== undefined;
  const isAnswering = conversation.awaits === 'fact';
  const wasSought = conversation.soughtSecret === true;
  const context = { aboutPayment: isAboutPayment(scene), isSignedIn, isAnswering, wasSought };
  if (!asksSecretAmount(plain, context)) return undefined;
  const replies = [say(scene, 'refuse', 'refuse_secret_amount')];
  return { replies, conversation: { ...conversation, soughtSecret: true } };
}

/** What was asked of somebody else stays the topic, so that one's own can be asked about next. */
function refuseOther(scene: Scene, goesOn: boolean): Outcome {
  const { decision, ranking } = route(scene, scene.text);
  const [best] = ranking;
  const isNamed = !goesOn && best !== undefined && (decision === 'answer' || decision === 'clarify');
  const replies = [say(scene, 'refuse', 'refuse_other_account')];
  const topic = isNamed && best ? { topic: best.entry } : {};
  return { replies, conversation: { ...scene.conversation, ...topic, spokeOf: 'other_account' } };
}

const isAboutPayment = ({ conversation, expertise }: Scene): boolean =>
  conversation.soughtSecret === true ||
  expertise.knowledge.entries.some(
    ({ id, facets }) => id === conversation.topic && facets.flow === 'transfer',
  );

/** Nothing to read in it: blank, only symbols, only personal data, or far too long. */
function withoutWords(scene: Scene, { message, masked, cut }: Heard): Outcome | undefined {
  const { conversation } = scene;
  if (message.choice !== undefined) return undefined;
  const quiet = (id: string): Outcome => ({ replies: [say(scene, 'notice', id)], conversation });
  if (cut) return quiet('too_long');
  const words = message.text.replaceAll(mask, '');
  if (masked && !/[\p{L}\p{N}]/u.test(words)) return { replies: [], conversation };
  if (message.text.trim() === '') return quiet('empty_message');
  return /[\p{L}\p{N}]/u.test(words) ? undefined : quiet('only_symbols');
}
