/** The case that a message speaks of where routing alone does not say: by what it tells, what it asks, and what is known. */
import type { Match } from '../../intents/types.ts';
import type { Statement } from '../understand/facts.ts';
import { plainText } from '../understand/plain-text.ts';
import { asks, isBrief } from '../understand/questions.ts';
import {
  asksForOneself,
  asksForResult,
  asksHowOften,
  asksWhatIsLeft,
  speaksOfOneself,
} from '../understand/speech.ts';
import { toldValues } from '../understand/told-values.ts';
import { askedAnywhere, type Candidate, candidatesOf, heaviest } from './case-candidates.ts';
import { accountFacts, computable, hintWeight, type OwnCase, type WeighedCase } from './own-case.ts';
import { entryOf, type Scene } from './scene.ts';
import { toldCase } from './told-case.ts';

/** Of a question without an answer only so many are looked at, and only for what it asks in so many words. */
const mostUnanswered = 3;
/**
 * The case of a question that did not route clearly, or that went where what was told or is known is of no use:
 * the one whose facts were told, else the one that is spoken of already, that the words ask for, that the account's
 * facts are enough for, or that every option comes down to.
 */
export async function findCaseAmong(scene: Scene, match: Match): Promise<OwnCase | undefined> {
  if (match.decision === 'smalltalk' || !isBrief(match.text)) return undefined;
  if (asksHowOften(plainText(match.text))) return undefined;
  if (match.decision === 'answer' && !(await mayBeOwn(scene, plainText(match.text)))) return undefined;
  const candidates = candidatesOf(scene, match);
  const found = toldCase(scene, match, candidates) ?? (await personalCase(scene, match, candidates));
  return found && (match.decision === 'answer' ? found : atHome(scene, found));
}

/** A question with an answer is a case of one's own only where a value is told, or where the account may know one. */
async function mayBeOwn(scene: Scene, plain: string): Promise<boolean> {
  if (!asksForResult(plain) && !asksWhatIsLeft(plain)) return false;
  return toldValues(plain, scene).length > 0 || (await scene.account()).status === 'known';
}

/** The case of somebody who asks about themselves without having told any facts in the message. */
async function personalCase(
  scene: Scene,
  match: Match,
  candidates: readonly Candidate[],
): Promise<OwnCase | undefined> {
  const plain = plainText(match.text);
  const isPersonal = await speaksForOneself(scene, match);
  const isKnown = (await scene.account()).status === 'known';
  const isOwn = isPersonal || (speaksOfOneself(plain) && asks(match.text));
  if (!isOwn && isKnown && match.decision === 'clarify' && asksForResult(plain))
    return knownAnswer(scene, candidates);
  if (!isOwn) return undefined;
  switch (match.decision) {
    case 'clarify': {
      const near = await ofSubject(
        scene,
        candidates.filter((one) => one.isNear || one.asked > 0),
      );
      return isPersonal ? chooseCase(scene, match, near) : spokenCase(scene, plain, near);
    }
    case 'fallback':
      return askedCase(
        scene,
        candidates.filter(({ rank }) => rank < mostUnanswered),
      );
    case 'boundary':
      return isKnown ? knownAnswer(scene, candidates) : undefined;
    default:
      return isPersonal && isKnown ? betterKnown(scene, match, candidates) : undefined;
  }
}

/**
 * Whether it is about oneself. A signed-in person, or one who told facts before, need not say "my", nor who tells a
 * value beside a question that only leaves the entry open: "什么时候能再改？上一次是2月20日".
 */
async function speaksForOneself(scene: Scene, { text, decision }: Match): Promise<boolean> {
  const plain = plainText(text);
  if (asksForOneself(plain)) return true;
  if (!asksWhatIsLeft(plain)) return false;
  const tells = decision === 'clarify' && toldValues(plain, scene).length > 0;
  if (tells || scene.conversation.matter !== undefined) return true;
  return (await scene.account()).status === 'known';
}

async function chooseCase(
  scene: Scene,
  match: Match,
  near: readonly Candidate[],
): Promise<OwnCase | undefined> {
  const again = goesOn(scene, near);
  if (again) return again;
  const asked = await knownAnswer(scene, near);
  if (asked) return asked;
  const hinted = heaviest(near);
  if (hinted && hinted.weight >= hintWeight && isAlone(hinted, near)) return hinted;
  const spokenOf = heaviest(near.filter(({ entry }) => entry.id === scene.conversation.topic));
  return spokenOf ?? (await computable(scene, near)) ?? shared(match, near);
}

/** Whoever speaks of themselves is answered from the account where it knows enough, or asked for what they ask about. */
async function spokenCase(
  scene: Scene,
  plain: string,
  near: readonly Candidate[],
): Promise<OwnCase | undefined> {
  const known = await knownAnswer(scene, near);
  if (known) return known;
  if (!asksForResult(plain)) return undefined;
  const asked = near.filter((one) => one.asked > 0 && one.hints > 0);
  const [only] = asked;
  return only && asked.every(({ rule }) => rule === only.rule) ? only : computable(scene, near);
}

/** Of a question without an answer: what it asks in so many words, where the account knows it or it speaks of a fact. */
async function askedCase(scene: Scene, candidates: readonly Candidate[]): Promise<OwnCase | undefined> {
  const known = await knownAnswer(scene, candidates);
  if (known) return known;
  const asked = candidates.filter(({ asked }) => asked > 0);
  const [only] = asked;
  return only && asked.every(({ rule }) => rule === only.rule) ? only : undefined;
}

/** The case that the question asks for in the longest word, of those that the account knows enough for. */
function knownAnswer(scene: Scene, candidates: readonly WeighedCase[]): Promise<OwnCase | undefined> {
  const asked = candidates.filter((one) => one.asked > 0);
  return computable(
    scene,
    [...asked].sort((a, b) => b.asked - a.asked),
  );
}

/** A question that was answered elsewhere, where the account knows nothing of that but of something that is as near. */
async function betterKnown(
  scene: Scene,
  { text }: Match,
  candidates: readonly Candidate[],
): Promise<OwnCase | undefined> {
  const first = candidates.filter(({ rank }) => rank === 0);
  if (first.length === 0 || (await computable(scene, first))) return undefined;
  const flow = first[0]?.entry.facets.flow;
  const spokenOf = askedAnywhere(scene, text).filter(
    ({ hints, entry }) => hints > 0 || (flow !== undefined && entry.facets.flow === flow),
  );
  return knownAnswer(scene, [...candidates.filter(({ isNear }) => isNear), ...spokenOf]);
}

/** The rule that was worked on last, where a candidate has it too. */
function goesOn({ conversation }: Scene, near: readonly Candidate[]): OwnCase | undefined {
  const { matter } = conversation;
  const asked = near.filter(({ asked }) => asked > 0);
  const same = (asked.length > 0 ? asked : near).find(({ rule }) => rule === matter?.rule);
  return same && { entry: same.entry, rule: same.rule, statements: [] };
}

/** No other rule is spoken of as much. */
const isAlone = (best: Candidate, others: readonly Candidate[]): boolean =>
  others.every(({ rule, weight }) => rule === best.rule || weight < best.weight);

/** Of candidates that differ in the subject, those of the subject that the account is verified as. */
async function ofSubject(scene: Scene, candidates: Candidate[]): Promise<Candidate[]> {
  const { verifiedAs } = await accountFacts(scene);
  const own = candidates.filter(({ entry }) => (entry.facets.subject ?? verifiedAs) === verifiedAs);
  const named = candidates.some(({ statements }) => statements.some(tellsOwner));
  return verifiedAs === undefined || own.length === 0 || named ? candidates : own;
}

/** How many more are wanted may be said by anybody. */
const tellsOwner = ({ cued, fact }: Statement): boolean => cued && fact.name !== 'accountsWanted';

function shared({ options = [] }: Match, candidates: readonly Candidate[]): OwnCase | undefined {
  const offered = options.map((id) => heaviest(candidates.filter(({ entry }) => entry.id === id)));
  const [first] = offered;
  return offered.every((own) => own && own.rule === first?.rule) ? first : undefined;
}

/** The same case at the entry that its rule belongs to, unless that entry is about the same anyway. */
function atHome(scene: Scene, own: OwnCase): OwnCase {
  const home = entryOf(scene, scene.expertise.knowledge.rules.get(own.rule)?.entry);
  return !home || home.facets.what === own.entry.facets.what ? own : { ...own, entry: home };
}
