/** A few words that only make sense of what was just answered: where to, whom to ask, how, and the link again. */
import type { Match } from '../../intents/types.ts';
import type { LoadedEntry } from '../../knowledge/schema.ts';
import { asks, toldPart } from '../understand/questions.ts';
import { asksHowOften, refusesToSay } from '../understand/speech.ts';
import { answerEntry } from './answer-question.ts';
import { say } from './compose.ts';
import { findCounterpart, sizeOf } from './ellipsis.ts';
import { askedFor, casesOf } from './own-case.ts';
import { entryOf, type Outcome, type Scene } from './scene.ts';
import { workOut } from './work-out.ts';

/** More is a question of its own. */
const longestRest = 14;

/** A word of the topic's own rule that is asked for. */
const shortestAsked = 2;

/** What each kind of rest asks for, and what the answer must speak of to hold it. */
const rests: readonly { readonly asks: RegExp; readonly told: RegExp }[] = [
  {
    asks: /(?:上传|传|交|提交)(?:到|去|在|些|的)?(?:哪|什么|啥)|在哪(?:里|儿)?(?:上?传|交)|(?:要|准备|需要)(?:附|带|提供)?(?:什么|啥|哪些)(?:材料|资料|证件)|(?:截图|材料|资料|证明)(?:要|应该)?(?:发|传|交|给|提供)(?:给|到|去|在)?(?:哪|谁|什么地方)/,
    told: /上传|材料|资料|截图/,
  },
  {
    asks: /口罩|墨镜|帽子|围巾|面罩|刘海|遮|挡|\b(?:masks?|sunglasses|hat|covered)\b/,
    told: /脸部遮挡/,
  },
  { asks: /账号 ?id/, told: /账号 ?ID/ },
  {
    asks: /(?:找|联系|问|通知)(?:谁|哪个|什么人)|谁(?:能|可以|来)|怎么联系|who (?:do|should|can) i/,
    told: /联系|客服|工单|客户经理/,
  },
  { asks: /(?:怎么|如何|咋|在哪)提(?:现|出来?)?|能(?:不能)?提/, told: /提现/ },
  { asks: /(?:怎么|如何|咋)退|不退.{0,2}(?:会|行|可以|有)/, told: /退/ },
  { asks: /(?:怎么|如何|咋|在哪)改|how do i change/, told: /修改|变更/ },
  { asks: /(?:上限|默认).{0,4}(?:多少|几)/, told: /默认|上限|仅支持/ },
  { asks: /(?:链接|网址|地址|link|url)/, told: /\]\(/ },
];

/** "几号截止" after what only speaks of the way of paying: the time limit of that way. */
const asksDeadline =
  /^(?:那|请问|最晚|最迟|这个|它)*(?:(?:几号|哪天|什么时候|啥时候|何时)(?:截止|到期|过期|结束)|截止(?:时间|日期|日)?(?:是)?(?:几号|哪天|什么时候))[呢啊呀]?[?？]?$|^(?:and )?(?:what|when)(?:'s| is) the deadline\??$/;

function deadlineOf({ expertise, plain }: Scene, { facets }: LoadedEntry): LoadedEntry | undefined {
  if (facets.flow === undefined || !asksDeadline.test(plain)) return undefined;
  return expertise.knowledge.entries.find(
    (entry) => entry.facets.flow === facets.flow && entry.facets.what === 'deadline',
  );
}

/** The answer of the topic once more, where the rest is about what it says. */
export async function stayOnTopic(scene: Scene, { decision }: Match): Promise<Outcome | undefined> {
  const topic = entryOf(scene, scene.conversation.topic);
  if (!topic || decision === 'answer' || decision === 'smalltalk' || sizeOf(scene.plain) > longestRest)
    return undefined;
  const limited = deadlineOf(scene, topic);
  const [limit] = limited?.rules ?? [];
  if (limited && limit) return workOut(scene, { entry: limited, rule: limit, statements: [] });
  if (isToldBy(topic, scene.plain)) return answerEntry(scene, topic, { text: topic.question });
  if (decision === 'boundary' || asksHowOften(scene.plain) || !asks(scene.text)) return undefined;
  if (toldPart(scene.plain) !== '' && !/[?？]$/.test(scene.plain)) return undefined;
  const rule = topic.rules.find((one) => askedFor(scene, one, scene.plain) >= shortestAsked);
  const own = casesOf(scene, topic, scene.text).find((one) => one.rule === rule);
  return own && workOut(scene, own);
}

/** Whether a few words ask for something that the answer of the entry says. Takes `plainText`. */
export const isToldBy = ({ answer }: LoadedEntry, plain: string): boolean =>
  rests.some(({ asks, told }) => asks.test(plain) && told.test(answer));

/** "不想说" where no fact is asked for: nothing more is asked. */
export function letGo(scene: Scene, { decision }: Match): Outcome | undefined {
  if (decision === 'answer' || scene.conversation.awaits === 'fact' || !refusesToSay(scene.plain))
    return undefined;
  const conversation = { ...scene.conversation, options: [], awaits: 'nothing' as const };
  return { replies: [say(scene, 'cancel', 'cancelled')], conversation };
}

const meansOther = /(?:问|说|指|要查)的(?:其实)?是|i (?:mean|meant)|asking (?:about|for)/;

/** "我问的是企业" while a fact is asked for: the same question for the other subject. */
export async function changeSubject(scene: Scene): Promise<Outcome | undefined> {
  const { pending, matter, topic } = scene.conversation;
  const entry = entryOf(scene, pending?.entry ?? matter?.entry ?? topic);
  if (!entry || !meansOther.test(scene.plain) || sizeOf(scene.plain) > longestRest) return undefined;
  const other = findCounterpart(scene, entry, scene.text);
  if (!other) return undefined;
  const rule = (pending ?? matter) && counterRule(entry, other);
  return rule
    ? workOut(scene, { entry: other, rule, statements: [] })
    : answerEntry(scene, other, { text: other.question });
}

/** The rule that the other entry has and this one has not. */
const counterRule = (entry: LoadedEntry, other: LoadedEntry): string | undefined =>
  other.rules.find((rule) => !entry.rules.includes(rule)) ?? other.rules[0];
