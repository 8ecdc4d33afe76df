/** Works a person's own case out: facts of the account and of the person go into the rule, or the next one is asked for. */
import type { Option } from '../../adapters/channel.ts';
import type { RuleResult } from '../../intents/rules/types.ts';
import type { Fact, LoadedEntry } from '../../knowledge/schema.ts';
import type { Statement } from '../understand/facts.ts';
import { speaksOfOneself } from '../understand/speech.ts';
import { answerWith, sentence } from './compose.ts';
import { askFor, type Basis, computedWith, notComputed, offerOf } from './compose-result.ts';
import type { Conversation } from './conversation.ts';
import { accountFacts, type Facts, type OwnCase, runCase, settlesPayment, tellsOwnCase } from './own-case.ts';
import { remember, replaced, withEarlierPayments, withFreshAttempts } from './remember.ts';
import { after, type Draft, entryOf, inWords, type Outcome, type Scene } from './scene.ts';

/** Rules that one answer offers to work out, at most. */
const mostOffers = 2;

/** The result of the case, or the question for the first fact that is missing or cannot be. */
export async function workOut(from: Scene, told: OwnCase): Promise<Outcome> {
  const { scene, own } = withFreshAttempts(from, told);
  return workOutTold(scene, withEarlierPayments(scene, own));
}

async function workOutTold(scene: Scene, own: OwnCase): Promise<Outcome> {
  const here = after(scene, remember(scene.conversation, own));
  const unusable = own.statements.find(({ reading }) => reading.kind !== 'value');
  if (unusable) return ask(here, own, { fact: unusable.fact, because: whyAgain(scene, unusable.reading) });
  return conclude(here, own, await accountFacts(scene));
}

async function conclude(scene: Scene, own: OwnCase, account: Facts): Promise<Outcome> {
  const { conversation } = scene;
  const { result, told } = runCase(scene, own, replaced<Facts>(account, conversation.facts));
  switch (result.status) {
    case 'ok':
      return settle(scene, own.entry, worked(scene, own, { result, told, account }));
    case 'needs_facts':
      return askFirst(scene, own, result.missing);
    case 'invalid': {
      const stated = result.fields.find(({ fact }) => fact in conversation.facts);
      if (stated) return askAgain(scene, own, stated);
      const usable = Object.entries(account).filter(([name]) =>
        result.fields.every(({ fact }) => fact !== name),
      );
      return usable.length < Object.keys(account).length
        ? conclude(scene, own, Object.fromEntries(usable))
        : settle(scene, own.entry, [answerWith(scene, own.entry)]);
    }
    default:
      return settle(scene, own.entry, [notComputed(scene, own.entry, result)]);
  }
}

/** Both results where the account and the person differ; neither silently wins. */
function worked(
  scene: Scene,
  own: OwnCase,
  { result, told, account }: { result: RuleResult; told: readonly string[]; account: Facts },
): Draft[] {
  const { entry } = own;
  const stated = scene.conversation.facts;
  const { result: other } = runCase(scene, own, replaced<Facts>(stated, account));
  const differs =
    other.status === 'ok' &&
    JSON.stringify(other.facts) !== JSON.stringify(result.facts) &&
    JSON.stringify(other.values) !== JSON.stringify('values' in result ? result.values : {});
  const basis = basisOf(told, { stated, account });
  if (!differs)
    return [computedWith(scene, { entry, result, ...basis, ...(own.intro && { intro: own.intro }) })];
  return [
    computedWith(scene, { entry, result, basis: 'stated', intro: 'basis_differs' }),
    computedWith(scene, { entry, result: other, basis: 'account' }),
  ];
}

/** What was stated counts as stated, unless the account says the same; where both gave something, both are named. */
function basisOf(
  told: readonly string[],
  { stated, account }: { stated: Facts; account: Facts },
): { basis: Basis; isMixed: boolean } {
  const own = told.filter((name) => !(name in account) || (name in stated && stated[name] !== account[name]));
  if (own.length === 0) return { basis: told.length > 0 ? 'account' : 'stated', isMixed: false };
  return { basis: 'stated', isMixed: own.length < told.length };
}

async function askFirst(scene: Scene, own: OwnCase, missing: readonly string[]): Promise<Outcome> {
  const fact = scene.expertise.knowledge.facts.get(missing[0] ?? '');
  const { status } = await scene.account();
  if (fact && status !== 'unavailable') return ask(scene, own, { fact });
  const intro = status === 'unavailable' ? { intro: 'accounts_unavailable' } : {};
  return settle(scene, own.entry, [answerWith(scene, own.entry, intro)]);
}

function askAgain(
  scene: Scene,
  own: OwnCase,
  field: { fact: string; reason: string },
): Promise<Outcome> | Outcome {
  const { [field.fact]: _, ...facts } = scene.conversation.facts;
  const here = after(scene, { ...scene.conversation, facts });
  const fact = scene.expertise.knowledge.facts.get(field.fact);
  const because = whyAgain(scene, { kind: 'invalid', reason: field.reason });
  return fact ? ask(here, own, { fact, because }) : conclude(here, own, {});
}

/** Asks for a fact and remembers that it did. */
export function ask(
  scene: Scene,
  { entry, rule }: Pick<OwnCase, 'entry' | 'rule'>,
  asked: { fact: Fact; because?: string },
): Outcome {
  const { conversation } = scene;
  const { pending } = conversation;
  const again = pending?.fact === asked.fact.name && pending.rule === rule;
  const reply = askFor(scene, entry, asked);
  return {
    replies: [reply],
    conversation: {
      ...conversation,
      topic: entry.id,
      pending: { rule, entry: entry.id, fact: asked.fact.name, tries: again ? pending.tries + 1 : 0 },
      options: [...(reply.options ?? [])],
      awaits: 'fact',
    },
  };
}

/** Why a value cannot be taken; stands before the repeated question. */
export function whyAgain(scene: Scene, reading: Statement['reading']): string {
  const reason = reading.kind === 'invalid' ? scene.expertise.knowledge.invalid[reading.reason] : undefined;
  if (reason === undefined) return sentence(scene, 'ask_again_vague');
  return sentence(scene, 'ask_again_invalid', { reason: inWords(scene, reason) });
}

/** A result to stand beside a general answer: from the account, or from days and counts said in the same message. */
export async function besides(scene: Scene, entry: LoadedEntry, own: OwnCase | undefined): Promise<Draft[]> {
  const account = await accountFacts(scene);
  const said = own && speaksOfOwn(scene, own) ? own : undefined;
  const stated = said ? remember({ ...scene.conversation, facts: {} }, said).facts : {};
  const known = { ...account, ...stated };
  if (Object.keys(known).length === 0) return [];
  for (const rule of said ? [said.rule] : entry.rules) {
    const { result, told } = runCase(scene, { entry, rule }, known);
    if (told.length === 0) continue;
    if (result.status === 'ok')
      return [computedWith(scene, { entry, result, ...basisOf(told, { stated, account }) })];
    if (result.status === 'not_applicable' && said) return [notComputed(scene, entry, result)];
  }
  return [];
}

/** Days, counts, having or not having something are one's own; other words are where one speaks of oneself. */
const speaksOfOwn = ({ plain }: Scene, own: OwnCase): boolean =>
  tellsOwnCase(own) ||
  own.statements.filter(({ fact }) => fact.kind === 'boolean').length > 1 ||
  own.statements.some(({ fact }) => settlesPayment(fact)) ||
  (speaksOfOneself(plain) && own.statements.length > 0);

/** What an answer offers to work out. */
export function offersOf(scene: Scene, entry: LoadedEntry, except?: string): Option[] {
  return entry.rules
    .filter((rule) => rule !== except)
    .slice(0, mostOffers)
    .flatMap((rule) => offerOf(scene, entry, rule));
}

/** The result of the case that is worked on, as it stands; undefined when there is none. */
export async function resultOf(scene: Scene): Promise<RuleResult | undefined> {
  const { matter, facts } = scene.conversation;
  const entry = entryOf(scene, matter?.entry);
  if (!matter || !entry) return undefined;
  const known = replaced<Facts>(await accountFacts(scene), facts);
  return runCase(scene, { entry, rule: matter.rule }, known).result;
}

/** Whether the case that is worked on comes to a result by counting working days. */
export async function countsWorkdays(scene: Scene): Promise<boolean> {
  const result = await resultOf(scene);
  return (
    result !== undefined && 'steps' in result && result.steps.some(({ id }) => id === 'workdays_counted')
  );
}

/** The conversation after a reply that ends a case; what is pending for another one waits on. */
export function settle(scene: Scene, entry: LoadedEntry, replies: readonly Draft[]): Outcome {
  const { pending, ...conversation } = scene.conversation;
  const waits = pending && pending.rule !== conversation.matter?.rule ? { pending } : {};
  return { replies, conversation: offering({ ...conversation, ...waits, topic: entry.id }, replies) };
}

/** Remembers what the last of the replies offers. */
export function offering(conversation: Conversation, replies: readonly Draft[]): Conversation {
  const options = replies.findLast((reply) => reply.options !== undefined)?.options ?? [];
  const awaits = replies.some(({ act }) => act === 'clarify') ? 'choice' : 'nothing';
  return { ...conversation, options: [...options], awaits };
}
