/** Facts that a message states beside its question: which value belongs to which fact, by the words around it. */
import type { Fact } from '../../knowledge/schema.ts';
import { readAmount, readAmounts } from './amounts.ts';
import { pickOption } from './choices.ts';
import { cuedFact, type Place, type Rivals } from './cues.ts';
import { readDays } from './dates.ts';
import { type FactReading, type Found, value } from './fact-reading.ts';
import { keepLatest } from './latest.ts';
import { readCount, readInteger } from './numerals.ts';
import { plainText } from './plain-text.ts';
import { saidOption } from './said-option.ts';
import { asksInClause, type DayContext, dayReading, toldValues } from './told-values.ts';
import { readYesNo } from './yes-no.ts';

export interface FactContext extends DayContext {
  /** Facts that are not looked for; a value beside their words is not taken for one that is. */
  readonly others?: Iterable<Fact>;
}

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
  const values = toldValues(plain, context);
  const others = values.length > 0 ? [...(context.others ?? [])] : [];
  const rivals = ({ kind }: Place): Rivals => {
    const isRival = (fact: Fact) => fact.kind === kind && isFree(fact);
    return { facts: facts.filter(isRival), others: others.filter(isRival) };
  };
  for (const found of values) {
    const fact = cuedFact(found, plain, rivals(found));
    if (fact) statements.push({ fact, reading: found.reading, cued: true });
    else supersede(statements, found, { plain, context });
  }
  for (const found of values) {
    if (statements.some(({ reading }) => reading === found.reading)) continue;
    const fact = onlyFact(found, plain, rivals(found));
    if (fact) statements.push({ fact, reading: found.reading, cued: false });
  }
  const several = readPayments(plain, facts, statements);
  if (several) statements.push(several);
  for (const fact of facts.filter(isFree)) {
    const said = saidOption(plain, fact);
    if (said !== undefined) statements.push({ fact, reading: value(said), cued: true });
  }
  return statements;
}

const doneAgain = /^.{0,4}(?:又|再|重新|第二次|later|again)/;

/** "10月改过，11月20号又改了": of two days of the same fact, both past, the later counts where it was done again. */
function supersede(
  statements: Statement[],
  found: Found,
  { plain, context }: { readonly plain: string; readonly context: FactContext },
): void {
  const at = statements.findIndex(
    ({ fact }) => fact.kind === 'day' && cuedFact(found, plain, { facts: [fact], others: [] }) === fact,
  );
  const before = statements[at];
  const { reading } = found;
  if (!before || reading.kind !== 'value' || before.reading.kind !== 'value') return;
  const [day, earlier] = [String(reading.value), String(before.reading.value)];
  const isAgain = before.fact.name.startsWith('last') || doneAgain.test(plain.slice(found.end));
  if (isAgain && day > earlier && day <= context.today.toString()) statements[at] = { ...before, reading };
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
  if (!fact) return undefined;
  const elsewhere = statements.flatMap(({ fact: { name }, reading }) =>
    name !== 'rechargedAmount' && reading.kind === 'value' ? [reading.value] : [],
  );
  const lists = amountsByClause(plain).map((amounts) =>
    amounts.filter((amount, at) => !(elsewhere.includes(amount) && amounts.indexOf(amount) === at)),
  );
  const payments = lists.find((amounts) => amounts.length > 1);
  return payments && { fact, reading: value(payments), cued: true };
}

const amountsByClause = keepLatest((plain) => {
  const clauses = plain.split(/[,，。；;！!？?\n]/).filter(({ length }) => length >= shortestTwo);
  return clauses.map((clause) =>
    readAmounts(clause).flatMap((one) => Array<string>(timesPaid(clause, one)).fill(one.amount)),
  );
});

/** "充了两次0.5", "0.3两笔": how often the amount was paid; "两笔0.2和0.28" names each. */
function timesPaid(clause: string, { at, end }: { readonly at: number; readonly end: number }): number {
  if (/^ ?(?:[和跟与、+加]|and )/.test(clause.slice(end))) return 1;
  const before = /([两二三四2-4]) ?[次笔](?:都|各|每次)?(?:是|充|转)?了?$/.exec(
    clause.slice(Math.max(0, at - 8), at),
  );
  const said = before ?? /^ ?(?:充|转)?了?([两二三四2-4]) ?[次笔]/.exec(clause.slice(end));
  return said?.[1] === undefined ? 1 : (readInteger(said[1]) ?? 1);
}

/** Two amounts take this many characters: `1元2元`. */
const shortestTwo = 4;

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

/** A day without a cue belongs to the only fact it can mean, unless it is just now or stands beside another's word. */
function onlyFact(found: Place, plain: string, { facts, others }: Rivals): Fact | undefined {
  if (found.kind !== 'day') return undefined;
  const [only, second] = facts;
  if (!only || second || asksInClause(found, plain)) return undefined;
  const isNow = /^(?:在?今|明|刚|today|tonight|this)/.test(plain.slice(found.at, found.end));
  return isNow || cuedFact(found, plain, { facts: others, others: [] }) ? undefined : only;
}
