/** The path of a message, from top to bottom: what was said and what is remembered go in, replies come out. */
import type { Message } from '../../adapters/channel.ts';
import type { Match } from '../../intents/types.ts';
import type { AccountFacts } from '../accounts.ts';
import type { Expertise } from '../expertise/expertise.ts';
import { asksOtherAccount, asksSecretAmount } from '../understand/limits.ts';
import { mask } from '../understand/personal-data.ts';
import { asksWhatCounts, complains, wantsHuman } from '../understand/speech.ts';
import { answerMatch, route } from './answer-question.ts';
import { answerCalendar } from './calendar-answer.ts';
import { followChoice, misspeltChoice } from './choose.ts';
import { handOff, say } from './compose.ts';
import type { Conversation } from './conversation.ts';
import { answerPending, continueCase, correctFact, explainAgain, varyFact } from './follow-up.ts';
import { fingerprint, isSameQuestion } from './repeats.ts';
import { after, type Outcome, type Scene, setScene } from './scene.ts';
import { answerSeveral } from './several.ts';
import { countsWorkdays } from './work-out.ts';

export interface RespondDeps {
  readonly expertise: Expertise;
  readonly now: Parameters<typeof setScene>[0]['now'];
  readonly findAccount: () => Promise<AccountFacts>;
}

/** A message whose personal data was taken out before; `cut` when it was too long to be read whole. */
export interface Heard {
  readonly message: Message;
  readonly masked: boolean;
  readonly cut: boolean;
}

/** Code points of one message that are read. */
export const longestMessage = 4000;

/** Replies and the conversation afterwards. Nothing is read or written but the facts of the account. */
export async function respond(heard: Heard, conversation: Conversation, deps: RespondDeps): Promise<Outcome> {
  if (conversation.holder === 'human') return { replies: [], conversation };
  const scene = setScene({ ...deps, message: heard.message, conversation });
  const outcome = withoutWords(scene, heard) ?? (await reply(scene));
  if (!heard.masked) return outcome;
  return { ...outcome, replies: [...outcome.replies, say(scene, 'notice', 'personal_data_notice')] };
}

async function reply(scene: Scene): Promise<Outcome> {
  const chosen = await followChoice(scene);
  if (chosen) return chosen;
  const refused = refuse(scene);
  if (refused) return refused;
  const calendar = await asked(scene);
  if (calendar) return calendar;
  return onward(forgetCalendar(scene));
}

/** A message that is neither a choice nor refused nor about the calendar. */
async function onward(scene: Scene): Promise<Outcome> {
  const match = route(scene, scene.text);
  return (
    sendToHuman(scene, match) ??
    (await correctFact(scene)) ??
    (await answerPending(scene, match)) ??
    (await explainAgain(scene)) ??
    (await continueCase(scene, match)) ??
    (await varyFact(scene, match)) ??
    misspeltChoice(scene, match) ??
    (await answerAnew(scene, match))
  );
}

function forgetCalendar(scene: Scene): Scene {
  const { spokeOf, ...conversation } = scene.conversation;
  return after(scene, conversation);
}

/** A question about the calendar; where it is about a result, that one is shown once more with its steps. */
async function asked(scene: Scene): Promise<Outcome | undefined> {
  const calendar = answerCalendar(scene);
  const again = calendar && asksWhatCounts(scene.plain) ? await explainAgain(scene) : undefined;
  if (!calendar || !again) return calendar;
  if (!(await countsWorkdays(scene))) return again;
  const replies = [...calendar.replies, ...again.replies];
  return { replies, conversation: { ...again.conversation, spokeOf: 'calendar' } };
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
  const outcome = (await answerSeveral(scene, match)) ?? (await answerMatch(scene, match));
  const repeated = isSameQuestion(scene, match) && outcome.replies.every(({ act }) => act !== 'handoff');
  const replies = repeated ? [...outcome.replies, handOff(scene, 'handoff_repeated')] : outcome.replies;
  return { replies, conversation: { ...outcome.conversation, last: fingerprint(scene, match) } };
}

function refuse(scene: Scene): Outcome | undefined {
  const { conversation, plain } = scene;
  if (asksOtherAccount(plain))
    return { replies: [say(scene, 'refuse', 'refuse_other_account')], conversation };
  const isSignedIn = scene.message.sender.account !== undefined;
  const isAnswering = conversation.awaits === 'fact';
  const isGuess =
    conversation.soughtSecret === true && !isAnswering && /^[¥￥]?\d*\.\d+元?[。]?$/.test(plain);
  if (!isGuess && !asksSecretAmount(plain, { aboutPayment: isAboutPayment(scene), isSignedIn, isAnswering }))
    return undefined;
  const replies = [say(scene, 'refuse', 'refuse_secret_amount')];
  return { replies, conversation: { ...conversation, soughtSecret: true } };
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
