/** The cases that a question may speak of, weighed: those of the entries it may be routed to, and those it asks for. */
import type { Match } from '../../intents/types.ts';
import type { LoadedEntry } from '../../knowledge/schema.ts';
import { plainText } from '../understand/plain-text.ts';
import { askingPart } from '../understand/questions.ts';
import { flowNamed, valuesNamed } from './ellipsis.ts';
import {
  askedFor,
  casesOf,
  factsOf,
  isMeasured,
  runCase,
  tellsOwnCase,
  valuesOf,
  type WeighedCase,
} from './own-case.ts';
import { entryOf, type Scene } from './scene.ts';

/** Entries of a ranking that are looked at, and how far they may lie behind the first. */
const mostCandidates = 6;
const nearEnough = 0.2;
/** A less likely entry is not near though it is offered, and no candidate for a stranger who told no day, count or amount. */
const leastConfidence = 0.03;
/** What it weighs that a rule needs nothing more than what was told. */
const sufficientWeight = 0.1;

export interface Candidate extends WeighedCase {
  /** Whether it is offered, or its confidence is not far behind the first. */
  readonly isNear: boolean;
  /** Place of its entry in the ranking. */
  readonly rank: number;
}

/** Every case of the entries that the question may be routed to, likeliest first. */
export function candidatesOf(scene: Scene, { ranking, text, options = [] }: Match): Candidate[] {
  const least = (ranking[0]?.confidence ?? 0) * nearEnough;
  const isSignedIn = scene.message.sender.account !== undefined;
  const flow = flowNamed(scene, text);
  return ranking.slice(0, mostCandidates).flatMap(({ entry: id, confidence }, rank) => {
    const isOffered = options.includes(id);
    const isLikely = confidence >= leastConfidence;
    const isNear = confidence >= least || (isOffered && isLikely);
    const mayAsk = isLikely || isOffered || isSignedIn;
    const found = entryOf(scene, id);
    const entry = found && isOfFlow(found, flow, confidence >= least) ? found : undefined;
    const cases = (entry ? casesOf(scene, entry, text) : []).filter(
      (own) => (mayAsk || tellsOwnCase(own)) && isOfSubject(scene, own.rule, text),
    );
    return cases.map((own) => ({ ...own, weight: own.weight + sufficiency(scene, own), isNear, rank }));
  });
}

/** Who speaks of recharging tells nothing of a payment that was received; 打款 is said of both, where that is near. */
function isOfFlow({ facets }: LoadedEntry, flow: string | undefined, isNear: boolean): boolean {
  if (flow === 'recharge') return facets.flow !== 'transfer';
  return isNear || flow !== 'transfer' || facets.flow !== 'recharge';
}

/** "身份证绑满3个了，公司还能绑吗" asks of the company, whatever is told of the person. */
function isOfSubject(scene: Scene, rule: string, text: string): boolean {
  const asked = valuesNamed(scene, askingPart(plainText(text)));
  const read = factsOf(scene, rule).map(({ name }) => name);
  const [own, other] = read.includes('idCardBoundAccounts') ? subjects : [...subjects].reverse();
  const counts = read.includes('idCardBoundAccounts') || read.includes('enterpriseBoundAccounts');
  return !counts || asked.includes(own ?? '') || !asked.includes(other ?? '');
}
const subjects = ['personal', 'enterprise'];

/** Of two rules that the same was told for, the one that can answer. */
function sufficiency(scene: Scene, own: WeighedCase): number {
  if (!own.statements.some(({ fact }) => isMeasured(fact) || fact.kind === 'boolean')) return 0;
  const facts = { ...scene.conversation.facts, ...valuesOf(own.statements) };
  return runCase(scene, own, facts).result.status === 'ok' ? sufficientWeight : 0;
}

/** The rules of all entries that the question asks for in so many words. */
export function askedAnywhere(scene: Scene, text: string): WeighedCase[] {
  const { entries } = scene.expertise.knowledge;
  const question = askingPart(plainText(text));
  const asked = entries.filter(({ rules }) => rules.some((rule) => askedFor(scene, rule, question) > 0));
  return asked.flatMap((entry) => casesOf(scene, entry, text)).filter((own) => own.asked > 0);
}

/** The case that the text says most for; of equals the likeliest. */
export const heaviest = (cases: readonly Candidate[]): Candidate | undefined =>
  cases.reduce<Candidate | undefined>(
    (best, one) => (best && best.weight >= one.weight ? best : one),
    undefined,
  );
