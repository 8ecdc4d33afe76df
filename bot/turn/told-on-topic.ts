/** Values that are told after an answer without naming its case: which rule of the topic, or of its matter, reads them. */
import type { Match } from '../../intents/types.ts';
import type { Fact, LoadedEntry } from '../../knowledge/schema.ts';
import { readAnswer, readFacts, type Statement } from '../understand/facts.ts';
import { asks } from '../understand/questions.ts';
import type { Matter } from './conversation.ts';
import { sizeOf } from './ellipsis.ts';
import {
  accountFacts,
  type Facts,
  factsOf,
  findCase,
  isMeasured,
  type OwnCase,
  runCase,
  valuesOf,
} from './own-case.ts';
import { replaced } from './remember.ts';
import { entryOf, type Outcome, type Scene } from './scene.ts';
import { workOut } from './work-out.ts';

/** A message of this many characters may be nothing but a value. */
export const longestValue = 16;
/** So few characters are nothing but a value. */
export const longestBare = 8;

/** The case that is worked on, unless something else was spoken of since. */
export function currentMatter({ conversation: { matter, topic } }: Scene): Matter | undefined {
  return topic === undefined || matter?.entry === topic ? matter : undefined;
}

/** "绑了俩" after an answer: the first rule of it that the value is enough for. */
export function toldOfTopic(scene: Scene, entry: LoadedEntry, match: Match): OwnCase | undefined {
  const cases = entry.rules.map((rule) => {
    const statements = readFacts(scene.text, factsOf(scene, rule), scene).filter(isTellingValue);
    return { entry, rule, statements };
  });
  const enough = cases.find(
    (own) =>
      own.statements.length > 0 && runCase(scene, own, valuesOf(own.statements)).result.status === 'ok',
  );
  return enough ?? (sizeOf(scene.plain) <= longestBare ? firstMissing(scene, entry, match) : undefined);
}

/** "我绑了俩" where a choice is asked for: the first of the options that the value is enough for. */
export async function tellOption(scene: Scene, match: Match): Promise<Outcome | undefined> {
  const { options, awaits } = scene.conversation;
  if (awaits !== 'choice' || match.decision === 'answer' || asks(scene.text)) return undefined;
  const entries = options.flatMap(({ entry }) => entryOf(scene, entry) ?? []);
  const told = entries.flatMap(
    (entry) => toldOfTopic(scene, entry, { ...match, decision: 'boundary' }) ?? [],
  );
  return told[0] && workOut(scene, told[0]);
}

/**
 * "昨天提交的" after a question about the time limit: a fact that the case at hand does not read belongs to the rule
 * that needs nothing else, of this entry or of another one of the same matter.
 */
export async function toldOfAnother(scene: Scene, entry: LoadedEntry): Promise<OwnCase | undefined> {
  const matter = currentMatter(scene);
  const { entries } = scene.expertise.knowledge;
  const own = entry.rules.flatMap((rule) => factsOf(scene, rule));
  const said = readCued(scene, own);
  const readBy = (rule: string | undefined): number => {
    const read = rule === undefined ? [] : factsOf(scene, rule);
    return said.filter(({ fact }) => read.includes(fact)).length;
  };
  const here = matter?.rule ?? findCase(scene, entry, scene.text)?.rule;
  const least = readBy(here);
  if (said.length === 0 || least === said.length) return undefined;
  const account = await accountFacts(scene);
  const sameFlow = entries.filter(
    ({ facets }) => facets.flow !== undefined && facets.flow === entry.facets.flow,
  );
  const near = [entry, ...sameFlow, ...entries.filter(({ id }) => entry.related.includes(id)), ...entries];
  const cases = near.flatMap((one) => one.rules.map((rule) => ({ entry: one, rule, statements: said })));
  const stated = replaced<Facts>(account, replaced<Facts>(scene.conversation.facts, valuesOf(said)));
  const better = cases.filter((own) => {
    if (readBy(own.rule) <= least) return false;
    const { result, told } = runCase(scene, own, stated);
    return result.status === 'ok' && told.some((name) => said.some(({ fact }) => fact.name === name));
  });
  const [best] = better.sort(
    (a, b) =>
      readBy(b.rule) - readBy(a.rule) || factsOf(scene, a.rule).length - factsOf(scene, b.rule).length,
  );
  return best;
}

/** "已经有2个了" after an answer: a value for the fact that working it out would ask for first. */
export function firstMissing(scene: Scene, entry: LoadedEntry, match: Match): OwnCase | undefined {
  const { facts } = scene.conversation;
  const rule = currentMatter(scene)?.rule ?? entry.rules[0];
  if (rule === undefined || sizeOf(scene.plain) > longestValue || !hasValue.test(scene.plain))
    return undefined;
  if (match.decision === 'boundary' || isBareNumber(scene.plain)) return undefined;
  const result = scene.expertise.rules.run(rule, facts, scene.now);
  const missing = result.status === 'needs_facts' ? result.missing[0] : undefined;
  const fact = factsOf(scene, rule).find(({ name }) => name === missing);
  const reading = fact && isMeasured(fact) ? readAnswer(scene.text, fact, scene) : undefined;
  if (!fact || !reading || saidOfAnother(scene, fact)) return undefined;
  return { entry, rule, statements: [{ fact, reading, cued: true }] };
}

const isTellingValue = ({ cued, fact, reading }: Statement): boolean =>
  cued && isMeasured(fact) && reading.kind === 'value';

/** The words beside the value say that it is another fact's. */
function saidOfAnother(scene: Scene, fact: Fact): boolean {
  return readCued(scene, [fact]).some((one) => one.fact !== fact);
}

/** What the message tells of any fact; where its words may mean several, of the first ones. */
function readCued(scene: Scene, first: readonly Fact[]): Statement[] {
  const facts = new Set([...first, ...scene.expertise.knowledge.facts.values()]);
  return readFacts(scene.text, [...facts], scene).filter((one) => one.cued && isMeasured(one.fact));
}

/** A number alone picks an option; where there is none, nothing is meant by it. */
const isBareNumber = (plain: string): boolean =>
  /^[^\p{L}\p{N}]*(?:\d{1,2}|[一二三四五六七八九十])[^\p{L}\p{N}]*$/u.test(plain);

/** A number or a day; 一 is part of too many words. */
const hasValue =
  /\d|[二两三四五六七八九十俩仨]|一[个次家]|昨|前天|今天|上周|上个?月|yesterday|\b(?:two|three|four|five|last)\b/;
