/** Messages that belong to what was said before: the fact that was asked for, corrections, "why this day?". */
import { Temporal } from 'temporal-polyfill';
import type { Match } from '../../intents/types.ts';
import type { Fact, LoadedEntry } from '../../knowledge/schema.ts';
import {
  type FactContext,
  type FactReading,
  readAnswer,
  readFacts,
  type Statement,
} from '../understand/facts.ts';
import { asks } from '../understand/questions.ts';
import { asksWhatCounts, asksWhy, corrects, withholds } from '../understand/speech.ts';
import { answerWith, handOff } from './compose.ts';
import type { Matter } from './conversation.ts';
import { isCounterQuestion } from './ellipsis.ts';
import { factsOf, findCase, isMeasured, type OwnCase, tellsOwnCase } from './own-case.ts';
import { entryOf, type Outcome, type Scene } from './scene.ts';
import { ask, offersOf, settle, whyAgain, workOut } from './work-out.ts';

/** After so many vain questions for one fact the general answer is given. */
const mostTries = 2;
/** A message of this many characters may be nothing but a value. */
const longestValue = 16;

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
  if (withholds(scene.plain) && match.decision !== 'answer') return generalInstead(scene, own);
  if (asksSomethingElse(scene, match)) return undefined;
  if (pending.tries + 1 >= mostTries) return giveUp(scene, own);
  return ask(scene, own, { fact, because: whyAgain(scene, { kind: 'vague' }) });
}

interface Question {
  readonly own: OwnCase;
  readonly fact: Fact;
}

/** What the message says of the fact asked for, and in passing of the others that the rule reads. */
function statedFor(scene: Scene, match: Match, { own, fact }: Question): Statement[] {
  const cued = readFacts(scene.text, factsOf(scene, own.rule), scene).filter((one) => one.cued);
  if (cued.some((one) => one.fact === fact)) return cued;
  const words = cued.filter((one) => one.fact.kind === 'boolean' && one.reading.kind === 'value');
  if (words.length > 0) return words;
  const reading = readAnswer(scene.text, fact, scene);
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
  if (decision === 'fallback') return false;
  const speaksOf = decision === 'boundary' || (ranking[0]?.confidence ?? 0) >= likelyAbout;
  return asks(text) || ([...plain].length > shortestTopic && speaksOf && !withholds(plain));
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

/** "记错了，是五号": the fact that is named, else the one stated last, is replaced; the rest stays. */
export async function correctFact(scene: Scene): Promise<Outcome | undefined> {
  const { matter } = scene.conversation;
  const entry = entryOf(scene, matter?.entry);
  if (!matter || !entry || !corrects(scene.plain)) return undefined;
  const statements = correction(scene, matter);
  return statements.length > 0 ? workOut(scene, { entry, rule: matter.rule, statements }) : undefined;
}

/** "五号呢？" after a result: the same with another value. */
export async function varyFact(scene: Scene, match: Match): Promise<Outcome | undefined> {
  const { matter } = scene.conversation;
  const entry = entryOf(scene, matter?.entry);
  const chosen = otherChoice(scene, match);
  if (chosen) return workOut(scene, chosen);
  if (!matter || !entry || match.decision === 'answer' || [...scene.plain].length > longestValue)
    return undefined;
  if (match.decision === 'boundary' && asks(withoutParticle(scene.text))) return undefined;
  const statements = bareValue(scene, matter);
  return statements.length > 0 ? workOut(scene, { entry, rule: matter.rule, statements }) : undefined;
}

/** "大陆的呢", "公众号的呢" after an answer: one of the choices that its rule reads. */
function otherChoice(scene: Scene, match: Match): OwnCase | undefined {
  const entry = entryOf(scene, scene.conversation.topic);
  if (match.decision === 'answer' && match.ranking[0]?.entry !== entry?.id) return undefined;
  if (!entry || !isCounterQuestion(scene.plain) || [...scene.plain].length > longestValue) return undefined;
  for (const rule of entry.rules) {
    const facts = factsOf(scene, rule).filter(({ kind }) => kind === 'choice' || kind === 'text');
    const statements = readFacts(scene.text, facts, scene);
    if (statements.length > 0) return { entry, rule, statements };
  }
  return undefined;
}

/** What is put right: the facts that the words name, else the one stated last. */
function correction(scene: Scene, matter: Matter): Statement[] {
  const facts = factsOf(scene, matter.rule);
  const last = facts.find(({ name }) => name === matter.fact);
  const context = nearTo(scene, last);
  const said = withoutLead(scene.text);
  for (const text of [said, scene.text]) {
    const cued = readFacts(text, facts, context).filter((statement) => statement.cued);
    if (cued.length > 0) return cued;
  }
  const reading = last && readAnswer(said, last, context);
  return last && reading ? [{ fact: last, reading, cued: true }] : [];
}

/** A message that is little more than a day, a count or an amount. */
function bareValue(scene: Scene, matter: Matter): Statement[] {
  const last = factsOf(scene, matter.rule).find(({ name }) => name === matter.fact);
  if (!last || !isMeasured(last)) return [];
  const reading = readAnswer(scene.text, last, nearTo(scene, last));
  return reading && reading.kind !== 'vague' ? [{ fact: last, reading, cued: true }] : [];
}

/** "The 5th" means the month that was spoken of. */
function nearTo({ conversation, today }: Scene, fact: Fact | undefined): FactContext {
  const said = fact?.kind === 'day' ? conversation.facts[fact.name] : undefined;
  return isDay(said) ? { today, near: Temporal.PlainDate.from(said) } : { today };
}

const isDay = (said: unknown): said is string => typeof said === 'string' && /^\d{4}-\d\d-\d\d$/.test(said);

/** "国庆前一天呢？" asks nothing of its own; "今天天气怎么样" does. */
const withoutParticle = (text: string): string => text.replace(/(?:的话)?[呢啊]?[？?。!！\s]*$/, '');

const withoutLead = (text: string): string =>
  text.replace(/^(?:[^，,。.：:\s]{1,8}[，,。.：:\s]+)?(?:是|应该是|其实是|其实|改成)?/, '');

/** "还没收到", said without a question after a result or an offer: one more fact of the case that is spoken of. */
export async function continueCase(scene: Scene, match: Match): Promise<Outcome | undefined> {
  const { matter, topic } = scene.conversation;
  const entry = entryOf(scene, matter?.entry ?? topic);
  const elsewhere = match.decision === 'answer' && match.ranking[0]?.entry !== entry?.id;
  if (!entry || asks(scene.text)) return undefined;
  const said = matter ? statedForMatter(scene, matter) : [];
  if (elsewhere) {
    const tells = said.some(({ fact, cued }) => cued && isMeasured(fact));
    return matter && tells ? workOut(scene, { entry, rule: matter.rule, statements: said }) : undefined;
  }
  if (match.decision === 'boundary' && [...scene.plain].length > longestValue) return undefined;
  const answered = firstMissing(scene, entry, match);
  if (answered) return workOut(scene, answered);
  const found = matter ? { entry, rule: matter.rule, statements: said } : findCase(scene, entry, scene.text);
  const usable = matter ? found?.statements.some(({ cued }) => cued) : found && tellsOwnCase(found);
  return found && usable ? workOut(scene, found) : undefined;
}

function statedForMatter(scene: Scene, { rule }: Matter): Statement[] {
  const others = scene.expertise.knowledge.facts.values();
  return readFacts(scene.text, factsOf(scene, rule), { ...scene, others });
}

/** "已经有2个了" after an answer: a value for the fact that working it out would ask for first. */
function firstMissing(scene: Scene, entry: LoadedEntry, match: Match): OwnCase | undefined {
  const { matter, facts } = scene.conversation;
  const rule = matter?.entry === entry.id ? matter.rule : entry.rules[0];
  if (rule === undefined || [...scene.plain].length > longestValue || !hasValue.test(scene.plain))
    return undefined;
  if (match.decision === 'boundary' || isBareNumber(scene.plain)) return undefined;
  const result = scene.expertise.rules.run(rule, facts, scene.now);
  const missing = result.status === 'needs_facts' ? result.missing[0] : undefined;
  const fact = factsOf(scene, rule).find(({ name }) => name === missing);
  const reading = fact && isMeasured(fact) ? readAnswer(scene.text, fact, scene) : undefined;
  if (!fact || reading?.kind !== 'value') return undefined;
  return { entry, rule, statements: [{ fact, reading, cued: true }] };
}

/** A number alone picks an option; where there is none, nothing is meant by it. */
const isBareNumber = (plain: string): boolean =>
  /^[^\p{L}\p{N}]*(?:\d{1,2}|[一二三四五六七八九十])[^\p{L}\p{N}]*$/u.test(plain);

/** A number or a day; 一 is part of too many words. */
const hasValue =
  /\d|[二两三四五六七八九十俩仨]|昨|前天|今天|上周|上个?月|yesterday|\b(?:two|three|four|five|last)\b/;

/** "为什么是这一天？": the last result once more, with its steps. */
export async function explainAgain(scene: Scene): Promise<Outcome | undefined> {
  const { matter } = scene.conversation;
  const entry = entryOf(scene, matter?.entry);
  if (!matter || !entry || !(asksWhy(scene.plain) || asksWhatCounts(scene.plain))) return undefined;
  return workOut(scene, { entry, rule: matter.rule, statements: [] });
}
