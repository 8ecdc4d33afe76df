/** Messages that belong to a case that was spoken of: corrections, other values, one more fact of it. */
import { Temporal } from 'temporal-polyfill';
import type { Match } from '../../intents/types.ts';
import type { Fact, LoadedEntry } from '../../knowledge/schema.ts';
import { type FactContext, readAnswer, readFacts, type Statement } from '../understand/facts.ts';
import { speaksOfPlan } from '../understand/plans.ts';
import { asks, toldPart, withoutParticle } from '../understand/questions.ts';
import { corrects } from '../understand/speech.ts';
import type { Matter } from './conversation.ts';
import { isCounterQuestion, sizeOf } from './ellipsis.ts';
import { factsOf, findCase, isMeasured, type OwnCase, tellsOwnCase } from './own-case.ts';
import { entryOf, isAfter, isDay, type Outcome, type Scene } from './scene.ts';
import {
  currentMatter,
  firstMissing,
  longestBare,
  longestValue,
  toldOfAnother,
  toldOfTopic,
} from './told-on-topic.ts';
import { workOut } from './work-out.ts';

/** An answer elsewhere that is less sure than this may be another value of the case at hand. */
const sureOfAnother = 0.5;
/** So few characters are nothing but a vague value: 半个月前. */
const longestVague = 6;

/** "记错了，是五号": the fact that is named, else the one stated last, is replaced; the rest stays. */
export async function correctFact(scene: Scene): Promise<Outcome | undefined> {
  const { matter } = scene.conversation;
  const entry = entryOf(scene, matter?.entry);
  if (!matter || !entry || !corrects(scene.plain)) return undefined;
  const statements = correction(scene, matter);
  return statements.length > 0 ? workOut(scene, { entry, rule: matter.rule, statements }) : undefined;
}

/** "And if I received it on the 18th?" */
const supposes = /^(?:and |but |what |那么?)*(?:if |如果|要是|假如|万一)/;
const longestSupposed = 30;

/** "五号呢？" after a result: the same with another value. */
export async function varyFact(scene: Scene, match: Match): Promise<Outcome | undefined> {
  const { matter } = scene.conversation;
  const entry = entryOf(scene, matter?.entry);
  const chosen = otherChoice(scene, match);
  if (chosen) return workOut(scene, chosen);
  const longest = supposes.test(scene.plain) ? longestSupposed : longestValue;
  if (!matter || !entry || sizeOf(scene.plain) > longest) return undefined;
  const told = toldHere(scene, matter);
  if (match.decision !== 'answer' && told)
    return workOut(scene, { entry, rule: matter.rule, statements: told });
  if (wantsMore.test(scene.plain) && !told && countsAccounts(scene, matter))
    return workOut(scene, { entry, rule: matter.rule, statements: [] });
  if (match.decision === 'answer' && (match.ranking[0]?.confidence ?? 0) >= sureOfAnother) return undefined;
  const isFew = /^(?:好几|十几|几十)[个次家回遍]/.test(scene.plain);
  if (match.decision === 'boundary' && !isFew && asks(withoutParticle(scene.text))) return undefined;
  const other = await toldOfAnother(scene, entry);
  if (other) return workOut(scene, other);
  const statements = told ?? (takesAway.test(scene.plain) ? [] : bareValue(scene, matter));
  return statements.length > 0 ? workOut(scene, { entry, rule: matter.rule, statements }) : undefined;
}

/** "想再弄一个" tells of none that is there: what is left says whether it can be. */
const wantsMore = /^(?:那么?|我|如果|要是|还|想|要|打算)*再(?:弄|来|开|搞|加|绑|认证|注册|整)(?:多)?[一1]?个/;

const countsAccounts = (scene: Scene, { rule }: Matter): boolean =>
  factsOf(scene, rule).some(({ name }) => name.endsWith('BoundAccounts'));

/** "想再要5个够不够", "能给我加名额吗": the words say which fact of the case at hand is told. */
function toldHere(scene: Scene, matter: Matter): Statement[] | undefined {
  const isVariant = !asks(withoutParticle(scene.text));
  const cued = statedForMatter(scene, matter).filter(
    ({ cued: isCued, fact, reading }) =>
      isCued &&
      reading.kind === 'value' &&
      (isMeasured(fact) || fact.name === 'asksForRaise' || (fact.kind === 'boolean' && isVariant)),
  );
  const isAhead = cued.some(({ reading }) => reading.kind === 'value' && isLater(reading.value, scene));
  return cued.length > 0 && !isAhead ? cued : undefined;
}

/** "那明天呢" tells no day on which something was done. */
const isLater = (value: unknown, { today, plain }: Scene): boolean =>
  isAfter(value, today) && /明天|后天|tomorrow/.test(plain) && !speaksOfPlan(plain, { today });

/** "大陆的呢", "公众号的呢" after an answer: one of the choices that its rule reads. */
function otherChoice(scene: Scene, match: Match): OwnCase | undefined {
  const entry = entryOf(scene, scene.conversation.topic);
  const isElsewhere = match.decision === 'answer' && match.ranking[0]?.entry !== entry?.id;
  if (!entry || sizeOf(scene.plain) > longestValue) return undefined;
  for (const rule of entry.rules) {
    const facts = factsOf(scene, rule).filter(({ kind }) => kind === 'choice' || kind === 'text');
    const statements = readFacts(scene.text, facts, scene);
    const isBare = statements.some(({ fact }) => isNothingBut(scene.plain, fact));
    if (isBare || (statements.length > 0 && !isElsewhere && isCounterQuestion(scene.plain)))
      return { entry, rule, statements };
  }
  return undefined;
}

/** "法人扫脸呢", "公对公": a word for one of the choices, and little around it. A subject names other entries too. */
function isNothingBut(plain: string, { name, options = [], mentions = [] }: Fact): boolean {
  const bare = plain.replace(
    /^(?:那|如果|要是|我?(?:能|可以)?用|支持|换成|what about|how about|and|can i (?:use|pay with|pay by)|i (?:actually |now )?(?:live|am)(?: in)?) ?|(?:的话|认证|方式|的)?[呢啊吗]?[?？。]{0,9}$/g,
    '',
  );
  const words = [
    ...options.flatMap(({ words: said = [], label }) => [...said, label['zh-Hans']]),
    ...mentions,
  ];
  return (
    name !== 'subject' &&
    words.some((word) => bare.includes(word.toLowerCase()) && bare.length <= word.length + 2)
  );
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

/** "退掉一个" tells what is to be done, not how many there are. */
const takesAway = /退掉|退了|删|取消|注销|解绑|去掉/;

/** A message that is little more than a day, a count or an amount. */
function bareValue(scene: Scene, matter: Matter): Statement[] {
  const last = factsOf(scene, matter.rule).find(({ name }) => name === matter.fact);
  if (!last || !isMeasured(last) || (last.kind === 'count' && toldPart(scene.text) === '')) return [];
  const reading = readAnswer(scene.text, last, nearTo(scene, last));
  const isWhole = [...scene.plain].length <= longestVague;
  if (reading?.kind === 'value' && isLater(reading.value, scene) && asks(scene.text)) return [];
  return reading && (reading.kind !== 'vague' || isWhole) ? [{ fact: last, reading, cued: true }] : [];
}

/** "The 5th" means the month that was spoken of. */
function nearTo({ conversation, today }: Scene, fact: Fact | undefined): FactContext {
  const said = fact?.kind === 'day' ? conversation.facts[fact.name] : undefined;
  return isDay(said) ? { today, near: Temporal.PlainDate.from(said) } : { today };
}

const withoutLead = (text: string): string =>
  text.replace(/^(?:[^，,。.：:\s]{1,8}[，,。.：:\s]+)?(?:是|应该是|其实是|其实|改成)?/, '');

/** "还没收到", said without a question after a result or an offer: one more fact of the case that is spoken of. */
export async function continueCase(scene: Scene, match: Match): Promise<Outcome | undefined> {
  const matter = currentMatter(scene);
  const entry = entryOf(scene, matter?.entry ?? scene.conversation.topic);
  if (!entry || asks(scene.text)) return undefined;
  const isElsewhere = match.decision === 'answer' && match.ranking[0]?.entry !== entry.id;
  const own = isElsewhere
    ? await toldThough(scene, match, { entry, matter })
    : await toldNext(scene, match, { entry, matter });
  return own && workOut(scene, own);
}

interface Spoken {
  readonly entry: LoadedEntry;
  readonly matter: Matter | undefined;
}

/** The value goes to what was spoken of, though the words alone would lead elsewhere. */
async function toldThough(
  scene: Scene,
  match: Match,
  { entry, matter }: Spoken,
): Promise<OwnCase | undefined> {
  const another = await toldOfAnother(scene, entry);
  if (another) return another;
  const size = sizeOf(scene.plain);
  if (!matter) return size <= longestValue ? toldOfTopic(scene, entry, match) : undefined;
  const missing = size <= longestBare ? firstMissing(scene, entry, match) : undefined;
  if (missing) return missing;
  const statements = statedForMatter(scene, matter);
  const tells = statements.some(
    (one) => one.cued && (isMeasured(one.fact) || (size <= longestBare && changesTold(scene, one))),
  );
  return tells ? { entry, rule: matter.rule, statements } : undefined;
}

/** "对公账户也没有" takes back what was told of it. */
function changesTold({ conversation }: Scene, { fact, reading }: Statement): boolean {
  const before = conversation.facts[fact.name];
  return (
    fact.kind === 'boolean' && before !== undefined && reading.kind === 'value' && reading.value !== before
  );
}

async function toldNext(scene: Scene, match: Match, { entry, matter }: Spoken): Promise<OwnCase | undefined> {
  if (match.decision === 'boundary' && [...scene.plain].length > longestValue) return undefined;
  const answered = (await toldOfAnother(scene, entry)) ?? firstMissing(scene, entry, match);
  if (answered) return answered;
  if (!matter) {
    const found = findCase(scene, entry, scene.text);
    return found && isTold(scene, found) ? found : undefined;
  }
  const statements = statedForMatter(scene, matter);
  return statements.some(({ cued }) => cued) ? { entry, rule: matter.rule, statements } : undefined;
}

/** A day, a count or an amount; of having something or not, and of a choice, a few words that ask nothing. */
const isTold = ({ plain }: Scene, own: OwnCase): boolean =>
  tellsOwnCase(own) ||
  ([...plain].length <= longestValue &&
    own.statements.some(({ cued, fact }) => cued && fact.name !== 'subject'));

function statedForMatter(scene: Scene, { rule }: Matter): Statement[] {
  const others = scene.expertise.knowledge.facts.values();
  return readFacts(scene.text, factsOf(scene, rule), { ...scene, others });
}
