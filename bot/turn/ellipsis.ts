/** Short questions that only make sense after the last answer: "公司的呢？", "得等几天", "填错了咋整". */
import type { Match } from '../../intents/types.ts';
import type { LoadedEntry } from '../../knowledge/schema.ts';
import { plainText } from '../understand/plain-text.ts';
import { lengthOf } from '../understand/questions.ts';
import { entryOf, type Scene } from './scene.ts';

/** A message of this many characters may lean on what was said before. */
const longestEllipsis = 14;
/** Concepts that name the value of a facet in conversation, besides the concept of the same name. */
const facetNamed: Readonly<Record<string, string>> = {
  paid_by_tencent: 'transfer',
  identity: 'personal',
  legal_person: 'enterprise',
};
/** A counterpart differs in one of these. */
const contrasting = ['subject', 'flow'];

/** Length in Chinese characters; an English word or a number counts as two. */
export const sizeOf = (plain: string): number => lengthOf(plain) + 2 * (plain.match(/\d+/g)?.length ?? 0);

/** The entry that is meant when the topic is taken into account; undefined when the message stands on its own. */
export function findTopicMeant(scene: Scene, text: string, match: Match): Match | undefined {
  const topic = entryOf(scene, scene.conversation.topic);
  const plain = plainText(text);
  if (!topic || lengthOf(plain) > longestEllipsis) return undefined;
  if (leansOn(scene, topic, plain)) return answerBy(match, topic);
  if (match.decision === 'smalltalk') return asksReverse.test(plain) ? reverse(scene, topic) : undefined;
  if (asksOnlyHowLong(plain) && tellsTime(topic)) return answerBy(match, topic);
  if (asksReverse.test(plain)) return reverse(scene, topic) ?? match;
  const counterpart = isCounterQuestion(plain) ? findCounterpart(scene, topic, text) : undefined;
  if (counterpart) return answerBy(match, counterpart);
  const isSettled = match.decision === 'answer' || match.decision === 'boundary';
  const staysOn = match.decision === 'clarify' && match.ranking[0]?.entry === topic.id;
  if (staysOn && isSequel(plain)) return answerBy(match, topic);
  return isSettled ? undefined : routeWithTopic(scene, topic, match);
}

const leansOn = (scene: Scene, { facets }: LoadedEntry, plain: string): boolean =>
  asksOnlyWhatToDo.test(plain) ||
  ofMine.test(plain) ||
  (onlySubject.test(plain) && valuesNamed(scene, plain).includes(facets.subject ?? '')) ||
  (facets.what === 'return' && asksHowToReturn.test(plain));

/** "企业的" after what is the company's anyway. */
const onlySubject = /^(?:我?是|就是|问的是)?(?:企业|公司|个人)(?:的|吧|认证的?)[。.!！]?$/;

/** "得等几天" asks about whatever was spoken of, where that takes time. */
export const asksOnlyHowLong = (plain: string): boolean =>
  /^(?:那|大概|大约|一般|总共|要|得|需要|还要|还得|我)*(?:等)?(?:多久|几天|多长时间|多少天|几个工作日|多少个工作日|几时|什么时候)(?:才|就)?(?:能|可以|会)?(?:好|完|到|行|弄好|搞定)?[呢啊呀了]?[?？]?$|^(?:and )?how (?:long|many days)(?: (?:does|will) (?:it|that) take| do i (?:have to )?wait)?\??$/.test(
    plain,
  );

const tellsTime = ({ answer }: LoadedEntry): boolean => /\d *(?:个)?(?:工作日|日|天)|立即/.test(answer);

/** "那咋办" asks for no more than what was said. */
export const asksOnlyWhatToDo =
  /^(?:那|这)?(?:我|现在|该|应该|可|要)*(?:怎么办|咋办|咋整|怎么弄|怎么处理|如何是好|怎么搞)[呢啊呀嘛]?[?？。!！]*$|^(?:so )?what (?:now|(?:should|do|can) i do)\??$/;

/** "怎么还" after an answer about money, whose 还 is to give back. */
const asksHowToReturn =
  /^(?:那|要是)?(?:怎么|咋|如何|点样)(?:还|退|退还|退回)(?:给?你们|给?腾讯云?|回去|钱|款)?[呢啊]?[?？]?$/;

/** "那我自己的呢", after what could not be told of somebody else. */
const ofMine =
  /^(?:那|那么)?我(?:自己|本人)的?(?:账号)?呢[?？]?$|^(?:and )?(?:what about )?(?:mine|my own)\??$/;

/** Goes on from the topic by how it begins: "要是到时候还说没收录呢". */
const isSequel = (plain: string): boolean => /^(?:那|要是|如果|万一|然后|but|and|then|what if)/.test(plain);

const asksReverse =
  /^(?:那)?(?:反过来|倒过来|反之|反向|(?:企业|公司|单位)(?:认证|账号)?(?:转|改|变|换)(?:回|成|为)?个人)|^(?:and )?(?:the other way|vice versa|the reverse)/;

/** The subjects of the topic changed over: "反过来呢" after a question how 个人 becomes 企业. */
function reverse(scene: Scene, { question }: LoadedEntry): Match | undefined {
  const [from, to] = [...question.matchAll(/个人|企业/g)].map(([subject]) => subject);
  return from && to && from !== to ? scene.expertise.router.route(`${to}改${from}可以吗`) : undefined;
}

/** "公司的呢？": the same for something else. Takes `plainText`. */
export const isCounterQuestion = (plain: string): boolean =>
  /^.{1,10}(?:呢|咧|怎么样|也(?:一样|这样)?[吗么]?|的话|的)[?？。]*$|^(?:那|换成|如果|要是).{1,8}[?？。]*$|^(?:(?:and|or|but) )?(?:what|how) about|^(?:and )?(?:for |if )?(?:it'?s )?(?:the |a |an |my |our )?[a-z]+(?: account)?(?:'s)?\?$/.test(
    plain,
  );

/** The entry with the same facets but for the subject or the flow that the message names. */
export function findCounterpart(scene: Scene, topic: LoadedEntry, text: string): LoadedEntry | undefined {
  const named = valuesNamed(scene, text);
  for (const facet of contrasting) {
    const value = named.find((one) => isValue(scene, facet, one));
    if (value === undefined || topic.facets[facet] === value) continue;
    const others = scene.expertise.knowledge.entries.filter(({ facets }) => facets[facet] === value);
    const same = others.find(({ facets }) => facets.what !== undefined && facets.what === topic.facets.what);
    return same ?? sharingRule(topic, others);
  }
  return undefined;
}

/** The plainest of the entries that compute the same. */
function sharingRule(topic: LoadedEntry, others: readonly LoadedEntry[]): LoadedEntry | undefined {
  const sharing = others.filter(({ rules }) => rules.some((rule) => topic.rules.includes(rule)));
  return [...sharing].sort((a, b) => Object.keys(a.facets).length - Object.keys(b.facets).length)[0];
}

/** What a text names, with values of facets among it. */
export const valuesNamed = ({ conceptsOf }: Pick<Scene, 'conceptsOf'>, text: string): string[] => [
  ...conceptsOf(text).map((concept) => facetNamed[concept] ?? concept),
  ...subjectsNamed(text),
];

/** Who pays whom, where the text names one of the two and not the other: `recharge` or `transfer`. */
export function flowNamed(scene: Pick<Scene, 'conceptsOf'>, text: string): string | undefined {
  const flows = valuesNamed(scene, text).filter((value) => value === 'transfer' || value === 'recharge');
  return new Set(flows).size === 1 ? flows[0] : undefined;
}

/** Concepts take the longest words, so that a person's card or a company may be hidden in one, as in 一个身份证. */
const subjectsNamed = (text: string): string[] => [
  ...(/身份证|\b(?:person|individual)s?\b/i.test(text) ? ['personal'] : []),
  ...(/公司|企业|\b(?:company|companies|enterprise|business)\b/i.test(text) ? ['enterprise'] : []),
];

const isValue = ({ expertise }: Scene, facet: string, value: string): boolean =>
  expertise.knowledge.entries.some(({ facets }) => facets[facet] === value);

/** The message read as a continuation of the topic's own question, where that leads to something near. */
function routeWithTopic(scene: Scene, topic: LoadedEntry, match: Match): Match | undefined {
  const near = match.options ?? topic.related;
  const joined = scene.expertise.router.route(`${topic.label['zh-Hans']}，${match.text}`);
  const [best] = joined.ranking;
  const leads = joined.decision === 'answer' && best !== undefined && near.includes(best.entry);
  return leads && best.entry !== topic.id ? { ...joined, text: match.text } : undefined;
}

/** So few characters do not begin another topic. */
const shortSequel = 8;

/** What a few words may mean is near to what was spoken of; what has nothing to do with it is not offered. */
export function nearTopic(scene: Scene, match: Match): Match {
  const topic = entryOf(scene, scene.conversation.topic);
  if (!topic || match.decision !== 'clarify' || lengthOf(match.text) > shortSequel) return match;
  const { options = [] } = match;
  const near = options.flatMap((id) => entryOf(scene, id) ?? []).filter((one) => isNear(topic, one));
  const [only, second] = near;
  if (only && !second) return answerBy(match, only);
  if (only) return { ...match, options: near.map(({ id }) => id) };
  if (!isSequel(plainText(match.text))) return match;
  return { ...match, options: [topic.id, ...topic.related].slice(0, mostOptions) };
}

const mostOptions = 3;

const isNear = (topic: LoadedEntry, { id, facets, related }: LoadedEntry): boolean =>
  id === topic.id ||
  topic.related.includes(id) ||
  related.includes(topic.id) ||
  (facets.flow !== undefined && facets.flow === topic.facets.flow) ||
  (facets.what !== undefined && facets.what === topic.facets.what);

function answerBy(match: Match, entry: LoadedEntry): Match {
  const found = match.ranking.find((candidate) => candidate.entry === entry.id);
  const { id, question } = entry;
  const rest = match.ranking.filter((candidate) => candidate !== found);
  const best = { entry: id, question, confidence: found?.confidence ?? 0 };
  return { text: match.text, decision: 'answer', ranking: [best, ...rest] };
}
