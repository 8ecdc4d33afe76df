/** Facts that a message states beside its question: which value belongs to which fact, by the words around it. */
import type { Temporal } from 'temporal-polyfill';
import type { Fact } from '../../knowledge/schema.ts';
import type { StatedFacts } from '../turn/conversation.ts';
import { readAmount, readAmounts } from './amounts.ts';
import { pickOption } from './choices.ts';
import { cuedFact, type Place, type Rivals } from './cues.ts';
import { readDays } from './dates.ts';
import { readCount, readCounts } from './numerals.ts';
import { plainText } from './plain-text.ts';
import { saidOption } from './said-option.ts';
import { readYesNo } from './yes-no.ts';

export type FactValue = StatedFacts[string];

/** What a message says about a fact: a value, or why there is none. Reasons have their sentences in `facts.yaml`. */
export type FactReading =
  | { readonly kind: 'value'; readonly value: FactValue }
  | { readonly kind: 'vague' }
  | { readonly kind: 'invalid'; readonly reason: string };

export interface FactContext {
  readonly today: Temporal.PlainDate;
  /** A day spoken of before, for "the 5th". */
  readonly near?: Temporal.PlainDate;
  /** Facts that are not looked for; a value beside their words is not taken for one that is. */
  readonly others?: Iterable<Fact>;
}

interface Found extends Place {
  readonly reading: FactReading;
}

/** A count is a fact where something was done so often, or is wanted so often; 同一个 and 每家 count nothing. */
const counted =
  /(?:了|过|已经?|有|名下有?|手[上里头]|旗下|我们|输错|填错|还?想|还?要|再|加|需要|上限[是为]?|提高?到|共|一共|总共|其中|满|改绑?|移走?|挪走?|换掉?|转走?|腾出?|把|每家|每个公司|每间|各自?|公司|企业|身份证|have|has|had|bound|verified|already|wants?|needs?|wrong|mov(?:e|ing)|all|each|only) ?(?:[认验]证|绑定?|注册|开|用|的)?(?:了|过)? ?$/;
const counting =
  /^ ?(?:个|次|家|回|遍)?(?:账号|公司|企业|号)?(?:了|都|也没|改到|改绑|换到|移到|转到)|^ ?(?:more|wrong|times|accounts)/;
/** 三家公司 are counted whatever stands before them. */
const companies = /^ ?(?:家|个|间)(?:子|分|母)?(?:公司|企业)/;
const uncounted = /(?:同|每|任何|这|那|另|某|第|哪|只有|最多)$/;
/** "一个身份证能绑几个" speaks of anyone; its number is no fact. */
const generalCount =
  /^ ?(?:个|张|家|份)?(?:个人|企业|公司|人|身份证|营业执照|执照|证件|账号|帐号|号|单位|主体|id)?(?:信息)?(?:最多|能|可以|可|支持|只能|是不是|per )/;

/** A fact that a message states in passing. */
export interface Statement {
  readonly fact: Fact;
  readonly reading: FactReading;
  /** True when a word beside the value says which fact it is. */
  readonly cued: boolean;
}

/** Every fact of the list that the text states; a count or an amount needs a cue, a day only where two could be meant. */
export function readFacts(text: string, facts: readonly Fact[], context: FactContext): Statement[] {
  const plain = plainText(text);
  const statements: Statement[] = [];
  const isFree = (fact: Fact) => statements.every((statement) => statement.fact !== fact);
  const free = () => facts.filter(isFree);
  const others = [...(context.others ?? [])];
  const rivals = () => ({ facts: free(), others: others.filter(isFree) });
  const values = valuesOf(plain, context).filter((found) => !asksOfDay(found, plain));
  for (const found of values) {
    const fact = cuedFact(found, plain, rivals());
    if (fact) statements.push({ fact, reading: found.reading, cued: true });
  }
  for (const { reading, ...found } of values) {
    if (statements.some((statement) => statement.reading === reading)) continue;
    const fact = onlyFact(found, plain, rivals());
    if (fact) statements.push({ fact, reading, cued: false });
  }
  const several = readPayments(plain, facts, statements);
  if (several) statements.push(several);
  for (const fact of free()) {
    const said = saidOption(plain, fact);
    if (said !== undefined) statements.push({ fact, reading: value(said), cued: true });
  }
  return statements;
}

/**
 * Two amounts or more in one clause are the payments that were made, where a rule reads such a list.
 * One that was said of something else, such as the assigned amount, is none of them.
 */
function readPayments(
  plain: string,
  facts: readonly Fact[],
  statements: readonly Statement[],
): Statement | undefined {
  const fact = facts.find(({ kind }) => kind === 'amounts');
  const elsewhere = statements.flatMap(({ fact: { name }, reading }) =>
    name !== 'rechargedAmount' && reading.kind === 'value' ? [reading.value] : [],
  );
  const lists = plain.split(/[,，。；;！!？?\n]/).map((clause) => {
    const amounts = readAmounts(clause).map(({ amount }) => amount);
    return amounts.filter((amount, at) => !(elsewhere.includes(amount) && amounts.indexOf(amount) === at));
  });
  const payments = lists.find((amounts) => amounts.length > 1);
  return fact && payments && { fact, reading: value(payments), cued: true };
}

/** The answer to the question for one fact; undefined when the message holds none. */
export function readAnswer(text: string, fact: Fact, context: FactContext): FactReading | undefined {
  const plain = plainText(text);
  switch (fact.kind) {
    case 'count':
      return countReading(plain, fact, context);
    case 'day':
      return readDays(plain, { ...context, asked: true }).map(dayReading)[0];
    case 'amount': {
      const amount = readAmount(plain);
      return amount && value(amount.amount);
    }
    case 'amounts': {
      const amounts = readAmounts(plain).map(({ amount }) => amount);
      return amounts.length > 0 ? value(amounts) : undefined;
    }
    default:
      return readChosen(text, plain, fact);
  }
}

/** The 10 of "Sep 10" counts nothing, and 除了这个还有俩 are three. */
function countReading(plain: string, { name }: Fact, context: FactContext): FactReading | undefined {
  const days = readDays(plain, context).filter(({ kind }) => kind !== 'vague');
  const rest = days.reduceRight((text, { at, end }) => `${text.slice(0, at)} ${text.slice(end)}`, plain);
  const count = readCount(rest);
  if (count?.kind !== 'count') return count;
  return value(count.count + (/BoundAccounts$/.test(name) && besidesThis.test(plain) ? 1 : 0));
}

const besidesThis = /(?:除了?|不算|不含|不包括)(?:当前|现在)?(?:用的)?这个.{0,6}(?:有|绑|认证)/;

function readChosen(text: string, plain: string, fact: Fact): FactReading | undefined {
  const options = fact.options ?? [];
  const labels = options.map((option) => ({ label: option.label['zh-Hans'] }));
  const english = options.map((option) => ({ label: option.label.en }));
  const picked = pickOption(text, labels) ?? pickOption(text, english);
  const option = picked === undefined ? undefined : options[picked];
  const said =
    option?.value ?? saidOption(plain, fact) ?? (fact.kind === 'boolean' ? readYesNo(plain) : undefined);
  if (said !== undefined) return value(said);
  return fact.kind === 'text' && plain.length <= 30 ? value(text.trim()) : undefined;
}

/** No message tells more values of a kind than this; the rest of a flood is not looked at. */
const mostValues = 20;

/** Every rule reads its facts out of the same values. */
let latest: { readonly plain: string; readonly key: string; readonly values: readonly Found[] } | undefined;

function valuesOf(plain: string, context: FactContext): readonly Found[] {
  const key = `${context.today} ${context.near ?? ''}`;
  if (latest?.plain !== plain || latest.key !== key)
    latest = { plain, key, values: valuesIn(plain, context) };
  return latest.values;
}

function valuesIn(plain: string, context: FactContext): Found[] {
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
    ...few(counts).map(({ count, at, end }) => ({ kind: 'count' as const, at, end, reading: value(count) })),
  ];
}

function isOwnCount(plain: string, { at, end }: { at: number; end: number }): boolean {
  const [before, rest] = [plain.slice(Math.max(0, at - 12), at), plain.slice(end)];
  if (/^(?:once|twice)$/.test(plain.slice(at, end))) return true;
  if (uncounted.test(before) || generalCount.test(rest)) return false;
  return (
    counted.test(before) ||
    counting.test(rest) ||
    (companies.test(rest) && !/^[1一]$/.test(plain.slice(at, end)))
  );
}

function overlaps(one: { at: number; end: number }, others: readonly { at: number; end: number }[]): boolean {
  return others.some((other) => one.at < other.end && other.at < one.end);
}

/** "今天能改吗", "明天还可以充吗" ask for a day on which nothing was done yet. */
const asksOfDay = ({ kind, at, end }: Place, plain: string): boolean =>
  kind === 'day' &&
  /^[今明后]|^(?:today|tomorrow)/.test(plain.slice(at, end)) &&
  /^(?:还|就|才|再|是不是|是否)?(?:能|可以|可不可以|行|会不会|来得及)/.test(plain.slice(end));

/** "昨天不是最后一天吗" asks about a day and tells none. */
const asksInClause = ({ at, end }: Place, plain: string): boolean =>
  /^[^，,。.；;\s]*不是[^，,。.；;]*[吗么]/.test(plain.slice(end)) ||
  /不是[^，,。.；;\s]*$/.test(plain.slice(0, at));

/** A day without a cue belongs to the only fact it can mean, unless it is just now or stands beside another's word. */
function onlyFact(found: Place, plain: string, { facts, others }: Rivals): Fact | undefined {
  const [only, second] = facts.filter(({ kind }) => kind === found.kind);
  if (asksInClause(found, plain)) return undefined;
  const isNow = /^(?:在?今|明|today|tonight|this)/.test(plain.slice(found.at, found.end));
  if (found.kind !== 'day' || isNow || second || cuedFact(found, plain, { facts: others, others: [] }))
    return undefined;
  return only;
}

function dayReading(day: ReturnType<typeof readDays>[number]): FactReading {
  if (day.kind === 'day') return value(day.day.toString());
  return day.kind === 'vague' ? { kind: 'vague' } : { kind: 'invalid', reason: 'impossible_day' };
}

const value = (said: FactValue): FactReading => ({ kind: 'value', value: said });
