/** The case of somebody who tells it: the rule that reads the days, counts and amounts, or that needs no more than is said. */
import type { Match } from '../../intents/types.ts';
import type { Fact } from '../../knowledge/schema.ts';
import { readAmounts } from '../understand/amounts.ts';
import { readFacts } from '../understand/facts.ts';
import { plainText } from '../understand/plain-text.ts';
import { asks } from '../understand/questions.ts';
import { asksForResult, speaksOfOneself } from '../understand/speech.ts';
import { toldValues } from '../understand/told-values.ts';
import { askedAnywhere, type Candidate, heaviest } from './case-candidates.ts';
import { valuesNamed } from './ellipsis.ts';
import { factsOf, isMeasured, type OwnCase, runCase, tellsOwnCase, valuesOf } from './own-case.ts';
import type { Scene } from './scene.ts';

/** The case whose days, counts or amounts were told, or everything it needs in words. */
export function toldCase(scene: Scene, match: Match, candidates: readonly Candidate[]): OwnCase | undefined {
  const { decision, text, ranking } = match;
  if (decision === 'fallback' && !asks(text)) return saidAlone(scene, text);
  const tells = decision === 'clarify' && (!asks(text) || candidates.some(tellsMuch));
  if (decision === 'boundary') return undefined;
  if (!tells && !asksForResult(plainText(text))) return saidCase(scene, match, candidates);
  const told = heaviest(candidates.filter((one) => isToldOf(scene, text, one)));
  const own = candidates.filter(({ entry }) => entry.id === ranking[0]?.entry);
  if (decision === 'answer' && (isBest(heaviest(own), told) || isAskedOf(scene, own, told))) return undefined;
  const near = candidates.filter(({ isNear }) => isNear);
  const isPlainly = told?.isNear || tellsMore(told, near);
  if (told && (decision === 'answer' ? isUsable(told) : isPlainly)) return told;
  if (decision === 'answer') return undefined;
  const exact = decision === 'fallback' ? exactCase(scene, text) : undefined;
  return exact ?? saidCase(scene, match, candidates);
}

/** The case that needs no more than the message says in words; where one is asked for by name, no other. */
function saidCase(
  scene: Scene,
  { decision, text }: Match,
  candidates: readonly Candidate[],
): OwnCase | undefined {
  if (decision === 'answer' || !asks(text)) return undefined;
  const mustBeAsked = decision === 'fallback' || candidates.some(({ isNear, asked }) => isNear && asked > 0);
  return candidates.find((own) => own.isNear && (own.asked > 0 || !mustBeAsked) && isEnough(scene, own));
}

/** "我填的1.20元，可以吗": an amount that is told and asked about in the words of one rule needs no routing. */
function exactCase(scene: Scene, text: string): OwnCase | undefined {
  if (readAmounts(plainText(text)).length === 0) return undefined;
  return askedAnywhere(scene, text).find(
    (own) =>
      own.statements.some(({ fact, cued }) => cued && fact.kind === 'amount') &&
      runCase(scene, own, valuesOf(own.statements)).result.status === 'ok',
  );
}

/** "执照8.10发的", "我8月1号改的": a day and the word for it and nothing else needs no routing. */
function saidAlone(scene: Scene, text: string): OwnCase | undefined {
  const plain = plainText(text);
  const [day, other] = toldValues(plain, scene);
  if (day?.kind !== 'day' || other) return undefined;
  const { entries } = scene.expertise.knowledge;
  for (const entry of entries)
    for (const rule of entry.rules) {
      const statements = readFacts(text, factsOf(scene, rule), {
        ...scene,
        others: scene.expertise.knowledge.facts.values(),
      });
      const [said, more] = statements.filter(({ cued, fact }) => cued && fact.kind === 'day');
      if (!said || more || restOf(plain, day, said.fact) !== '') continue;
      const { result } = runCase(scene, { entry, rule }, valuesOf(statements));
      if (result.status === 'ok') return { entry, rule, statements };
    }
  return undefined;
}

/** What is said beside the day and the words of its fact. */
function restOf(plain: string, { at, end }: { at: number; end: number }, { cues = [] }: Fact): string {
  const rest = plain.slice(0, at) + plain.slice(end);
  const words = [...cues].sort((a, b) => b.length - a.length);
  return words.reduce((left, cue) => left.replaceAll(cue.toLowerCase(), ''), rest).replace(filler, '');
}

const filler = /我们?|公司|企业|上次|最近|一次|刚|是|在|就|已经|的|了|过|[\s，,。.!！]/g;

/** The first candidate has facts to work with, and no other has more. */
const isBest = (first: Candidate | undefined, told: Candidate | undefined): boolean =>
  first !== undefined && tellsOwnCase(first) && first.weight >= (told?.weight ?? 0);

/** It is asked in so many words, and what was told in passing is another matter's. */
function isAskedOf(scene: Scene, own: readonly Candidate[], told: Candidate | undefined): boolean {
  if (told?.asked !== 0) return false;
  const reads = (rule: string): boolean =>
    told.statements.some(({ fact }) => factsOf(scene, rule).includes(fact));
  return own.some(({ asked, rule }) => asked > 0 && !reads(rule));
}

/** It reads one more of the days, counts and amounts that were told than any that is near. */
const tellsMore = (told: Candidate | undefined, near: readonly Candidate[]): boolean =>
  told !== undefined && near.length > 0 && near.every((one) => measured(told) > measured(one));

/** Days, counts and amounts that were told together with a word that says which one each is. */
const measured = ({ statements }: OwnCase): number =>
  statements.filter(({ fact, cued }) => cued && isMeasured(fact)).length;

/**
 * Whether a day, a count or an amount was told together with a word that says which one it is. How many more accounts
 * are wanted may be said by a person too, of whom no rule reads it.
 */
const isToldOf = (scene: Scene, text: string, own: OwnCase): boolean =>
  own.statements.some(
    ({ fact, cued }) =>
      cued &&
      isMeasured(fact) &&
      (fact.name !== 'accountsWanted' || valuesNamed(scene, text).includes('enterprise')),
  );

/** Two days, counts or amounts are a case of one's own, whatever is asked about it: "绑了3个，还要再开2个，咋整". */
const tellsMuch = (own: OwnCase): boolean => measured(own) > 1;

/** Every day, count and amount was told clearly. */
const isUsable = ({ statements }: OwnCase): boolean =>
  statements.every(({ fact, reading }) => !isMeasured(fact) || reading.kind === 'value');

/** What the message says is all that the rule needs: "打款还没收到，7天期限开始算了吗". A subject alone says nothing. */
function isEnough(scene: Scene, own: Candidate): boolean {
  const said = own.statements.filter(({ fact, cued }) => cued && fact.name !== 'subject');
  const isOwn =
    said.some(({ fact }) => fact.kind === 'boolean') || (own.asked > 0 && speaksOfOneself(scene.plain));
  if (said.length === 0 || !isOwn) return false;
  return runCase(scene, own, valuesOf(own.statements)).result.status === 'ok';
}
