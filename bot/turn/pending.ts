/** The fact that was asked for: which messages answer it, which are about something else, and when asking ends. */
import type { Match } from '../../intents/types.ts';
import type { Fact } from '../../knowledge/schema.ts';
import type { FactReading } from '../understand/fact-reading.ts';
import { readAnswer, readFacts, type Statement } from '../understand/facts.ts';
import { asks, toldPart } from '../understand/questions.ts';
import { drops, withholds } from '../understand/speech.ts';
import { answerWith, handOff, say } from './compose.ts';
import { factsOf, isMeasured, type OwnCase } from './own-case.ts';
import { entryOf, type Outcome, type Scene } from './scene.ts';
import { isToldBy } from './stay-on-topic.ts';
import { ask, offersOf, settle, whyAgain, workOut } from './work-out.ts';

/** After so many vain questions for one fact the general answer is given. */
const mostTries = 2;
/** A message of this many characters may be nothing but a value. */
const longestValue = 16;

/** "取消吧", "不用了" while something is asked: it is dropped, whatever the words would mean elsewhere. */
export function dropPending(scene: Scene): Outcome | undefined {
  const { pending, matter, topic, ...rest } = scene.conversation;
  const isBare = /^(?:取消|cancel)(?:吧|了|掉| it| that)?[。.!！]*$/.test(scene.plain);
  if (!drops(scene.plain) || (rest.awaits === 'nothing' && !isBare)) return undefined;
  return {
    replies: [say(scene, 'cancel', 'cancelled')],
    conversation: { ...rest, options: [], awaits: 'nothing' },
  };
}

/** The answer to a pending question for a fact; undefined when the message is about something else. */
export async function answerPending(scene: Scene, match: Match): Promise<Outcome | undefined> {
  const { pending, awaits } = scene.conversation;
  const entry = entryOf(scene, pending?.entry);
  const fact = scene.expertise.knowledge.facts.get(pending?.fact ?? '');
  if (!pending || !entry || !fact) return undefined;
  const own = { entry, rule: pending.rule, statements: [] };
  const elsewhere = isElsewhere(scene, match, { own, fact });
  const statements = elsewhere ? [] : statedFor(scene, match, { own, fact });
  if (statements.length > 0) return workOut(scene, { ...own, statements });
  if (awaits !== 'fact') return undefined;
  if (withholds(scene.plain) && !isSure(match)) return generalInstead(scene, own);
  if (asksSomethingElse(scene, match) || isToldBy(entry, scene.plain)) return undefined;
  if (pending.tries + 1 >= mostTries) return giveUp(scene, own);
  return ask(scene, own, { fact, because: whyAgain(scene, { kind: 'vague' }) });
}

/** Answered, and not only for what was spoken of before. */
const isSure = ({ decision, ranking }: Match): boolean =>
  decision === 'answer' && (ranking[0]?.confidence ?? 0) >= 0.5;

interface Question {
  readonly own: OwnCase;
  readonly fact: Fact;
}

/** What the message says of the fact asked for, and in passing of the others that the rule reads. */
function statedFor(scene: Scene, match: Match, { own, fact }: Question): Statement[] {
  const others = scene.expertise.knowledge.facts.values();
  const cued = readFacts(scene.text, factsOf(scene, own.rule), { ...scene, others }).filter(
    (one) => one.cued,
  );
  if (cued.some((one) => one.fact === fact)) return cued;
  const words = cued.filter((one) => isMeasured(one.fact) || one.fact.kind === 'boolean');
  if (words.some((one) => one.reading.kind === 'value')) return words;
  const told = isMeasured(fact) ? toldPart(scene.text) : scene.text;
  const reading = told === '' ? undefined : readAnswer(told, fact, scene);
  return reading && isUsable(scene, match, { fact, reading }) ? [{ fact, reading, cued: true }] : [];
}

/** Words of any kind answer while the question stands; later on only a short message that is plainly a value. */
function isUsable(scene: Scene, match: Match, said: { fact: Fact; reading: FactReading }): boolean {
  const { awaits } = scene.conversation;
  if (isMeasured(said.fact)) {
    const isShort = said.reading.kind === 'value' && [...scene.plain].length <= longestValue;
    return awaits === 'fact' || isShort;
  }
  const saysNothing = match.decision === 'smalltalk' || withholds(scene.plain);
  const isOption = said.fact.options?.some(
    ({ value }) => said.reading.kind === 'value' && value === said.reading.value,
  );
  return awaits === 'fact' && !saysNothing && (isOption === true || !asks(scene.text));
}

/** The message clearly goes to another entry, and does not only name the day or number that was asked for. */
function isElsewhere(scene: Scene, match: Match, { own, fact }: Question): boolean {
  if (match.decision !== 'answer' || match.ranking[0]?.entry === own.entry.id) return false;
  if (asks(scene.text)) return true;
  const named = fact.cues?.some((cue) => scene.plain.includes(cue)) ?? false;
  return [...scene.plain].length > longestValue && !named;
}

/** A message without the value that was asked for, and with something that can be replied to. */
function asksSomethingElse({ text, plain }: Scene, { decision, ranking }: Match): boolean {
  if (decision === 'answer' || decision === 'smalltalk') return true;
  const isLong = [...plain].length > shortestTopic;
  if (decision === 'fallback') return isLong && toldPart(text) === '';
  const speaksOf = decision === 'boundary' || (ranking[0]?.confidence ?? 0) >= likelyAbout;
  return asks(text) || (isLong && speaksOf && !withholds(plain));
}

/** Shorter words are a hesitant answer rather than another topic, and so are unlikely ones. */
const shortestTopic = 6;
const likelyAbout = 0.3;

function generalInstead(scene: Scene, { entry }: OwnCase): Outcome {
  const offers = offersOf(scene, entry);
  return settle(scene, entry, [
    answerWith(scene, entry, { intro: 'general_answer_instead', offers: offers.slice(1) }),
  ]);
}

function giveUp(scene: Scene, { entry }: OwnCase): Outcome {
  return settle(scene, entry, [answerWith(scene, entry), handOff(scene)]);
}
