/** Short commands of the search field: `/额度 企业 2` names a rule and fills its form. */

import type { Facts, SearchResult } from '../../adapters/console/console-api.ts';
import type { Fact } from '../../knowledge/schema.ts';
import { factsOf } from '../turn/own-case.ts';
import { readAnswer } from '../understand/facts.ts';
import { fold } from '../understand/plain-text.ts';
import { type Bench, sceneFor } from './bench.ts';
import { formOf } from './forms.ts';

type Command = NonNullable<SearchResult['command']>;

/** Undefined where the text is no command, or names no rule. */
export function readCommand(bench: Bench, text: string): Command | undefined {
  const words = /^\s*[/／]\s*(\S.*)$/
    .exec(text)?.[1]
    ?.split(/\s+/)
    .filter((word) => word !== '');
  const named = words && findRule(bench, words);
  if (!named) return undefined;
  const { entries } = bench.expertise.knowledge;
  const own = entries.find(({ rules }) => rules[0] === named.rule);
  const entry = own ?? entries.find(({ rules }) => rules.includes(named.rule));
  if (!entry) return undefined;
  const { facts, unread } = fillFacts(bench, named.rule, named.rest);
  return { form: formOf(bench, named.rule, entry.id), facts, unread };
}

/** The rules of which a name begins with the text's first word; all of them for an empty text. */
export function listCommands({ expertise }: Bench, text: string): NonNullable<SearchResult['commands']> {
  const [first = ''] = text.trim().split(/\s+/).map(fold);
  return [...expertise.knowledge.rules.values()]
    .map(({ rule, title, commands = [] }) => ({ rule, label: title['zh-Hans'], names: [...commands, rule] }))
    .filter(({ names }) => names.some((name) => fold(name).startsWith(first)));
}

interface Named {
  readonly rule: string;
  readonly rest: readonly string[];
}

/** The rule of which most words were named: by its own name, or by the words of one of its short names in any order. */
function findRule({ expertise }: Bench, words: readonly string[]): Named | undefined {
  const [first = '', ...rest] = words;
  if (expertise.rules.names.includes(first)) return { rule: first, rest };
  const folded = words.map(fold);
  const named = [...expertise.knowledge.rules.values()].flatMap(({ rule, commands = [] }) =>
    commands.map((command) => ({ rule, taken: takenBy(command, folded) })),
  );
  const best = named
    .filter(({ taken }) => taken.length > 0)
    .reduce<(typeof named)[number] | undefined>(
      (most, one) => (most && most.taken.length >= one.taken.length ? most : one),
      undefined,
    );
  return best && { rule: best.rule, rest: words.filter((_, at) => !best.taken.includes(at)) };
}

/** Positions of the words that make up a command such as `额度 企业`, typed apart or as one word; none where one is missing. */
function takenBy(command: string, words: readonly string[]): number[] {
  const whole = words.indexOf(fold(command));
  if (whole === 0) return [whole];
  const places = command.split(/\s+/).map((word) => words.indexOf(fold(word)));
  return places.includes(-1) || !places.includes(0) ? [] : places;
}

/** Each word goes to the first field that can read it; what no field reads is told. */
function fillFacts(bench: Bench, rule: string, words: readonly string[]): { facts: Facts; unread: string[] } {
  const { today } = sceneFor(bench);
  const facts: Record<string, Facts[string]> = {};
  const unread: string[] = [];
  for (const word of words) {
    const free = factsOf(bench, rule).filter(({ name }) => !(name in facts));
    const read = free
      .filter((fact) => mayStandAlone(fact, word))
      .map((fact) => ({ fact, reading: readAnswer(word, fact, { today }) }))
      .find(({ reading }) => reading?.kind === 'value');
    if (read?.reading?.kind === 'value') facts[read.fact.name] = read.reading.value;
    else unread.push(word);
  }
  return { facts, unread };
}

/** A bare number is a count or an amount, never a day of the month; an amount has a point or a unit. */
function mayStandAlone({ kind }: Fact, word: string): boolean {
  if (kind === 'day') return /\D/.test(word);
  if (kind === 'amount' || kind === 'amounts') return /[.元角分毛块]/.test(word);
  if (kind === 'count') return !/[.元号日月]/.test(word);
  return true;
}
