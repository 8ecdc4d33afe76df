/** Several questions in one message, each answered, in order. */
import type { Match } from '../../intents/types.ts';
import { isBrief, splitClauses, splitQuestions } from '../understand/questions.ts';
import { answerMatch, route } from './answer-question.ts';
import { after, type Draft, type Outcome, type Scene } from './scene.ts';
import { offering } from './work-out.ts';

const mostQuestions = 5;

/**
 * Replies to every question that routes clearly; undefined unless there are two of them at least.
 * A story that routes clearly as a whole is not taken apart.
 */
export async function answerSeveral(scene: Scene, whole: Match): Promise<Outcome | undefined> {
  if (whole.decision === 'answer' && !isBrief(scene.text)) return undefined;
  const parts = splitQuestions(scene.text).slice(0, mostQuestions);
  const matches = parts.length < 2 ? clauseMatches(scene) : clear(routeInTurn(scene, parts));
  if (matches.length < 2 || matches.every(({ decision }) => decision !== 'answer')) return undefined;
  let here = scene;
  const replies: Draft[] = [];
  for (const match of matches) {
    const outcome = await answerMatch(here, match);
    replies.push(...outcome.replies);
    here = after(here, outcome.conversation);
  }
  return {
    replies,
    conversation:
      here.conversation.awaits === 'fact' ? here.conversation : offering(here.conversation, replies),
  };
}

/** Clauses that all ask, where each of them routes clearly: "打款没收到咋办，输错了又咋办". */
function clauseMatches(scene: Scene): Match[] {
  const parts = splitClauses(scene.text);
  if (parts.length < 2 || parts.length > mostQuestions) return [];
  const matches = routeInTurn(scene, parts);
  return matches.every(({ decision }) => decision === 'answer') ? clear(matches) : [];
}

/** Each part is read after the one before it: "个人要多久，企业的呢". */
function routeInTurn(scene: Scene, parts: readonly string[]): Match[] {
  let here = scene;
  return parts.map((part) => {
    const match = route(here, part);
    const topic = match.decision === 'answer' ? match.ranking[0]?.entry : undefined;
    if (topic !== undefined) here = after(here, { ...here.conversation, topic });
    return match;
  });
}

/** Where a part does not reach the threshold alone, so much more than the second best is clear enough beside others. */
const surelyBest = 0.5;
const aheadOfSecond = 4;

/** Questions with an answer of their own, or a topic that is declined by name, each once. */
function clear(matches: readonly Match[]): Match[] {
  const own = matches.flatMap((match) => (isClear(match) ? [{ ...match, decision: decisionOf(match) }] : []));
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
