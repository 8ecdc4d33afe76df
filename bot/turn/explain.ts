/** Questions about the last result: why this day, what was counted, how long it is, what follows when it is over. */
import type { Match } from '../../intents/types.ts';
import type { LoadedEntry } from '../../knowledge/schema.ts';
import { asks } from '../understand/questions.ts';
import {
  asksForResultAgain,
  asksWhatCounts,
  asksWhatFollows,
  asksWhereCountingStarts,
  asksWhy,
} from '../understand/speech.ts';
import { asksOnlyOfDay, toldValues } from '../understand/told-values.ts';
import { answerWith, compose, say, sentence } from './compose.ts';
import { asksOnlyHowLong, asksOnlyWhatToDo } from './ellipsis.ts';
import { askedFor } from './own-case.ts';
import { after, entryOf, type Outcome, type Scene } from './scene.ts';
import { countsWorkdays, offersOf, resultOf, settle, workOut } from './work-out.ts';

/** "为什么是这一天？", "得等几天": the last result once more, with its steps. */
export async function explainAgain(scene: Scene, match?: Match): Promise<Outcome | undefined> {
  const { matter, topic } = scene.conversation;
  const entry = entryOf(scene, matter?.entry);
  if (!matter || !entry) return undefined;
  const isWhatCounts = asksWhatCounts(scene.plain);
  const isHowLong = topic === entry.id && asksOnlyHowLong(scene.plain) && (await hasDay(scene));
  if (topic === entry.id && asksOfAccount.test(scene.plain))
    return workOut(after(scene, { ...scene.conversation, facts: {} }), {
      entry,
      rule: matter.rule,
      statements: [],
    });
  const isWhatToDo = topic === entry.id && asksOnlyWhatToDo.test(scene.plain) && (await isWorkedOut(scene));
  const isAgain =
    topic === entry.id &&
    !asksWhatFollows(scene.plain) &&
    !asksOfAnotherRule(scene, match) &&
    asksForResultAgain(scene.plain) &&
    (ofToday.test(scene.plain) || toldValues(scene.plain, scene).length === 0) &&
    ((await hasDay(scene)) || !asksWhen.test(scene.plain));
  const isAsked = topic === entry.id && asksOfRule(scene, matter.rule, match);
  const isOfDay = topic === entry.id && asksOnlyOfDay(scene.plain, scene) && (await hasDay(scene));
  if (!isHowLong && !isWhatCounts && !isAgain && !isAsked && !isOfDay && !isWhatToDo && !asksWhy(scene.plain))
    return undefined;
  const isAllDays = isWhatCounts && (await hasDay(scene)) && !(await countsWorkdays(scene));
  const intro = isAllDays ? { intro: 'counts_all_days' } : {};
  return workOut(scene, { entry, rule: matter.rule, statements: [], ...intro });
}

/** "那要几个账号": nothing but what the rule at hand tells. */
function asksOfRule(scene: Scene, rule: string, match: Match | undefined): boolean {
  const { plain } = scene;
  const isElsewhere = match?.decision === 'answer' || match?.decision === 'boundary';
  if (isElsewhere || plain.length > longestAsked || !asks(plain)) return false;
  return askedFor(scene, rule, plain) >= shortestAsked && toldValues(plain, scene).length === 0;
}

/** "明天呢" tells no day of an event. */
const ofToday = /^那?(?:今天|明天|后天)/;
const longestAsked = 12;
const shortestAsked = 3;

/** "最晚哪天要充" after when a recharge is reviewed: surely another entry, asked for in the words of its rule. */
function asksOfAnotherRule(scene: Scene, match: Match | undefined): boolean {
  const [best] = match?.decision === 'answer' ? match.ranking : [];
  const entry = best && best.confidence >= surely ? entryOf(scene, best.entry) : undefined;
  if (!entry || entry.rules.includes(scene.conversation.matter?.rule ?? '')) return false;
  return entry.rules.some((rule) => askedFor(scene, rule, scene.plain) > 0);
}

const surely = 0.9;

/** "按账号的算": what was stated is left aside. */
const asksOfAccount = /^(?:那|就)?按(?:照)?(?:我的?)?账号的?(?:记录|信息)?(?:的)?(?:算|来)[吧呗]?[。]?$/;

const isWorkedOut = async (scene: Scene): Promise<boolean> =>
  (await resultOf(scene))?.status !== 'needs_facts';

/** A question what counts, asked about a result: that result, with what the calendar says where it plays a part. */
export async function explainCounting(scene: Scene, calendar: Outcome): Promise<Outcome | undefined> {
  const isAboutResult = asksWhatCounts(scene.plain) && (await isWorkedOut(scene));
  const again = isAboutResult ? await explainAgain(scene) : undefined;
  if (!again || !(await countsWorkdays(scene))) return again;
  const replies = [...calendar.replies, ...again.replies];
  return { replies, conversation: { ...again.conversation, spokeOf: 'calendar' } };
}

/** "3个工作日从提交当天算吗", asked in general: how days are counted here, as the document does not say. */
export function explainStart(scene: Scene): Outcome | undefined {
  if (!asksWhereCountingStarts(scene.plain) || toldValues(scene.plain, scene).length > 0) return undefined;
  return { replies: [say(scene, 'answer', 'counts_from_next_day')], conversation: scene.conversation };
}

/** "那过期了怎么办" after a time limit: mostly the document does not say what follows. */
export function explainExpiry(scene: Scene, { decision, ranking }: Match): Outcome | undefined {
  const { conversation, plain } = scene;
  if (decision === 'answer' || !asksWhatFollows(plain)) return undefined;
  const { matter, topic } = conversation;
  const home = matter && matter.entry === topic ? whatFollows(scene, matter.rule) : undefined;
  if (home) return settle(scene, home, [answerWith(scene, home, { offers: offersOf(scene, home) })]);
  if (decision === 'boundary') return undefined;
  const likely = /打款|充值|验证|7天|七天|期限/.test(plain) ? ranking[0]?.entry : undefined;
  const ids = [matter?.entry, topic, likely];
  const entry = ids.map((id) => entryOf(scene, id)).find((one) => one && hasExpiry(scene, one));
  if (!entry) return undefined;
  const parts = [sentence(scene, 'not_in_document'), sentence(scene, 'human')];
  return { replies: [compose({ act: 'fallback', parts, entry })], conversation };
}

/** The entry that the rule is first of, where being late is something that the document does speak of. */
function whatFollows({ expertise: { knowledge } }: Scene, rule: string): LoadedEntry | undefined {
  const { overdue, contact_online_service: unrecorded } = knowledge.rules.get(rule)?.outcomes ?? {};
  const late = overdue ?? unrecorded;
  if (!late || late['zh-Hans'].includes('资料里没有写')) return undefined;
  return knowledge.entries.find(({ rules: [first] }) => first === rule);
}

/** One of its results says that the document does not tell what follows. */
const hasExpiry = ({ expertise }: Scene, { rules }: LoadedEntry): boolean =>
  rules.some((rule) => {
    const { expired, overdue } = expertise.knowledge.rules.get(rule)?.outcomes ?? {};
    return expired !== undefined || overdue?.['zh-Hans'].includes('资料里没有写') === true;
  });

const asksWhen = /哪天|几号|什么时候|啥时候|几时|何时|最[早晚迟]/;

async function hasDay(scene: Scene): Promise<boolean> {
  const result = await resultOf(scene);
  return (
    result !== undefined &&
    'values' in result &&
    Object.keys(result.values).some((name) => dayName.test(name))
  );
}

const dayName = /(?:Date|deadline|retryFrom|expectedBy)$/;
