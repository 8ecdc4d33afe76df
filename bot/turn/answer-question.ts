/** One question → replies: routed, answered word for word, worked out where it is about oneself, or declined. */
import type { Candidate, Match } from '../../intents/types.ts';
import type { LoadedEntry } from '../../knowledge/schema.ts';
import { mask } from '../understand/personal-data.ts';
import { plainText } from '../understand/plain-text.ts';
import { isBrief, questionsAlone, withoutCourtesy } from '../understand/questions.ts';
import {
  asksByWhen,
  asksForOneself,
  asksForResult,
  asksToCompute,
  asksWhatIsLeft,
} from '../understand/speech.ts';
import { askWhich, entriesToOffer } from './clarify.ts';
import { answerWith, declineTopic, fallBack, handOff, say, welcome } from './compose.ts';
import { accountFacets, recallChoice } from './distinguish.ts';
import { findTopicMeant, nearTopic } from './ellipsis.ts';
import { findCaseAmong } from './find-case.ts';
import { namedEntry } from './named-case.ts';
import { accountFacts, computable, findCase, knownCase, type OwnCase, tellsOwnCase } from './own-case.ts';
import { remember } from './remember.ts';
import { after, type Draft, entryOf, entryOption, type Outcome, type Scene } from './scene.ts';
import { besides, offering, offersOf, workOut } from './work-out.ts';

/** Where a question goes, seen with what was spoken of before. */
export function route(scene: Scene, text: string): Match {
  const { router } = scene.expertise;
  const question = withoutNumbers(withoutCourtesy(text.replaceAll(mask, ' *** ')));
  const match = { ...router.route(question), text };
  const meant = findTopicMeant(scene, question, match);
  if (meant || match.decision === 'answer' || match.decision === 'smalltalk')
    return meant ?? recallChoice(scene, match);
  return questionInside(scene, text) ?? recallChoice(scene, match);
}

/** A masked or a long number says nothing of the question, nor do the words that announce it. */
const withoutNumbers = (text: string): string =>
  text.replace(ownerOfQuestion, '$1').replace(announced, ' ').replace(/ {2,}/g, ' ').trim() || text;
/** The card of "我的身份证***能认证几个" is what is asked about. */
const ownerOfQuestion =
  /((?:身份证|证件|营业执照))(?:号码?)?(?:是|为|：|:)? {0,3}(?:\*\*\*|(?<!\d)\d{6,}) {0,3}(?=(?:还|一共|总共)?(?:能|可以|可|绑|认证|名下))/gu;
const announced =
  /(?:(?:我的?|我们的?)?(?:腾讯云)?(?:账号|帐号|订单|手机|电话|邮箱|身份证|证件|卡|银行卡|统一社会信用代码|信用代码)(?:号码?|id)?(?:是|为|：|:)? {0,3}|\b(?:my|our) (?:[a-z-]+ ){1,3}(?:is )? {0,3})?(?:\*\*\*|(?<!\d)\d{6,})(?: {0,3}\*\*\*)* {0,3}[，,。]?/giu;

/** The question of a long message, where it routes clearly once the story around it is gone. */
function questionInside(scene: Scene, text: string): Match | undefined {
  if (isBrief(text)) return undefined;
  for (const question of new Set(questionsAlone(text))) {
    const match = question === text ? undefined : scene.expertise.router.route(question);
    if (match?.decision === 'answer') return match;
  }
  return undefined;
}

/** Replies to one question that was routed already. */
export async function answerMatch(scene: Scene, routed: Match): Promise<Outcome> {
  const own = await findCaseAmong(scene, routed);
  if (own) return workOut(scene, own);
  const named = namedEntry(scene, routed);
  if (named) return answerEntry(scene, named, { text: routed.text });
  const match = nearTopic(scene, await settleByAccount(scene, routed));
  const [best] = match.ranking;
  switch (match.decision) {
    case 'answer':
      return answerCandidate(scene, match, best);
    case 'clarify':
      return clarify(scene, match);
    case 'boundary':
      return unanswered(scene, declined(scene, match));
    case 'smalltalk':
      return chat(scene, match);
    case 'fallback':
      return unanswered(scene, fallBack(scene, nearest(match), best?.confidence));
  }
}

/** Whoever is signed in need not say whether they are a company. */
async function settleByAccount(scene: Scene, match: Match): Promise<Match> {
  if (match.decision !== 'clarify') return match;
  return recallChoice(scene, match, accountFacets(await accountFacts(scene)));
}

function answerCandidate(
  scene: Scene,
  match: Match,
  best: Candidate | undefined,
): Promise<Outcome> | Outcome {
  const entry = entryOf(scene, best?.entry);
  if (!entry) return unanswered(scene, fallBack(scene, nearest(match)));
  return answerEntry(scene, entry, { text: match.text, confidence: best?.confidence });
}

export interface Asked {
  readonly text: string;
  readonly confidence?: number | undefined;
}

/**
 * A general question gets the authored answer, and after it the personal part where the facts are at hand.
 * Who asks about themselves gets the result alone, or the question for what is missing.
 */
export async function answerEntry(
  scene: Scene,
  entry: LoadedEntry,
  { text, confidence }: Asked,
): Promise<Outcome> {
  const own = findCase(scene, entry, text);
  if (own && (isAboutOneself(text, own) || (await isKnownCase(scene, own, text))))
    return workOut(scene, await knownCase(scene, own));
  const beside = await besides(scene, entry, own);
  const told = own && tellsFacts(own) ? after(scene, remember(scene.conversation, own)) : scene;
  const rule = beside[0]?.computed?.rule;
  const here = rule ? remember(told.conversation, { entry, rule, statements: [] }) : told.conversation;
  const replies = [answerWith(scene, entry, { confidence, offers: offersOf(scene, entry, rule) }), ...beside];
  return { replies, conversation: offering({ ...here, topic: entry.id }, replies) };
}

/** Days, counts and amounts, and what one has or has not, are kept for what comes next. */
const tellsFacts = (own: OwnCase): boolean =>
  tellsOwnCase(own) || own.statements.filter(({ fact }) => fact.kind === 'boolean').length > 1;

/** A story is answered in general, whatever days and counts it is full of, unless it says what to work out. */
function isAboutOneself(text: string, own: OwnCase): boolean {
  const plain = plainText(text);
  if (asksToCompute(plain)) return true;
  return isBrief(text) && (asksForOneself(plain) || (tellsOwnCase(own) && asksForResult(plain)));
}

/** "最早什么时候能再改" needs no "my" from somebody who said before when it was, or whose account says so. */
async function isKnownCase(scene: Scene, own: OwnCase, text: string): Promise<boolean> {
  const plain = plainText(text);
  const { matter } = scene.conversation;
  const goesOn = matter !== undefined && own.entry.rules.includes(matter.rule) && asksByWhen(plain);
  if (!isBrief(text) || !(goesOn || asksWhatIsLeft(plain))) return false;
  return (await computable(scene, [own])) !== undefined;
}

/** What was asked about oneself is worked out after the choice. */
function clarify(scene: Scene, match: Match): Outcome {
  const personal = asksForOneself(scene.plain);
  const options = entriesToOffer(scene, match).map((entry) => {
    const rule = personal ? findCase(scene, entry, match.text)?.rule : undefined;
    return { ...entryOption(scene, entry), ...(rule && { value: `compute:${rule}` }) };
  });
  return askWhich(scene, options, match.ranking[0]?.confidence);
}

function declined(scene: Scene, match: Match): Draft {
  const topic = scene.expertise.knowledge.boundaries.find(({ id }) => id === match.boundary);
  return topic ? declineTopic(scene, topic, nearest(match)) : fallBack(scene, nearest(match));
}

function unanswered(scene: Scene, reply: Draft): Outcome {
  return { replies: [reply], conversation: offering(scene.conversation, [reply]) };
}

function chat(scene: Scene, match: Match): Outcome {
  const reply = smalltalk(scene, match);
  const { pending, matter, ...rest } = scene.conversation;
  if (reply.act === 'cancel')
    return { replies: [reply], conversation: { ...rest, options: [], awaits: 'nothing' } };
  const conversation = reply.options ? offering(scene.conversation, [reply]) : scene.conversation;
  return { replies: [reply], conversation };
}

function smalltalk(scene: Scene, match: Match): Draft {
  switch (match.smalltalk) {
    case 'greet':
    case 'about':
      return welcome(scene, match.smalltalk);
    case 'thanks':
    case 'bye':
      return say(scene, match.smalltalk, match.smalltalk);
    case 'cancel':
      return say(scene, 'cancel', 'cancelled');
    case 'handoff':
      return handOff(scene);
    default:
      return fallBack(scene, nearest(match));
  }
}

const nearest = ({ ranking }: Match): string[] => ranking.map(({ entry }) => entry);
