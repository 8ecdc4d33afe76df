/** What a conversation keeps of a case: what was stated in it, the newest word last, and that it is worked on. */
import type { Statement } from '../understand/facts.ts';
import type { Conversation, StatedFacts } from './conversation.ts';
import { type Facts, isMeasured, type OwnCase, valuesOf } from './own-case.ts';
import { after, type Scene } from './scene.ts';

/** The conversation with what was stated in it, and this case as the one that is worked on. */
export function remember(conversation: Conversation, { entry, rule, statements }: OwnCase): Conversation {
  const values = valuesOf(statements) as StatedFacts;
  const { matter } = conversation;
  const measured = statements.findLast((one) => one.reading.kind === 'value' && isMeasured(one.fact));
  const said = measured?.fact.name ?? Object.keys(values).at(-1);
  const fact = said ?? (matter?.rule === rule ? matter.fact : undefined);
  return {
    ...conversation,
    facts: replaced(conversation.facts, values),
    matter: { rule, entry: entry.id, ...(fact && { fact }) },
  };
}

const adds = /又|再(?!说)|另外|多充|补了?|追加|还充|\b(?:another|also|again|more)\b/;
const replaces = /重新|重充|改成|不对|不是|应该是|instead/;

/** "又多充了0.5": one more payment beside those told before. */
export function withEarlierPayments({ plain, conversation, expertise }: Scene, own: OwnCase): OwnCase {
  const { rechargedAmounts, rechargedAmount } = conversation.facts;
  const earlier = Array.isArray(rechargedAmounts) ? rechargedAmounts : [rechargedAmount];
  const several = expertise.knowledge.facts.get('rechargedAmounts');
  if (!several || typeof earlier[0] !== 'string' || !adds.test(plain) || replaces.test(plain)) return own;
  const statements = own.statements.map((one) =>
    one.fact.name === 'rechargedAmount' && one.reading.kind === 'value'
      ? {
          ...one,
          fact: several,
          reading: { kind: 'value' as const, value: [...earlier, one.reading.value].map(String) },
        }
      : one,
  );
  return { ...own, statements };
}

/** A wrong amount after the bank details were submitted anew is the first since then; those before it are over. */
export function withFreshAttempts(scene: Scene, own: OwnCase): { scene: Scene; own: OwnCase } {
  const { bankInfoResubmitted, ...facts } = scene.conversation.facts;
  const isAfter = bankInfoResubmitted === true && own.statements.some(tellsWrong);
  const isSameMessage = own.statements.some(({ fact }) => fact.name === 'bankInfoResubmitted');
  if (!isAfter || isSameMessage) return { scene, own };
  const before = /又/.test(scene.plain) ? 1 : 0;
  const statements = own.statements.map((one) =>
    tellsWrong(one) && one.reading.kind === 'value'
      ? {
          ...one,
          reading: { kind: 'value' as const, value: Math.max(Number(one.reading.value) - before, 1) },
        }
      : one,
  );
  return { scene: after(scene, { ...scene.conversation, facts }), own: { ...own, statements } };
}

const tellsWrong = ({ fact, reading }: Statement): boolean =>
  fact.name === 'wrongAttempts' && reading.kind === 'value' && Number(reading.value) > 0;

/** The first of each pair says more than the second, and what is newer replaces the other. */
const opposites: readonly (readonly [string, string])[] = [
  ['lastModifiedAt', 'everModified'],
  ['paymentReceivedAt', 'paymentReceived'],
  ['rechargedAmounts', 'rechargedAmount'],
];

/** Told of a payment; where the newer word is that there was none, they are not of that case. */
const needPayment = ['wrongAttempts', 'bankInfoResubmitted'];

/** New values replace the old ones, and those that they contradict or make needless. */
export function replaced<F extends Facts>(facts: F, latest: F): F {
  const stale = opposites.flatMap(([more, less]) => {
    if (more in latest) return latest[less] === true ? [] : [less];
    return less in latest && latest[less] !== true ? [more] : [];
  });
  const needless = opposites.flatMap(([more, less]) =>
    more in facts && latest[less] === true ? [less] : [],
  );
  if ('subject' in latest && !('method' in latest)) stale.push('method', 'amountEnteredCorrectly');
  if ('method' in latest && !('subject' in latest)) stale.push('subject');
  if (latest.paymentReceived === false) stale.push(...needPayment.filter((name) => !(name in latest)));
  const all = Object.entries({ ...facts, ...latest });
  const dropped = [...stale, ...needless];
  return Object.fromEntries(all.filter(([name]) => !dropped.includes(name))) as F;
}
