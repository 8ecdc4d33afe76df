/** Replies around a computation: the result with its steps and source, the question for a fact, why there is none. */
import type { Block, Option, Source } from '../../adapters/channel.ts';
import type { RuleResult } from '../../intents/rules/types.ts';
import type { Fact, LoadedEntry } from '../../knowledge/schema.ts';
import { fill } from '../../knowledge/template.ts';
import { compose, gap, sentence, treeOf } from './compose.ts';
import { ruleSentence, ruleSources, ruleSteps } from './rule-report.ts';
import { type Draft, entryOf, inWords, type Scene } from './scene.ts';

export type Basis = 'account' | 'stated';

export interface Worked {
  readonly entry: LoadedEntry;
  readonly result: RuleResult;
  readonly basis: Basis;
  /** Whether the account gave something as well. */
  readonly isMixed?: boolean;
  /** A sentence before the result, by id. */
  readonly intro?: string;
}

/** The result first, then every step, then the sentence it rests on. */
export function computedWith(scene: Scene, { entry, result, basis, isMixed, intro }: Worked): Draft {
  const steps = ruleSteps(result, scene.expertise.knowledge, scene.locale);
  const sources = ruleSources(result, scene.expertise.knowledge);
  const { rule, asOf, facts } = result;
  const values = 'values' in result ? result.values : {};
  const outcome = ruleSentence(result, scene.expertise.knowledge, scene.locale) ?? '';
  return compose({
    act: 'computed',
    parts: [
      ...(intro ? [sentence(scene, intro)] : []),
      ...(asOf > scene.today.toString() ? [sentence(scene, 'seen_from_planned_day', { day: asOf })] : []),
      `${sentence(scene, isMixed ? 'basis_both' : `basis_${basis}`)}${gap(scene)}${outcome}`,
      ...workings(scene, steps),
      ...quotes(scene, sources),
    ],
    entry,
    sources,
    more: { computed: { rule, asOf, facts, values, steps, basis, sources } },
  });
}

/** Says why there is no result, and which ways there are to a human. */
export const notComputed = (scene: Scene, entry: LoadedEntry, result: RuleResult): Draft =>
  whyNot(scene, { entry, result, ways: [sentence(scene, 'human')] });

export interface Uncomputed {
  readonly entry: LoadedEntry;
  readonly result: RuleResult;
  /** What is said at the end; nothing where a human is answering. */
  readonly ways: readonly string[];
}

/** The document or the calendar does not say. What is sure is still shown. */
export function whyNot(scene: Scene, { entry, result, ways }: Uncomputed): Draft {
  const { knowledge } = scene.expertise;
  return compose({
    act: 'fallback',
    parts: [
      ruleSentence(result, knowledge, scene.locale) ?? sentence(scene, 'not_in_document'),
      ...workings(scene, ruleSteps(result, knowledge, scene.locale)),
      ...ways,
    ],
    entry,
    sources: ruleSources(result, knowledge),
  });
}

/** Asks for one fact; `because` says why it is asked again. */
export function askFor(scene: Scene, entry: LoadedEntry, asked: { fact: Fact; because?: string }): Draft {
  const { fact, because } = asked;
  return compose({
    act: 'ask',
    parts: [...(because ? [because] : []), inWords(scene, fact.ask)],
    entry,
    options: factOptions(scene, fact),
    more: { slot: fact.name, ...inputOf(fact) },
  });
}

/** The kinds that a channel can draw a field for. */
function inputOf({ kind }: Fact): { input?: 'day' | 'amount' | 'count' } {
  return kind === 'day' || kind === 'amount' || kind === 'count' ? { input: kind } : {};
}

/** "Work it out for my case: …" as an option. */
export function offerOf(scene: Scene, entry: LoadedEntry, rule: string): Option[] {
  const title = scene.expertise.knowledge.rules.get(rule)?.title;
  if (title === undefined) return [];
  const label = fill(sentenceOf(scene), { title: inWords(scene, title) }, scene.locale);
  return [{ label, entry: entry.id, value: `compute:${rule}` }];
}

/** Name of the rule that an option offers to work out. */
export const offeredRule = (value: string | undefined): string | undefined =>
  /^compute:(\w+)$/.exec(value ?? '')?.[1];

function sentenceOf(scene: Scene): string {
  const offer = scene.expertise.knowledge.responses.offer_compute;
  return offer ? inWords(scene, offer) : '{title}';
}

function factOptions(scene: Scene, fact: Fact): Option[] {
  return (fact.options ?? []).map(({ value, label }) => ({
    label: inWords(scene, label),
    value: String(value),
  }));
}

function workings(scene: Scene, steps: readonly string[]): Block[] {
  if (steps.length === 0) return [];
  const list: Block = { type: 'list', ordered: true, items: steps.map(treeOf) };
  return [{ type: 'note', children: [...treeOf(sentence(scene, 'steps_title')), list] }];
}

/** The sentences of the document, in the script of the reply; `sources` keep them word for word. */
function quotes(scene: Scene, sources: readonly Source[]): (string | Block)[] {
  const lines = sources.map(({ entry, quote, heading }) => {
    const english = entryOf(scene, entry)?.en.question ?? heading;
    const title = inWords(scene, { 'zh-Hans': heading, en: english });
    const said = inWords(scene, { 'zh-Hans': quote, en: quote });
    return scene.locale === 'en' ? `“${said}” (${title})` : `“${said}”（${title}）`;
  });
  if (lines.length === 0) return [];
  const head = sentence(scene, 'source_title');
  if (lines.length === 1) return [`${head}${gap(scene)}${lines[0]}`];
  return [head, { type: 'list', ordered: false, items: lines.map(treeOf) }];
}
