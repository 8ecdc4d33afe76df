/** A question about oneself: which rule it calls for, what was said beside it, and what the rule makes of it. */
import type { RuleResult } from '../../intents/rules/types.ts';
import type { Fact, LoadedEntry } from '../../knowledge/schema.ts';
import { readFacts, type Statement } from '../understand/facts.ts';
import { keepLatestOf } from '../understand/latest.ts';
import { plainText } from '../understand/plain-text.ts';
import { askingPart, asks, isBrief } from '../understand/questions.ts';
import { plannedInstant } from './planned.ts';
import { preparedFor } from './prepared.ts';
import type { Scene } from './scene.ts';

export interface OwnCase {
  readonly entry: LoadedEntry;
  readonly rule: string;
  readonly statements: readonly Statement[];
  /** A sentence to stand before the result, by id. */
  readonly intro?: string;
}

export interface WeighedCase extends OwnCase {
  /** How much the text says that this rule can use. */
  readonly weight: number;
  /** Length of the longest word of the question that this rule answers; 0 where it has none. */
  readonly asked: number;
  /** Words of its facts, told or not. */
  readonly hints: number;
}

export type Facts = Readonly<Record<string, unknown>>;

/** Facts that a rule can use, with their words. */
export function factsOf({ expertise }: Pick<Scene, 'expertise'>, rule: string): readonly Fact[] {
  return preparedFor(expertise.knowledge).factsOf.get(rule) ?? [];
}

/** Every rule of the entry, with what the text says for it. */
export function casesOf(scene: Scene, entry: LoadedEntry, text: string): WeighedCase[] {
  const plain = plainText(text);
  const question = askingPart(plain);
  return entry.rules.map((rule) => {
    const facts = factsOf(scene, rule);
    const statements = statementsOf(scene, rule, text);
    const hints = facts.filter((fact) => isSpokenOf(plain, fact)).length;
    const asked = askedFor(scene, rule, question);
    const weight = askedWeight(asked) + (weightOf(statements) || hints * hintWeight);
    return { entry, rule, statements, weight, asked, hints };
  });
}

const isSpokenOf = keepLatestOf(
  (plain, { cues }: Fact): boolean => cues?.some((cue) => plain.includes(cue)) ?? false,
);

function statementsOf(scene: Scene, rule: string, text: string): readonly Statement[] {
  const { statements } = scene.worked;
  const key = `${rule} ${text}`;
  const known = statements.get(key);
  if (known) return known;
  const { today, expertise } = scene;
  const others = expertise.knowledge.facts.values();
  const read = readFacts(text, factsOf(scene, rule), { today, others });
  const made = read.filter(({ cued }) => cued || isBrief(text));
  statements.set(key, made);
  return made;
}

/** The rule of the entry for which the text says most; undefined when the entry has none. */
export function findCase(scene: Scene, entry: LoadedEntry, text: string): WeighedCase | undefined {
  const all = casesOf(scene, entry, text);
  const asked = asks(text) ? all.filter((own) => own.asked > 0) : [];
  // what is asked goes before what is told, where it is asked of one rule alone
  const cases = asked.length === 1 ? asked : all;
  const most = Math.max(...cases.map(({ weight }) => weight));
  return cases.find(({ weight }) => weight === most);
}

/** What a word of the question weighs that only some of the rules with the same facts answer; a long one says more. */
const askedWeight = (length: number): number => (length > 0 ? 0.5 + 0.05 * Math.min(length, 8) : 0);
/** What a word weighs that speaks of a fact without telling it; it counts where nothing is told. */
export const hintWeight = 0.2;

/** Length of the longest word of the question that this rule answers. Takes `plainText`. */
export function askedFor({ expertise }: Scene, rule: string, plain: string): number {
  const words = expertise.knowledge.rules.get(rule)?.asked;
  return words ? longestIn(plain, words) : 0;
}

const longestIn = keepLatestOf((plain, words: readonly string[]) =>
  Math.max(0, ...words.filter((word) => plain.includes(word)).map((word) => word.length)),
);

function weightOf(statements: readonly Statement[]): number {
  const weights = statements.map(({ fact, cued }) => (isMeasured(fact) ? (cued ? 2 : 1) : 0.5));
  return weights.reduce((sum, weight) => sum + weight, 0);
}

/** Whether a day, a count or an amount was told; a word such as 个人 says nothing of one's own case. */
export const tellsOwnCase = ({ statements }: Pick<OwnCase, 'statements'>): boolean =>
  statements.some(({ fact }) => isMeasured(fact));

/** Facts of which one word settles whether a payment counts, whoever says it. */
export const settlesPayment = ({ name }: Fact): boolean => name === 'channel' || name === 'payerAccount';

/** Facts that only one's own case has. */
export const isMeasured = ({ kind }: Fact): boolean =>
  kind === 'day' || kind === 'count' || kind === 'amount';

/** The value of every statement that has one, by the name of its fact. */
export function valuesOf(statements: readonly Statement[]): Facts {
  return Object.fromEntries(
    statements.flatMap(({ fact, reading }) =>
      reading.kind === 'value' ? [[fact.name, reading.value] as const] : [],
    ),
  );
}

/** Facts of the signed-in account; none when nobody is, or when they cannot be had. */
export async function accountFacts(scene: Scene): Promise<Facts> {
  const found = await scene.account();
  return found.status === 'known' ? found.facts : {};
}

const methodOf: Readonly<Record<string, string>> = { transfer: 'corporate_transfer', recharge: 'recharge' };

/** What the matter itself says of the case: who pays whom is a way of verifying, and most ways are for enterprises. */
function impliedFacts({ facets }: LoadedEntry, facts: Facts): Facts {
  const method = facts.method ?? methodOf[facets.flow ?? ''];
  const isEnterprise = method !== undefined && method !== 'wechat_official_account';
  return {
    ...(method !== undefined && { method }),
    ...((facets.subject === 'enterprise' || isEnterprise) && { subject: 'enterprise' }),
  };
}

/** The rule's result from these facts and from what the matter itself says; the latter is not among `told`. */
export function runCase(
  scene: Scene,
  { entry, rule }: Pick<OwnCase, 'entry' | 'rule'>,
  facts: Facts,
): { readonly result: RuleResult; readonly told: readonly string[] } {
  const result = resultFrom(scene, rule, { ...impliedFacts(entry, facts), ...facts });
  return { result, told: Object.keys(result.facts).filter((name) => name in facts) };
}

function resultFrom(scene: Scene, rule: string, facts: Facts): RuleResult {
  const { expertise, now, worked } = scene;
  const key = `${rule} ${JSON.stringify(facts)}`;
  const result = worked.results.get(key) ?? expertise.rules.run(rule, facts, now);
  worked.results.set(key, result);
  const planned = plannedInstant(scene, facts, result);
  return planned ? expertise.rules.run(rule, facts, planned) : result;
}

/** The first case that the known facts, of the account and stated before, are enough for. */
export async function computable(scene: Scene, candidates: readonly OwnCase[]): Promise<OwnCase | undefined> {
  const facts = { ...(await accountFacts(scene)), ...scene.conversation.facts };
  if (Object.keys(facts).length === 0) return undefined;
  return candidates.find((own) => {
    const { result, told } = runCase(scene, own, facts);
    return result.status === 'ok' && told.length > 0;
  });
}

/** Where nothing was told with the question, the entry's rule that is known enough for, else the case as it is. */
export async function knownCase(scene: Scene, own: OwnCase): Promise<OwnCase> {
  if (own.statements.length > 0) return own;
  const others = own.entry.rules.filter((rule) => rule !== own.rule);
  const cases = [own, ...others.map((rule) => ({ ...own, rule }))];
  return (await computable(scene, cases)) ?? own;
}
