/** Options as a template card: up to six as buttons, up to twenty as a list to pick from. */
import { createHash } from 'node:crypto';
import type { Option, Reply } from '../../channel.ts';
import { cutText as cut, lengthOf, pickKey } from '../pick.ts';

/** What WeCom shows without cutting, in characters; what it takes, in bytes and pieces. */
const limits = { title: 26, button: 10, choice: 11, buttons: 6, choices: 20, id: 128 } as const;

export type Card = Readonly<Record<string, unknown>>;

/** Undefined when there are more options than a card takes: the numbers in the text serve as well. */
export function renderCard(reply: Reply, title: string): Card | undefined {
  const { options = [] } = reply;
  const head = { main_title: { title: cut(title, limits.title) }, task_id: taskOf(reply) };
  if (options.length === 0 || options.length > limits.choices) return undefined;
  return options.length <= limits.buttons ? { ...head, ...buttons(options) } : { ...head, ...list(options) };
}

/** WeCom takes letters and digits alone; ids of replies hold more. */
const taskOf = ({ messageId }: Reply): string =>
  createHash('sha256').update(messageId).digest('hex').slice(0, 32);

/** Buttons are short; the whole words stand in the text before the card. */
function buttons(options: readonly Option[]): Card {
  const isShort = options.every(({ label }) => lengthOf(label) <= limits.button);
  return {
    card_type: 'button_interaction',
    button_list: options.map((option, at) => ({
      text: isShort ? option.label : cut(`${at + 1} ${option.label}`, limits.button),
      style: 1,
      key: pickKey(option, at, limits.id),
    })),
  };
}

function list(options: readonly Option[]): Card {
  return {
    card_type: 'vote_interaction',
    checkbox: {
      question_key: 'pick',
      mode: 0,
      option_list: options.map((option, at) => ({
        id: pickKey(option, at, limits.id),
        text: cut(option.label, limits.choice),
        is_checked: false,
      })),
    },
    submit_button: { text: '确定', key: 'submit' },
  };
}
