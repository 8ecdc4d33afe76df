/** The days, counts and amounts that a message tells of the one who writes it, before it is known which fact each belongs to. */
import type { Temporal } from 'temporal-polyfill';
import { readAmounts } from './amounts.ts';
import type { Place } from './cues.ts';
import { readDays } from './dates.ts';
import { type FactReading, type Found, value } from './fact-reading.ts';
import { readCounts } from './numerals.ts';
import { another, myCard, putRight } from './put-right.ts';

/** What days are read by. */
export interface DayContext {
  readonly today: Temporal.PlainDate;
  /** A day spoken of before, for "the 5th". */
  readonly near?: Temporal.PlainDate;
}

/** A count is a fact where something was done so often, or is wanted so often; 同一个 and 每家 count nothing. */
const counted =
  /(?:[，,] ?(?:而|应该|其实)?是|了|过|已经?|有|名下有?|自己|手[上里头]|旗下|我们|输错|填错|[又再]错|还?想|还?要|再|加|需要|(?:上限|额度)[是为]?|还差|提高?到|共|一共|总共|其中|满|改[绑掉]?|移走?|挪走?|换掉?|转走?|腾出?|把|每家|每个公司|每间|各自?|公司|企业|身份证|have|has|had|bound|verified|already|wants?|needs?|wrong|mov(?:e|ing)|all|each|only) ?(?:[认验]证|绑定?|注册|开|用|的)?(?:了|过)? ?$/;
const counting =
  /^ ?(?:个|次|家|回|遍)?(?:账号|公司|企业|号)?(?:(?:认证|实名|绑定?)?了|(?:认证|实名|绑定?)过|都|也没|改到|改绑|换到|移到|转到)|^ ?(?:more|wrong|times|accounts)/;
/** 三家公司 are counted whatever stands before them. */
const companies = /^ ?(?:家|个|间)(?:子|分|母)?(?:公司|企业)/;
const uncounted =
  /(?:退掉?|删掉?|删除|取消|注销|解绑|去掉|减|同|每|任何|这|那|另外?|某|共用|合用|第|哪|只有|最多)$/;
/** "一个公司5个账号够不够" speaks of any company. */
const anyCompany = /(?<!这|那)[一1](?:家|个|间)(?:公司|企业) ?(?:要|用|认证|绑定?|有)?$/;
/** "一个身份证能绑几个" speaks of anyone; its number is no fact. */
const generalCount =
  /^ ?(?:个|张|家|份)?(?:个人|企业|公司|人|身份证|营业执照|执照|证件|账号|帐号|号|单位|主体|id)?(?:信息)?(?:最多|能|可以|可|支持|只能|是不是|per )/;

/** "我有三个问题" counts nothing that is asked about. */
const otherThings =
  /^ ?(?:个|件|点|条|种|处)? ?小?(?:问题|疑问|疑惑|事(?![业务])|情况|方式|方法|办法|步骤|原因|(?:营业)?执照|身份证|手机号?|公众号|银行卡|questions?|things?|problems?|ways?)/;

/** No message tells more values of a kind than this; the rest of a flood is not looked at. */
const mostValues = 20;

interface Read extends DayContext {
  readonly plain: string;
  readonly values: readonly Found[];
}

/** Every rule reads its facts out of the same values. */
let latest: Read | undefined;

/** Every value that the text tells of its writer, in no order; `plain` is `plainText`. */
export function toldValues(plain: string, context: DayContext): readonly Found[] {
  const { today, near } = context;
  const isRead = latest?.plain === plain && latest.today === today && latest.near === near;
  if (!latest || !isRead) latest = { plain, today, ...(near && { near }), values: ownValues(plain, context) };
  return latest.values;
}

function ownValues(plain: string, context: DayContext): Found[] {
  const said = putRight(valuesIn(plain, context), plain);
  const told = said.filter((found) => !isOnlyAsked(found, plain, said));
  return told.filter((found) => !isOfAnother(found, plain, told));
}

function valuesIn(plain: string, context: DayContext): Found[] {
  const days = readDays(plain, context);
  const amounts = readAmounts(plain).filter((one) => !overlaps(one, days));
  const taken = [...days, ...amounts];
  const counts = readCounts(plain).filter((one) => !overlaps(one, taken) && isOwnCount(plain, one));
  const few = <T>(readings: readonly T[]): readonly T[] => readings.slice(0, mostValues);
  return [
    ...few(days).map((day) => ({ kind: 'day' as const, at: day.at, end: day.end, reading: dayReading(day) })),
    ...few(amounts).map(({ amount, at, end }) => ({
      kind: 'amount' as const,
      at,
      end,
      reading: value(amount),
    })),
    ...few(counts).map(({ count, at, end }) => ({
      kind: 'count' as const,
      at,
      end,
      reading: value(count + (withParent(plain, { at, end }) ? 1 : 0)),
    })),
  ];
}

/** "母公司和两家子公司" are three. */
const withParent = (plain: string, { at, end }: { at: number; end: number }): boolean =>
  parent.test(plain.slice(0, at)) && /^ ?(?:家|个|间)?(?:子|分)公司|^ ?subsidiar/.test(plain.slice(end));
const parent =
  /(?:母公司|总公司|parent(?: company)?)(?:和|加上?|跟|与|以及|带|、|[，,]| and| plus)? ?(?:下属)?$/;

function isOwnCount(plain: string, { at, end }: { at: number; end: number }): boolean {
  const [before, rest] = [plain.slice(Math.max(0, at - 12), at), plain.slice(end)];
  if (/^(?:once|twice)$/.test(plain.slice(at, end))) return true;
  const isOne = /^[1一]$/.test(plain.slice(at, end));
  if (isOne && (/(?:公司|企业) ?$/.test(before) || (/加 ?$/.test(before) && companies.test(rest))))
    return false;
  if (anyCompany.test(before)) return false;
  if (uncounted.test(before) || generalCount.test(rest) || otherThings.test(rest)) return false;
  return (
    counted.test(before) ||
    counting.test(rest) ||
    (companies.test(rest) && !/^[1一]$/.test(plain.slice(at, end)))
  );
}

function overlaps(one: { at: number; end: number }, others: readonly { at: number; end: number }[]): boolean {
  return others.some((other) => one.at < other.end && other.at < one.end);
}

/**
 * "今天能改吗", "2月28改的，3月1号能改吗", "27号当天还能填吗" ask for a day on which nothing was done yet; beside
 * another day also one that something is put off to, or on which something was found out.
 */
function isOnlyAsked(found: Found, plain: string, all: readonly Found[]): boolean {
  if (found.kind !== 'day') return false;
  if (asksOfDay(found, plain) || namesToday(found, plain, all) || isPlanned(found, plain, all)) return true;
  const isSecond = all.some((other) => other.kind === 'day' && other.at < found.at);
  const rest = plain.slice(found.end);
  return isSecond && (possible.test(rest) || foundOut.test(rest) || until.test(plain.slice(0, found.at)));
}

/** "打算9月1号改，上次8月5号改的": what is planned is not what was done before it. */
const isPlanned = (found: Found, plain: string, all: readonly Found[]): boolean =>
  planned.test(plain.slice(0, found.at)) &&
  all.some((other) => other.kind === 'day' && dayOf(other) < dayOf(found));
const planned = /(?:打算|准备|计划|预计|想) ?(?:在|于)?$/;
const dayOf = ({ reading }: Found): string => (reading.kind === 'value' ? String(reading.value) : '');

/** "今天8月20，我7月21改的", "今天20号了": what day it is tells nothing that was done. */
function namesToday({ at, end }: Place, plain: string, all: readonly Place[]): boolean {
  const isDate = (place: Omit<Place, 'kind'>): boolean =>
    /^今[天日]$|^today$/.test(plain.slice(place.at, place.end));
  const days = all.filter(({ kind }) => kind === 'day');
  const joined = (one: Omit<Place, 'kind'>, other: Omit<Place, 'kind'>): boolean =>
    /^ ?(?:都|已经|就|是|is|it's)* ?$/.test(plain.slice(one.end, other.at));
  const isNext = days.some((other) => other.at > at && isDate({ at, end }) && joined({ at, end }, other));
  return isNext || days.some((other) => other.at < at && isDate(other) && joined(other, { at, end }));
}

const possible = /^(?:还|就|才|再|是不是|是否)?(?:能|可以|可不可以|行|会不会|来得及)/;
const foundOut =
  /^(?:我们?|他们|财务|老板|会计|客户)?(?:才|又|刚|却)?(?:发现|看到|看见|想起|知道|注意到|休假|放假)/;
const until = /(?:等|拖|推迟|延迟|延后)到?$/;

/** Asks what is possible on a day: "明天还可以充吗", "周一会到吗", not "8月3号可以吗". Takes `plainText`. */
const asksOfDay = ({ at, end }: Omit<Place, 'kind'>, plain: string): boolean =>
  (/^[今明后]|^(?:today|tomorrow)/.test(plain.slice(at, end)) && possible.test(plain.slice(end))) ||
  possibleThen.test(plain.slice(end));
/** Every day of the text is only asked about. Takes `plainText`. */
export function asksOnlyOfDay(plain: string, context: DayContext): boolean {
  const days = readDays(plain, context).filter(({ kind }) => kind !== 'vague');
  return days.length > 0 && days.every((day) => asksOfDay(day, plain));
}
const possibleThen =
  /^(?:当天|那天|这天|之前|以前|前)?(?:还|就|才|再|是不是|是否)?(?:能不能|能|可不可以|可以|会不会|会|来得及)(?!不)[^，,。；;？?吗么]{1,6}(?:[吗么?？]|$)/;

/** "改掉1个到我爱人名下" is done with one's own. */
const movedAway = /(?:改|换|移|转|挪)[^，,。；;]{0,8}(?:到|给)/;
const theirCard = new RegExp(`用(?:了|的是?)?我?(?:${another.source})的?(?:身份证|证件)`);
const mine = /我(?:自己|本人)?(?:的|名下|身份证|这边|呢)|自己|本人|\b(?:my own|mine|i have|my id)\b/;

/** "老公的绑了两个，我的绑了三个": what another person has is left out beside one's own of the same kind. */
function isOfAnother(found: Place, plain: string, all: readonly Place[]): boolean {
  if (found.kind === 'count' && theirCard.test(plain) && !myCard.test(clauseOf(found, plain))) return true;
  if (found.kind === 'count' && movedAway.test(clauseOf(found, plain))) return false;
  if (!another.test(lastClause(plain.slice(0, found.at))) || mine.test(clauseOf(found, plain))) return false;
  return all.some((other) => other.kind === found.kind && mine.test(clauseOf(other, plain)));
}

const clauseOf = ({ at, end }: Place, plain: string): string =>
  lastClause(plain.slice(0, at)) + (plain.slice(at).split(/[，,。.；;\s]/)[0] ?? plain.slice(at, end));

/** "昨天不是最后一天吗" asks about a day and tells none. */
export const asksInClause = ({ at, end }: Place, plain: string): boolean =>
  /^[^，,。.；;\s]{0,60}不是[^，,。.；;]{0,60}[吗么]/.test(plain.slice(end)) ||
  lastClause(plain.slice(0, at)).includes('不是');

const lastClause = (text: string): string => text.split(/[，,。.；;\s]/).at(-1) ?? '';

export function dayReading(day: ReturnType<typeof readDays>[number]): FactReading {
  if (day.kind === 'day') return value(day.day.toString());
  return day.kind === 'vague' ? { kind: 'vague' } : { kind: 'invalid', reason: 'impossible_day' };
}
