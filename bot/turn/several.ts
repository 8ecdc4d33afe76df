/** Several questions in one message, each answered, in order. */
import type { Match } from '../../intents/types.ts';
import { plainText } from '../understand/plain-text.ts';
import { isBrief, lengthOf, questionsAlone, splitClauses, splitQuestions } from '../understand/questions.ts';
import { asksWhatFollows } from '../understand/speech.ts';
import { answerMatch, route } from './answer-question.ts';
import { explainExpiry } from './explain.ts';
import { findCaseAmong } from './find-case.ts';
import { namedEntry } from './named-case.ts';
import { after, type Draft, type Outcome, type Scene } from './scene.ts';
import { offering } from './work-out.ts';

const mostQuestions = 5;

/**
 * Replies to every question that routes clearly; undefined unless there are two of them at least.
 * A story that routes clearly as a whole is taken apart only where its questions do so by themselves.
 */
export async function answerSeveral(scene: Scene, whole: Match): Promise<Outcome | undefined> {
  const isStory = whole.decision === 'answer' && !isBrief(scene.text);
  const matches = isStory
    ? questionsOfStory(scene)
    : await withClear(scene, splitQuestions(scene.text).slice(0, mostQuestions));
  if (matches.length < 2 || matches.every(({ decision }) => decision !== 'answer')) return undefined;
  let here = scene;
  const replies: Draft[] = [];
  for (const match of matches) {
    const outcome = explainExpiry(asking(here, match.text), match) ?? (await answerMatch(here, match));
    replies.push(...outcome.replies);
    here = after(here, outcome.conversation);
  }
  return {
    replies,
    conversation:
      here.conversation.awaits === 'fact' ? here.conversation : offering(here.conversation, replies),
  };
}

/** "…，想问执照下来要等几天，然后打款要等几天，金额输入有没有时间限制". */
function questionsOfStory(scene: Scene): Match[] {
  const asked = questionsAlone(scene.text).filter((text) => lengthOf(text) >= shortestOfStory);
  const matches = asked.slice(0, mostQuestions).map((text) => route(scene, text));
  return clear(matches.filter(({ decision }) => decision === 'answer'));
}

/** Characters of a question that says by itself what it is about. */
const shortestOfStory = 6;

/** The parts, or the clauses of a message that is not parted, which can be replied to. */
async function withClear(scene: Scene, parts: readonly string[]): Promise<Match[]> {
  if (parts.length < 2) return clauseMatches(scene, scene.text);
  const routed = routeParts(scene, parts);
  const told = await Promise.all(routed.map((match) => isTold(scene, match)));
  return clear(
    routed.filter((match, at) => told[at] || isClear(match)),
    told.some(Boolean),
  );
}

/** A part that does not route clearly tells a case that can be worked out, or asks what follows. */
async function isTold(scene: Scene, match: Match): Promise<boolean> {
  if (isClear(match) || match.decision === 'smalltalk') return false;
  const here = asking(scene, match.text);
  return explainExpiry(here, match) !== undefined || (await findCaseAmong(here, match)) !== undefined;
}

/** The scene as if this part were all that was said. */
const asking = (scene: Scene, text: string): Scene => ({ ...scene, text, plain: plainText(text) });

/** Clauses that all ask, where each of them routes clearly: "打款没收到咋办，输错了又咋办". */
function clauseMatches(scene: Scene, text: string): Match[] {
  const parts = splitClauses(text);
  if (parts.length < 2 || parts.length > mostQuestions) return [];
  const matches = routeInTurn(scene, parts);
  const answered = matches.filter(({ decision }) => decision === 'answer');
  const isWhole = matches.every(
    (match) => match.decision === 'answer' || asksWhatFollows(plainText(match.text)),
  );
  return isWhole && answered.length > 1 ? clear(matches, true) : [];
}

/** A part whose clauses all ask, and each clearly, is several questions itself. */
function routeParts(scene: Scene, parts: readonly string[]): Match[] {
  let here = scene;
  return parts.flatMap((part) => {
    const clauses = clauseMatches(here, part);
    const matches = clauses.length > 1 ? clauses : routeInTurn(here, [part]);
    const topic = matches.findLast(({ decision }) => decision === 'answer')?.ranking[0]?.entry;
    if (topic !== undefined) here = after(here, { ...here.conversation, topic });
    return matches;
  });
}

/** Each part is read after the one before it: "个人要多久，企业的呢". */
function routeInTurn(scene: Scene, parts: readonly string[]): Match[] {
  let here = scene;
  return parts.map((part) => {
    const match = settled(here, route(here, part));
    const topic = match.decision === 'answer' ? match.ranking[0]?.entry : undefined;
    if (topic !== undefined) here = after(here, { ...here.conversation, topic });
    return match;
  });
}

/** A part that names one rule in so many words goes to its entry. */
function settled(scene: Scene, match: Match): Match {
  const named = namedEntry(scene, match);
  if (!named) return match;
  const best = { entry: named.id, question: named.question, confidence: match.ranking[0]?.confidence ?? 0 };
  return { text: match.text, decision: 'answer', ranking: [best, ...match.ranking] };
}

/** Where a part does not reach the threshold alone, so much more than the second best is clear enough beside others. */
const surelyBest = 0.5;
const aheadOfSecond = 4;

/** Questions with an answer of their own, or a topic that is declined by name, each once. */
function clear(matches: readonly Match[], keepsAll = false): Match[] {
  const own = matches.flatMap((match) => {
    if (isClear(match)) return [{ ...match, decision: decisionOf(match) }];
    return keepsAll ? [match] : [];
  });
  return own.filter((match, at) => own.findIndex((other) => target(other) === target(match)) === at);
}

function isClear({ decision, ranking }: Match): boolean {
  if (decision === 'answer' || decision === 'boundary') return true;
  const [best, second] = ranking;
  if (decision !== 'clarify' || !best) return false;
  return best.confidence >= surelyBest && best.confidence >= aheadOfSecond * (second?.confidence ?? 0);
}

const decisionOf = ({ decision }: Match): Match['decision'] =>
  decision === 'boundary' ? decision : 'answer';

const target = ({ decision, boundary, ranking }: Match): string | undefined =>
  decision === 'boundary' ? boundary : ranking[0]?.entry;
