/** What a question names in the words of a rule, where routing leaves it open: "打款什么时候到", "充值认证哪天能好". */
import type { Match } from '../../intents/types.ts';
import type { LoadedEntry } from '../../knowledge/schema.ts';
import { readFacts } from '../understand/facts.ts';
import { plainText } from '../understand/plain-text.ts';
import { askingPart, asks, isBrief } from '../understand/questions.ts';
import { flowNamed } from './ellipsis.ts';
import { askedFor, factsOf, settlesPayment } from './own-case.ts';
import { entryOf, type Scene } from './scene.ts';

/** Shorter words are asked for in too many ways. */
const shortestAsked = 3;

/** Asked of everything alike. */
const anyRight = /可不?可以[吗不么]?|可以[吗不么]|行不行|[对行]吗|对不对/g;

/** The likeliest entry of the only rule that is asked for, of those whose flow the question names. */
export function namedEntry(scene: Scene, match: Match): LoadedEntry | undefined {
  const { text, decision } = match;
  if ((decision !== 'clarify' && decision !== 'fallback') || !isBrief(text)) return undefined;
  const question = askingPart(plainText(text)).replace(anyRight, ' ');
  const flow = flowNamed(scene, text);
  if (flow === undefined) return undefined;
  const rules = rulesOf(scene, flow);
  const said = rules.find((rule) => isSaid(scene, rule, text));
  if (said) return likeliest(scene, match, said);
  const asked = rules
    .map((rule) => ({ rule, length: askedFor(scene, rule, question) }))
    .filter(({ length }) => length >= shortestAsked)
    .sort((a, b) => b.length - a.length);
  const [best, second] = asked;
  return best && best.length > (second?.length ?? 0) ? likeliest(scene, match, best.rule) : undefined;
}

/** A way of transferring or a payer in so many words, "充值认证可以用云闪付吗", or a day where nothing is asked. */
function isSaid(scene: Scene, rule: string, text: string): boolean {
  const others = scene.expertise.knowledge.facts.values();
  const telling = factsOf(scene, rule).filter(
    (fact) => settlesPayment(fact) || (fact.kind === 'day' && !asks(text)),
  );
  return readFacts(text, telling, { ...scene, others }).some(({ cued }) => cued);
}

/** Rules of the flow by their own name, or by an entry that has them. */
function rulesOf({ expertise: { knowledge } }: Scene, flow: string): string[] {
  const { rules, entries } = knowledge;
  const isOfFlow = (rule: string): boolean =>
    rule.startsWith(`${flow}_`) ||
    entries.some((entry) => entry.facets.flow === flow && entry.rules.includes(rule));
  return [...rules.keys()].filter(isOfFlow);
}

/** Where the rule has no home, the entry with it that the question is nearest to. */
function likeliest(scene: Scene, { ranking }: Match, rule: string): LoadedEntry | undefined {
  const { rules, entries } = scene.expertise.knowledge;
  const holders = entries.filter((entry) => entry.rules.includes(rule));
  const ranked = ranking.flatMap(({ entry }) => holders.find(({ id }) => id === entry) ?? []);
  return entryOf(scene, rules.get(rule)?.entry) ?? ranked[0] ?? holders[0];
}
