/** Works a person's own case out: facts of the account and of the person go into the rule, or the next one is asked for. */
import type { Option } from '../../adapters/channel.ts';
import type { RuleResult } from '../../intents/rules/types.ts';
import type { Fact, LoadedEntry } from '../../knowledge/schema.ts';
import type { Statement } from '../understand/facts.ts';
import { speaksOfOneself } from '../understand/speech.ts';
import { answerWith, sentence } from './compose.ts';
import { askFor, type Basis, computedWith, notComputed, offerOf } from './compose-result.ts';
import type { Conversation } from './conversation.ts';
import { type OwnCase, remember, tellsOwnCase } from './own-case.ts';
import { after, type Draft, inWords, type Outcome, type Scene } from './scene.ts';

type Facts = Readonly<Record<string, unknown>>;

/** Rules that one answer offers to work out, at most. */
const mostOffers = 2;

/** The result of the case, or the question for the first fact that is missing or cannot be. */
export async function workOut(scene: Scene, own: OwnCase): Promise<Outcome> {
  const here = after(scene, remember(scene.conversation, own));
  const unusable = own.statements.find(({ reading }) => reading.kind !== 'value');
  if (unusable) return ask(here, own, { fact: unusable.fact, because: whyAgain(scene, unusable.reading) });
  const found = await scene.account();
  return conclude(here, own, found.status === 'known' ? found.facts : {});
}

async function conclude(scene: Scene, own: OwnCase, account: Facts): Promise<Outcome> {
  const { conversation } = scene;
  const result = run(scene, own.rule, { ...account, ...conversation.facts });
  switch (result.status) {
    case 'ok':
      return settle(scene, own.entry, worked(scene, own, { result, account }));
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
  { result, account }: { result: RuleResult; account: Facts },
): Draft[] {
  const { entry, rule } = own;
  const stated = scene.conversation.facts;
  const other = run(scene, rule, { ...stated, ...account });
  const differs = other.status === 'ok' && JSON.stringify(other.facts) !== JSON.stringify(result.facts);
  const basis = basisOf(result, { stated, account });
  if (!differs) return [computedWith(scene, { entry, result, basis })];
  return [
    computedWith(scene, { entry, result, basis: 'stated', intro: 'basis_differs' }),
    computedWith(scene, { entry, result: other, basis: 'account' }),
  ];
}

/** What was stated counts as stated, unless the account says the same. */
function basisOf(result: RuleResult, { stated, account }: { stated: Facts; account: Facts }): Basis {
  const own = Object.keys(result.facts).filter((name) => !(name in account));
  const differing = Object.keys(result.facts).filter(
    (name) => name in stated && stated[name] !== account[name],
  );
  return own.length > 0 || differing.length > 0 ? 'stated' : 'account';
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
  const found = await scene.account();
  const account = found.status === 'known' ? found.facts : {};
  const told =
    own && (tellsOwnCase(own) || (speaksOfOneself(scene.plain) && own.statements.length > 0))
      ? own
      : undefined;
  const stated = told ? remember({ ...scene.conversation, facts: {} }, told).facts : {};
  for (const rule of told ? [told.rule] : entry.rules) {
    const result = run(scene, rule, { ...account, ...stated });
    if (result.status !== 'ok' || Object.keys(result.facts).length === 0) continue;
    return [computedWith(scene, { entry, result, basis: basisOf(result, { stated, account }) })];
  }
  return [];
}

/** What an answer offers to work out. */
export function offersOf(scene: Scene, entry: LoadedEntry, except?: string): Option[] {
  return entry.rules
    .filter((rule) => rule !== except)
    .slice(0, mostOffers)
    .flatMap((rule) => offerOf(scene, entry, rule));
}

/** Whether the case that is worked on comes to a result by counting working days. */
export async function countsWorkdays(scene: Scene): Promise<boolean> {
  const { matter, facts } = scene.conversation;
  if (!matter) return false;
  const found = await scene.account();
  const result = run(scene, matter.rule, { ...(found.status === 'known' && found.facts), ...facts });
  return 'steps' in result && result.steps.some(({ id }) => id === 'workdays_counted');
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

function run(scene: Scene, rule: string, facts: Facts): RuleResult {
  return scene.expertise.rules.run(rule, facts, scene.now);
}
