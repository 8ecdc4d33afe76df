/** A message that picks one of the options that were offered, by a button, a number or some words. */
import type { Option } from '../../adapters/channel.ts';
import type { Match } from '../../intents/types.ts';
import { counting, pickChoice, pickExactly, pickOption } from '../understand/choices.ts';
import type { Statement } from '../understand/facts.ts';
import { asks } from '../understand/questions.ts';
import { agrees, rejectsAll, wantsResult } from '../understand/speech.ts';
import { answerEntry } from './answer-question.ts';
import { askWhich, narrowByWords } from './clarify.ts';
import { chooseAgain, compose, say, sentence } from './compose.ts';
import { offeredRule } from './compose-result.ts';
import type { Conversation } from './conversation.ts';
import { choiceMade } from './distinguish.ts';
import { after, entryOf, inWords, type Outcome, type Scene } from './scene.ts';
import { workOut } from './work-out.ts';

/** The reply to a picked option; undefined when the message picks none. */
export async function followChoice(scene: Scene): Promise<Outcome | undefined> {
  const { choice } = scene.message;
  const { options } = scene.conversation;
  if (choice !== undefined) {
    const picked = pickChoice(choice, options);
    const option = picked === undefined ? named(scene, String(choice)) : options[picked];
    if (option) return follow(scene, option) ?? offerAnew(scene, option);
  }
  const { awaits } = scene.conversation;
  if (awaits === 'fact' || isCountAsked(scene)) return undefined;
  const picked = awaits === 'choice' ? pickInWords(scene) : pickExactly(scene.text, options);
  const option = picked === undefined ? undefined : options[picked];
  if (option) return follow(scene, option) ?? offerAnew(scene, option);
  if (awaits === 'choice' && rejectsAll(scene.plain)) return none(scene);
  const narrowed = awaits === 'choice' ? narrowByWords(scene) : undefined;
  if (narrowed) return narrow(scene, narrowed);
  return takeUpOffer(scene);
}

/** Words that lead to just one of what was offered: "是填对了但是不给过" after "输错了还是输对了被拒？". */
export async function choiceByRoute(
  scene: Scene,
  { decision, options = [] }: Match,
): Promise<Outcome | undefined> {
  const { awaits, options: offered } = scene.conversation;
  if (awaits !== 'choice' || decision !== 'clarify' || asks(scene.text)) return undefined;
  if ([...scene.plain].length < shortestMeaning) return undefined;
  const [only, other] = offered.filter(({ entry }) => entry !== undefined && options.includes(entry));
  return only && !other ? follow(scene, only) : undefined;
}

/** Fewer characters lead anywhere. */
const shortestMeaning = 4;

/** "2个" answers a pending "how many", whatever was offered in between; "2" alone picks. */
function isCountAsked({ conversation, expertise, plain }: Scene): boolean {
  const fact = expertise.knowledge.facts.get(conversation.pending?.fact ?? '');
  return fact?.kind === 'count' && counting.test(plain);
}

/** The picked option has left the knowledge base since it was offered: what is left of the offer stands. */
function offerAnew(scene: Scene, picked: Option): Outcome | undefined {
  const isThere = ({ entry }: Option) => entry === undefined || entryOf(scene, entry) !== undefined;
  if (isThere(picked)) return undefined;
  const options = scene.conversation.options.filter(isThere);
  const reply = compose({
    act: options.length > 0 ? 'clarify' : 'notice',
    parts: [sentence(scene, 'option_gone')],
    options,
  });
  const awaits = options.length > 0 ? scene.conversation.awaits : 'nothing';
  return { replies: [reply], conversation: { ...scene.conversation, options, awaits } };
}

/** The option that the text names, by what is asked for or by the name of its entry. */
function pickInWords(scene: Scene): number | undefined {
  const { options } = scene.conversation;
  const byEntry = options.map((option) => {
    const entry = entryOf(scene, option.entry);
    return entry ? { ...option, label: inWords(scene, entry.label) } : option;
  });
  return (
    pickOption(scene.text, options, scene.conceptsOf) ?? pickOption(scene.text, byEntry, scene.conceptsOf)
  );
}

/** What the words leave of the options: followed when it is one, asked between when there are more. */
function narrow(scene: Scene, options: readonly Option[]): Promise<Outcome> | Outcome | undefined {
  const [first, second] = options;
  const entry = entryOf(scene, first?.entry);
  if (!first || !entry) return undefined;
  if (!second) return follow(scene, first);
  const conversation = { ...scene.conversation, ...choiceMade(scene, entry) };
  return askWhich(after(scene, conversation), options);
}

/** None of the options: the person is asked for other words, with the ways to a human. */
function none(scene: Scene): Outcome {
  const conversation: Conversation = { ...scene.conversation, options: [], awaits: 'nothing' };
  const parts = [sentence(scene, 'none_fits'), sentence(scene, 'human')];
  return { replies: [compose({ act: 'fallback', parts })], conversation };
}

/** "好", "帮我算" after an answer that offers to work something out, and "帮我算" on its own topic at any time. */
function takeUpOffer(scene: Scene): Promise<Outcome> | undefined {
  const { options, awaits, topic, matter } = scene.conversation;
  const wants = wantsResult(scene.plain);
  if (!wants && (awaits === 'choice' || !agrees(scene.plain))) return undefined;
  const offered = options.find(({ value }) => offeredRule(value) !== undefined);
  if (offered) return follow(scene, offered);
  const entry = entryOf(scene, matter?.entry ?? topic);
  const rule = matter?.rule ?? entry?.rules[0];
  return wants && entry && rule ? workOut(scene, { entry, rule, statements: [] }) : undefined;
}

/** A number that fits no option, or words that nothing was asked about; said after nothing else fits the message. */
export function misspeltChoice(scene: Scene): Outcome | undefined {
  if (!/^[第#(（]?[\d一二三四五六七八九十]{1,2}[)）个项号]?[.。]?$/.test(scene.plain)) return undefined;
  const { conversation } = scene;
  if (conversation.options.length > 0) return { replies: [chooseAgain(scene)], conversation };
  return { replies: [say(scene, 'notice', 'nothing_to_choose')], conversation };
}

function follow(from: Scene, option: Option): Promise<Outcome> | undefined {
  const entry = entryOf(from, option.entry);
  const isAsked = from.conversation.awaits === 'choice' && from.conversation.options.includes(option);
  const scene = entry && isAsked ? after(from, { ...from.conversation, ...choiceMade(from, entry) }) : from;
  const rule = offeredRule(option.value);
  if (entry && rule && entry.rules.includes(rule)) return workOut(scene, { entry, rule, statements: [] });
  if (option.value !== undefined && !entry) return tell(scene, option.value);
  if (option.value === undefined && entry) return answerEntry(scene, entry, { text: entry.question });
  return undefined;
}

/** The picked value of the fact that is asked for. */
function tell(scene: Scene, value: string): Promise<Outcome> | undefined {
  const { pending } = scene.conversation;
  const entry = entryOf(scene, pending?.entry);
  const fact = scene.expertise.knowledge.facts.get(pending?.fact ?? '');
  if (!pending || !entry || !fact) return undefined;
  const told = fact.kind === 'boolean' ? value === 'true' : value;
  const statement: Statement = { fact, reading: { kind: 'value', value: told }, cued: true };
  return workOut(scene, { entry, rule: pending.rule, statements: [statement] });
}

/** A button of an earlier message or an opening question names its entry itself. */
function named(scene: Scene, choice: string): Option | undefined {
  const [id, value] = choice.split('#');
  const entry =
    entryOf(scene, id) ?? scene.expertise.knowledge.entries.find(({ rules }) => isOffer(rules, choice));
  if (!entry) return undefined;
  const rule = value ?? choice;
  return { label: entry.question, entry: entry.id, ...(isOffer(entry.rules, rule) && { value: rule }) };
}

const isOffer = (rules: readonly string[], value: string): boolean =>
  rules.includes(offeredRule(value) ?? '');
