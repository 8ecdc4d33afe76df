/** A rule's result in words: the JSON of `dawen rule --json`, its sentence, its steps and its sources. */
import type { Source } from '../../adapters/channel.ts';
import { valueOn } from '../../intents/rules/parameters.ts';
import type { RuleResult, Values } from '../../intents/rules/types.ts';
import type { KnowledgeBase, Locale, Localized } from '../../knowledge/schema.ts';
import { fill } from '../../knowledge/template.ts';
import { inLocale } from './locale.ts';

/** `reason` is a sentence; `code` is its stable name for programs. */
interface Reason {
  readonly reason: string;
  readonly code: string;
}

interface Worked {
  readonly values: Values;
  readonly steps: readonly string[];
  readonly sources: readonly Source[];
}

/** What the command line and the HTTP interface give back for one rule. */
export type RuleReport = { readonly rule: string } & (
  | ({ readonly status: 'ok' } & Worked)
  | { readonly status: 'needs_facts'; readonly missing: readonly string[] }
  | ({ readonly status: 'not_applicable' } & Reason)
  | ({ readonly status: 'calendar_unknown' } & Reason & Worked)
  | { readonly status: 'invalid'; readonly fields: readonly ({ readonly fact: string } & Reason)[] }
);

/** The result as plain JSON, with sentences in `locale`. */
export function toRuleReport(
  result: RuleResult,
  knowledge: KnowledgeBase,
  locale: Locale = 'zh-Hans',
): RuleReport {
  const { rule, status } = result;
  const reason = (code: string) => ({ reason: ruleSentence(result, knowledge, locale) ?? code, code });
  const worked = (values: Values) => ({
    values,
    steps: ruleSteps(result, knowledge, locale),
    sources: ruleSources(result, knowledge),
  });
  switch (status) {
    case 'ok':
      return { rule, status, ...worked(result.values) };
    case 'needs_facts':
      return { rule, status, missing: result.missing };
    case 'not_applicable':
      return { rule, status, ...reason(result.reason) };
    case 'calendar_unknown':
      return { rule, status, ...reason(result.reason), ...worked(result.values) };
    case 'invalid':
      return { rule, status, fields: result.fields.map((field) => explain(field, knowledge, locale)) };
  }
}

/** The result in one sentence: its outcome, or why there is none. Nothing where facts are missing or invalid. */
export function ruleSentence(
  result: RuleResult,
  knowledge: KnowledgeBase,
  locale: Locale,
): string | undefined {
  const text = knowledge.rules.get(result.rule);
  const sentence =
    result.status === 'ok'
      ? text?.outcomes[result.outcome]
      : 'reason' in result
        ? text?.reasons[result.reason]
        : undefined;
  if (!sentence) return undefined;
  const values = 'values' in result ? result.values : {};
  const words = { ...parametersInForce(knowledge, result.asOf), ...result.facts, ...values };
  return say(sentence, words, { knowledge, locale });
}

type Words = Readonly<Record<string, unknown>>;
const latest = new WeakMap<KnowledgeBase, { readonly day: string; readonly words: Words }>();

/** All day long they are the same. */
function parametersInForce(knowledge: KnowledgeBase, day: string): Words {
  const known = latest.get(knowledge);
  if (known?.day === day) return known.words;
  const inForce = knowledge.parameters.map((parameter) => [parameter.id, valueOn(parameter, day)]);
  const words: Words = Object.fromEntries(inForce);
  latest.set(knowledge, { day, words });
  return words;
}

/** Every step of the computation as a sentence, in order. */
export function ruleSteps(result: RuleResult, knowledge: KnowledgeBase, locale: Locale): string[] {
  if (!('steps' in result)) return [];
  return result.steps.flatMap(({ id, values }) => {
    const sentence = knowledge.steps[id];
    return sentence ? [say(sentence, values, { knowledge, locale })] : [];
  });
}

/** The sentences of the document that the result rests on, each once. */
export function ruleSources(result: RuleResult, knowledge: KnowledgeBase): Source[] {
  const sources = result.parameters.flatMap((id) => {
    const source = knowledge.parameters.find((parameter) => parameter.id === id)?.source;
    const entry = knowledge.entries.find((one) => one.id === source?.entry);
    if (!source || !entry) return [];
    const { section, question: heading, document } = entry;
    return [{ entry: entry.id, section, heading, quote: source.quote, document }];
  });
  return sources.filter(
    ({ entry, quote }, at) => sources.findIndex((one) => one.entry === entry && one.quote === quote) === at,
  );
}

function explain(
  { fact, reason: code }: { readonly fact: string; readonly reason: string },
  knowledge: KnowledgeBase,
  locale: Locale,
) {
  const sentence = knowledge.invalid[code];
  return { fact, reason: sentence ? inLocale(sentence, locale, knowledge) : code, code };
}

interface Speech {
  readonly knowledge: KnowledgeBase;
  readonly locale: Locale;
}

/** 繁體 that nobody authored is converted after filling, so that names of holidays are converted too. */
function say(
  sentence: Localized,
  values: Readonly<Record<string, unknown>>,
  { knowledge, locale }: Speech,
): string {
  const own = sentence[locale];
  if (own !== undefined) return fill(own, values, locale);
  const filled = fill(sentence['zh-Hans'], values, 'zh-Hans');
  return inLocale({ 'zh-Hans': filled, en: filled }, locale, knowledge);
}
