/** A pasted message taken apart: its questions in order, an answer for each, and the facts that it tells. */
import type { Analysis, Facts, Part } from '../../adapters/console/console-api.ts';
import type { Match } from '../../intents/types.ts';
import type { LoadedEntry } from '../../knowledge/schema.ts';
import { route } from '../turn/answer-question.ts';
import { declineTopic, fallBack } from '../turn/compose.ts';
import { findCaseAmong } from '../turn/find-case.ts';
import { factsOf, findCase, tellsOwnCase } from '../turn/own-case.ts';
import { entryOf, type Scene } from '../turn/scene.ts';
import { readFacts } from '../understand/facts.ts';
import { maskPersonalData } from '../understand/personal-data.ts';
import { splitClauses, splitQuestions, withoutCourtesy } from '../understand/questions.ts';
import { type Bench, sceneFor } from './bench.ts';
import { viewEntry } from './entry-view.ts';
import { findHits } from './search.ts';

const mostParts = 12;

/** Personal numbers are masked before anything else looks at the text. */
export async function analyze(bench: Bench, pasted: string): Promise<Analysis> {
  const { text, masked } = maskPersonalData(pasted);
  const scene = sceneFor(bench, text);
  const parts = await Promise.all(questionsOf(scene).map((question) => toPart(bench, scene, question)));
  return { text, masked, parts };
}

interface Question {
  readonly text: string;
  readonly match: Match;
}

/** One question where the message routes clearly as a whole; else its sentences, or its clauses where each of them does. */
function questionsOf(scene: Scene): Question[] {
  const ask = (text: string): Question => ({ text, match: route(scene, text) });
  const said = splitQuestions(scene.text).flatMap((sentence) => {
    const clauses = splitClauses(sentence).map(ask);
    const isEachClear = clauses.length > 1 && clauses.every(({ match }) => match.decision === 'answer');
    return isEachClear ? clauses : [ask(sentence)];
  });
  const kept = said.filter(({ match }) => match.decision !== 'smalltalk');
  const questions = kept.length > 0 ? kept : said;
  return joinRepeats(questions).slice(0, mostParts);
}

/** The same question put twice is answered once. */
function joinRepeats(questions: readonly Question[]): Question[] {
  const answers = ({ match }: Question) =>
    match.decision === 'answer' ? match.ranking[0]?.entry : undefined;
  return questions.filter((question, at) => {
    const entry = answers(question);
    return entry === undefined || questions.findIndex((other) => answers(other) === entry) === at;
  });
}

async function toPart(bench: Bench, scene: Scene, { text, match }: Question): Promise<Part> {
  const { decision, ranking } = match;
  const own = await findCaseAmong(scene, match);
  const entry = own?.entry ?? (decision === 'answer' ? entryOf(scene, ranking[0]?.entry) : undefined);
  const answer = entry && viewEntry(bench, entry.id);
  const rule = own?.rule ?? (entry && ruleOf(scene, entry, text));
  const say = answer ? undefined : declined(scene, match);
  return {
    ...{ text: withoutCourtesy(text).trim(), decision, hits: findHits(bench, text) },
    ...(answer && { answer }),
    ...(rule !== undefined && { rule }),
    ...(say && { say }),
    facts: factsIn(bench, scene, answer?.forms.map((form) => form.rule) ?? []),
  };
}

/** The rule that what was told calls for; the entry's first where nothing was. */
function ruleOf(scene: Scene, entry: LoadedEntry, text: string): string | undefined {
  const found = findCase(scene, entry, text);
  return found && tellsOwnCase(found) ? found.rule : entry.rules[0];
}

/** What to say where nothing answers; a question that fits several entries is left to the agent's choice. */
function declined(scene: Scene, { decision, boundary }: Match): Part['say'] {
  if (decision !== 'boundary' && decision !== 'fallback') return undefined;
  const topic = scene.expertise.knowledge.boundaries.find(({ id }) => id === boundary);
  const { content, markdown } = topic ? declineTopic(scene, topic, []) : fallBack(scene, []);
  return { content, markdown };
}

/** Facts that the whole message tells and one of the rules reads. */
function factsIn(bench: Bench, scene: Scene, rules: readonly string[]): Facts {
  const wanted = [...new Set(rules.flatMap((rule) => factsOf(bench, rule)))];
  const { facts: others } = scene.expertise.knowledge;
  const told = readFacts(scene.text, wanted, { today: scene.today, others: others.values() });
  return Object.fromEntries(
    told.flatMap(({ fact, reading }) => (reading.kind === 'value' ? [[fact.name, reading.value]] : [])),
  );
}
