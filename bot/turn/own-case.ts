/** A question about oneself: which rule it calls for, what was said beside it, and what is remembered of that. */
import { rules } from '../../intents/rules/registry.ts';
import type { Match } from '../../intents/types.ts';
import type { Fact, LoadedEntry } from '../../knowledge/schema.ts';
import { readFacts, type Statement } from '../understand/facts.ts';
import { plainText } from '../understand/plain-text.ts';
import { asks, isBrief } from '../understand/questions.ts';
import { asksForOneself, asksForResult, asksWhatIsLeft, speaksOfOneself } from '../understand/speech.ts';
import type { Conversation, StatedFacts } from './conversation.ts';
import { entryOf, type Scene } from './scene.ts';

export interface OwnCase {
  readonly entry: LoadedEntry;
  readonly rule: string;
  readonly statements: readonly Statement[];
}
interface Weighed extends OwnCase {
  /** How much the text says that this rule can use. */
  readonly weight: number;
}

/** Facts that a rule can use, with their words. */
export function factsOf(scene: Scene, rule: string): Fact[] {
  const names: readonly string[] = rules.get(rule)?.facts ?? [];
  return names.flatMap((name) => scene.expertise.knowledge.facts.get(name) ?? []);
}

/** The rule of the entry for which the text says most; undefined when the entry has none. */
export function findCase(scene: Scene, entry: LoadedEntry, text: string): Weighed | undefined {
  const plain = plainText(text);
  const cases = entry.rules.map((rule) => {
    const facts = factsOf(scene, rule);
    const statements = readFacts(text, facts, {
      ...scene,
      others: scene.expertise.knowledge.facts.values(),
    }).filter(({ cued }) => cued || isBrief(text));
    const hints = facts.filter((fact) => fact.cues?.some((cue) => plain.includes(cue))).length;
    const asked = isAskedFor(scene, rule, plain) ? askedWeight : 0;
    return { entry, rule, statements, weight: asked + (weightOf(statements) || hints * hintWeight) };
  });
  const most = Math.max(...cases.map(({ weight }) => weight));
  return cases.find(({ weight }) => weight === most);
}

/** What a word of the question weighs that only some of the rules with the same facts answer. */
const askedWeight = 0.6;

const isAskedFor = ({ expertise }: Scene, rule: string, plain: string): boolean =>
  expertise.knowledge.rules.get(rule)?.asked?.some((word) => plain.includes(word)) ?? false;

/** Entries of a ranking that are looked at, and how far they may lie behind the first. */
const mostCandidates = 6;
const nearEnough = 0.2;

/** What a word weighs that speaks of a fact without telling it; it counts where nothing is told. */
const hintWeight = 0.2;

/**
 * The case that somebody speaks of whose question did not route clearly, or went where what they told is of no use:
 * the one whose facts they told, else the one that is spoken of already, that the account's facts are enough for,
 * or that every option comes down to.
 */
export async function findCaseAmong(scene: Scene, match: Match): Promise<OwnCase | undefined> {
  const plain = plainText(match.text);
  const isOpen = match.decision !== 'smalltalk' && match.decision !== 'boundary';
  const tells = match.decision === 'clarify' && !asks(match.text);
  if (!isOpen || !isBrief(match.text) || !(tells || asksForResult(plain))) return undefined;
  const candidates = candidatesOf(scene, match);
  const told = candidates.filter(isToldOf).reduce<Candidate | undefined>(heavier, undefined);
  if (match.decision === 'answer' && isBest(candidates[0], told)) return undefined;
  if (told && (match.decision === 'answer' ? isUsable(told) : told.isNear)) return told;
  if (match.decision !== 'clarify') return undefined;
  const near = await ofSubject(
    scene,
    candidates.filter(({ isNear }) => isNear),
  );
  if (await isPersonal(scene, plain)) return chooseCase(scene, match, near);
  // Whoever is signed in and speaks of themselves is answered from the account where it knows enough.
  return speaksOfOneself(plain) ? computable(scene, near) : undefined;
}

/** The case of somebody who asks about themselves without having told any facts in the message. */
async function chooseCase(
  scene: Scene,
  match: Match,
  near: readonly Candidate[],
): Promise<OwnCase | undefined> {
  const again = goesOn(scene, near);
  if (again) return again;
  const hinted = near.reduce<Candidate | undefined>(heavier, undefined);
  if (hinted && hinted.weight >= hintWeight && isAlone(hinted, near)) return hinted;
  const spokenOf = near.find(({ entry }) => entry.id === scene.conversation.topic);
  return spokenOf ?? (await computable(scene, near)) ?? shared(match, near);
}

/** The rule that was worked on last, where a candidate has it too. */
function goesOn({ conversation }: Scene, near: readonly Candidate[]): OwnCase | undefined {
  const { matter } = conversation;
  const same = near.find(({ entry }) => matter && entry.rules.includes(matter.rule));
  return matter && same && { entry: same.entry, rule: matter.rule, statements: [] };
}

/** No other rule is spoken of as much. */
const isAlone = (best: Candidate, others: readonly Candidate[]): boolean =>
  others.every(({ rule, weight }) => rule === best.rule || weight < best.weight);

/** Whether it is about oneself; a signed-in person, or one who told facts before, need not say "my". */
async function isPersonal(scene: Scene, plain: string): Promise<boolean> {
  if (asksForOneself(plain)) return true;
  if (!asksWhatIsLeft(plain)) return false;
  return scene.conversation.matter !== undefined || (await scene.account()).status === 'known';
}

/** Of candidates that differ in the subject, those of the subject that the account is verified as. */
async function ofSubject(scene: Scene, candidates: Candidate[]): Promise<Candidate[]> {
  const account = await scene.account();
  const subject = account.status === 'known' ? account.facts.verifiedAs : undefined;
  const own = candidates.filter(({ entry }) => entry.facets.subject === subject);
  const named = candidates.some(({ statements }) => statements.some(({ cued }) => cued));
  return subject === undefined || own.length === 0 || named ? candidates : own;
}

/** The first candidate has facts to work with, and no other has more. */
const isBest = (first: Candidate | undefined, told: Candidate | undefined): boolean =>
  first !== undefined && tellsOwnCase(first) && first.weight >= (told?.weight ?? 0);

interface Candidate extends Weighed {
  /** Whether it is offered, or its confidence is not far behind the first. */
  readonly isNear: boolean;
}

function candidatesOf(scene: Scene, { ranking, text, options = [] }: Match): Candidate[] {
  const least = (ranking[0]?.confidence ?? 0) * nearEnough;
  return ranking.slice(0, mostCandidates).flatMap(({ entry: id, confidence }) => {
    const entry = entryOf(scene, id);
    const own = entry && findCase(scene, entry, text);
    return own ? [{ ...own, isNear: confidence >= least || options.includes(id) }] : [];
  });
}

const heavier = (best: Candidate | undefined, one: Candidate): Candidate =>
  best && best.weight >= one.weight ? best : one;

/** Whether a day, a count or an amount was told together with a word that says which one it is. */
const isToldOf = ({ statements }: OwnCase): boolean =>
  statements.some(({ fact, cued }) => cued && isMeasured(fact));

/** Every day, count and amount was told clearly. */
const isUsable = ({ statements }: OwnCase): boolean =>
  statements.every(({ fact, reading }) => !isMeasured(fact) || reading.kind === 'value');

/** The first case that the known facts, of the account and stated before, are enough for. */
export async function computable(scene: Scene, candidates: readonly OwnCase[]): Promise<OwnCase | undefined> {
  const account = await scene.account();
  const facts = { ...(account.status === 'known' && account.facts), ...scene.conversation.facts };
  const cases = candidates.flatMap((own) => own.entry.rules.map((rule) => ({ ...own, rule })));
  return cases.find(({ rule }) => {
    const result = scene.expertise.rules.run(rule, facts, scene.now);
    return result.status === 'ok' && Object.keys(result.facts).length > 0;
  });
}

/** Where nothing was told with the question, the entry's rule that is known enough for, else the case as it is. */
export async function knownCase(scene: Scene, own: OwnCase): Promise<OwnCase> {
  if (own.statements.length > 0) return own;
  return (await computable(scene, [own])) ?? own;
}

function shared({ options = [] }: Match, candidates: readonly OwnCase[]): OwnCase | undefined {
  const offered = candidates.filter(({ entry }) => options.includes(entry.id));
  const [first] = offered;
  return offered.length === options.length && offered.every(({ rule }) => rule === first?.rule)
    ? first
    : undefined;
}

/** Whether a day, a count or an amount was told; a word such as 个人 says nothing of one's own case. */
export const tellsOwnCase = ({ statements }: Pick<OwnCase, 'statements'>): boolean =>
  statements.some(({ fact }) => isMeasured(fact));

/** Facts that only one's own case has. */
export const isMeasured = ({ kind }: Fact): boolean =>
  kind === 'day' || kind === 'count' || kind === 'amount';

function weightOf(statements: readonly Statement[]): number {
  const weights = statements.map(({ fact, cued }) => (isMeasured(fact) ? (cued ? 2 : 1) : 0.5));
  return weights.reduce((sum, weight) => sum + weight, 0);
}

/** The conversation with what was stated in it, and this case as the one that is worked on. */
export function remember(conversation: Conversation, { entry, rule, statements }: OwnCase): Conversation {
  const values = statements.flatMap(({ fact, reading }) =>
    reading.kind === 'value' ? [[fact.name, reading.value] as const] : [],
  );
  const { matter } = conversation;
  const measured = statements.findLast((one) => one.reading.kind === 'value' && isMeasured(one.fact));
  const said = measured?.fact.name ?? values.at(-1)?.[0];
  const fact = said ?? (matter?.rule === rule ? matter.fact : undefined);
  return {
    ...conversation,
    facts: replaced(conversation.facts, Object.fromEntries(values)),
    matter: { rule, entry: entry.id, ...(fact && { fact }) },
  };
}

/** The first of each pair says more than the second, and what is newer replaces the other. */
const opposites: readonly (readonly [string, string])[] = [
  ['lastModifiedAt', 'everModified'],
  ['paymentReceivedAt', 'paymentReceived'],
  ['rechargedAmounts', 'rechargedAmount'],
];

/** New values replace the old ones, and those that they contradict or make needless. */
function replaced(facts: StatedFacts, latest: StatedFacts): StatedFacts {
  const stale = opposites.flatMap(([more, less]) => {
    if (more in latest) return [less];
    return less in latest && latest[less] !== true ? [more] : [];
  });
  const all = Object.entries({ ...facts, ...latest });
  return Object.fromEntries(all.filter(([name]) => !stale.includes(name)));
}
