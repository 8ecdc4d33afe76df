/** A question asked of a person and of a company at once: "身份证和营业执照各能认证几个账号". */
import type { Match } from '../../intents/types.ts';
import type { LoadedEntry } from '../../knowledge/schema.ts';
import { plainText } from '../understand/plain-text.ts';
import { answerEntry } from './answer-question.ts';
import { valuesNamed } from './ellipsis.ts';
import { findCase, runCase, tellsOwnCase, valuesOf } from './own-case.ts';
import { after, type Draft, entryOf, type Outcome, type Scene } from './scene.ts';
import { offering, workOut } from './work-out.ts';

const ofEach = /各|分别|都(?!是|用)|\b(?:each|both|respectively)\b/;
/** An answer that is this sure is asked of one alone. */
const sure = 0.93;

/** The answer for each of the two; undefined unless both are named, and one question is asked of them. */
export async function answerBoth(scene: Scene, match: Match): Promise<Outcome | undefined> {
  const entries = pairOf(scene, match);
  if (!entries) return undefined;
  let here = scene;
  const replies: Draft[] = [];
  for (const entry of entries) {
    const outcome = await answerOne(here, entry, match.text);
    replies.push(...outcome.replies);
    here = after(here, outcome.conversation);
  }
  const { conversation } = here;
  return {
    replies,
    conversation: conversation.awaits === 'fact' ? conversation : offering(conversation, replies),
  };
}

/** The entries of the same matter for a person and for a company, in the order in which they are named. */
function pairOf(scene: Scene, { text, decision, ranking }: Match): LoadedEntry[] | undefined {
  const [best] = ranking;
  const isSure = decision === 'answer' && (best?.confidence ?? 0) >= sure;
  if (!best || isSure || decision === 'smalltalk' || !ofEach.test(plainText(text))) return undefined;
  const named = valuesNamed(scene, text);
  if (!named.includes('personal') || !(named.includes('enterprise') || /执照/.test(text))) return undefined;
  const first = entryOf(scene, best.entry);
  const pair = ranking
    .flatMap(({ entry }) => entryOf(scene, entry) ?? [])
    .filter(({ facets }) => facets.what !== undefined && facets.what === first?.facets.what);
  const of = (subject: string) => pair.find(({ facets }) => facets.subject === subject);
  const [personal, enterprise] = [of('personal'), of('enterprise')];
  if (!personal || !enterprise) return undefined;
  return text.search(/个人|身份证/) < text.search(/公司|企业|执照/)
    ? [personal, enterprise]
    : [enterprise, personal];
}

/** Worked out where the message tells enough for it. */
function answerOne(scene: Scene, entry: LoadedEntry, text: string): Promise<Outcome> {
  const own = findCase(scene, entry, text);
  const isTold =
    own && tellsOwnCase(own) && runCase(scene, own, valuesOf(own.statements)).result.status === 'ok';
  return isTold ? workOut(scene, own) : answerEntry(scene, entry, { text: entry.question });
}
