/** A message that picks one of the options that were offered, by a button, a number or some words. */
import type { Option } from '../../adapters/channel.ts';
import type { Match } from '../../intents/types.ts';
import { pickChoice, pickExactly, pickOption } from '../understand/choices.ts';
import type { Statement } from '../understand/facts.ts';
import { answerEntry } from './answer-question.ts';
import { chooseAgain, say } from './compose.ts';
import { offeredRule } from './compose-result.ts';
import { entryOf, type Outcome, type Scene } from './scene.ts';
import { workOut } from './work-out.ts';

/** The reply to a picked option; undefined when the message picks none. */
export async function followChoice(scene: Scene): Promise<Outcome | undefined> {
  const { choice } = scene.message;
  const { options } = scene.conversation;
  if (choice !== undefined) {
    const picked = pickChoice(choice, options);
    const option = picked === undefined ? named(scene, String(choice)) : options[picked];
    if (option) return follow(scene, option);
  }
  const { awaits } = scene.conversation;
  if (awaits === 'fact') return undefined;
  const picked =
    awaits === 'choice'
      ? pickOption(scene.text, options, scene.conceptsOf)
      : pickExactly(scene.text, options);
  const option = picked === undefined ? undefined : options[picked];
  return option && follow(scene, option);
}

/** A number that fits no option, or words that nothing was asked about; said after nothing else fits the message. */
export function misspeltChoice(scene: Scene, match: Match): Outcome | undefined {
  if (!/^[第#(（]?[\d一二三四五六七八九十]{1,2}[)）个项号]?[.。]?$/.test(scene.plain)) return undefined;
  if (match.decision === 'answer') return undefined;
  const { conversation } = scene;
  if (conversation.options.length > 0) return { replies: [chooseAgain(scene)], conversation };
  return { replies: [say(scene, 'notice', 'nothing_to_choose')], conversation };
}

function follow(scene: Scene, option: Option): Promise<Outcome> | undefined {
  const entry = entryOf(scene, option.entry);
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
