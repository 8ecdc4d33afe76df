/** Facts that a message states beside its question: which value belongs to which fact, by the words around it. */
import type { Temporal } from 'temporal-polyfill';
import type { Fact } from '../../knowledge/schema.ts';
import type { StatedFacts } from '../turn/conversation.ts';
import { readAmount, readAmounts } from './amounts.ts';
import { pickOption } from './choices.ts';
import { cuedFact, occurrences, type Place, type Rivals } from './cues.ts';
import { readDays } from './dates.ts';
import { readCount, readCounts } from './numerals.ts';
import { plainText } from './plain-text.ts';
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
  /(?:了|过|已经?|[已我们]有|名下有|输错|填错|还?想|还?要|再|加|需要|共|一共|总共|其中|满|改绑|把|have|has|had|bound|verified|already|want|need|wrong|move|all) ?(?:[认验]证|绑定?|注册|开|用|的)?(?:了|过)? ?$/;
const counting =
  /^ ?(?:个|次|家|回|遍)?(?:账号|公司|企业|号)?(?:了|都|改到|改绑|换到|移到|转到)|^ ?(?:more|wrong|times|accounts)/;
const uncounted = /(?:同|每|任何|这|那|另|某|第|各|哪|只有|最多)$/;
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
  const values = valuesIn(plain, context);
  for (const found of values) {
    const fact = cuedFact(found, plain, rivals());
    if (fact) statements.push({ fact, reading: found.reading, cued: true });
  }
  for (const { reading, ...found } of values) {
    if (statements.some((statement) => statement.reading === reading)) continue;
    const fact = onlyFact(found, plain, rivals());
    if (fact) statements.push({ fact, reading, cued: false });
  }
  const several = readPayments(plain, facts);
  if (several) statements.push(several);
  for (const fact of free()) {
    const said = saidOption(plain, fact);
    if (said !== undefined) statements.push({ fact, reading: value(said), cued: true });
  }
  return statements;
}

/** Two amounts or more in one clause are the payments that were made, where a rule reads such a list. */
function readPayments(plain: string, facts: readonly Fact[]): Statement | undefined {
  const fact = facts.find(({ kind }) => kind === 'amounts');
  const lists = plain
    .split(/[,，。；;！!？?\n]/)
    .map((clause) => readAmounts(clause).map(({ amount }) => amount));
  const payments = lists.find((amounts) => amounts.length > 1);
  return fact && payments && { fact, reading: value(payments), cued: true };
}

/** The answer to the question for one fact; undefined when the message holds none. */
export function readAnswer(text: string, fact: Fact, context: FactContext): FactReading | undefined {
  const plain = plainText(text);
  switch (fact.kind) {
    case 'count': {
      const count = readCount(plain);
      return count?.kind === 'count' ? value(count.count) : count;
    }
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

function valuesIn(plain: string, context: FactContext): Found[] {
  const days = readDays(plain, context);
  const amounts = readAmounts(plain).filter((one) => !overlaps(one, days));
  const taken = [...days, ...amounts];
  const counts = readCounts(plain).filter((one) => !overlaps(one, taken) && isOwnCount(plain, one));
  return [
    ...days.map((day) => ({ kind: 'day' as const, at: day.at, end: day.end, reading: dayReading(day) })),
    ...amounts.map(({ amount, at, end }) => ({ kind: 'amount' as const, at, end, reading: value(amount) })),
    ...counts.map(({ count, at, end }) => ({ kind: 'count' as const, at, end, reading: value(count) })),
  ];
}

function isOwnCount(plain: string, { at, end }: { at: number; end: number }): boolean {
  const [before, rest] = [plain.slice(Math.max(0, at - 12), at), plain.slice(end)];
  if (/^(?:once|twice)$/.test(plain.slice(at, end))) return true;
  if (uncounted.test(before) || generalCount.test(rest)) return false;
  return counted.test(before) || counting.test(rest);
}

function overlaps(one: { at: number; end: number }, others: readonly { at: number; end: number }[]): boolean {
  return others.some((other) => one.at < other.end && other.at < one.end);
}

/** A day without a cue belongs to the only fact it can mean, unless it is just now or stands beside another's word. */
function onlyFact(found: Place, plain: string, { facts, others }: Rivals): Fact | undefined {
  const [only, second] = facts.filter(({ kind }) => kind === found.kind);
  const isNow = /^(?:在?今|明|today|tonight|this)/.test(plain.slice(found.at, found.end));
  if (found.kind !== 'day' || isNow || second || cuedFact(found, plain, { facts: others, others: [] }))
    return undefined;
  return only;
}

/** The option whose longest word stands in the text: 没收到 wins over 收到. */
function saidOption(plain: string, fact: Fact): string | boolean | undefined {
  const said = (fact.options ?? [])
    .flatMap(({ value: option, words = [] }) => words.map((word) => ({ option, word: word.toLowerCase() })))
    .filter(({ word }) => occurrences(plain, word).some((at) => !denied.test(plain.slice(0, at))))
    .sort((a, b) => b.word.length - a.word.length);
  return said[0]?.option;
}

/** 收到打款 says nothing in 未收到打款. */
const denied = /(?:没|未|不|无|没有|不是|not )$/;

function dayReading(day: ReturnType<typeof readDays>[number]): FactReading {
  if (day.kind === 'day') return value(day.day.toString());
  return day.kind === 'vague' ? { kind: 'vague' } : { kind: 'invalid', reason: 'impossible_day' };
}

const value = (said: FactValue): FactReading => ({ kind: 'value', value: said });
