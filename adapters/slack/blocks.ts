/** The blocks that our messages and the home tab are made of, each within Slack's limits. */
import type {
  ActionsBlock,
  Button,
  ContextActionsBlock,
  ContextBlock,
  InputBlock,
  SectionBlock,
} from '@slack/types';
import type { Source } from '../channel.ts';
import * as actions from './actions.ts';
import { clip, limits } from './limits.ts';
import { escapeMrkdwn } from './render-text.ts';
import { splitMrkdwn } from './split-mrkdwn.ts';
import { words } from './words.ts';

/** Mrkdwn of any length. */
export const sections = (mrkdwn: string): SectionBlock[] =>
  splitMrkdwn(mrkdwn, limits.section).map((text) => ({ type: 'section', text: { type: 'mrkdwn', text } }));

export const plain = (text: string, most: number) =>
  ({ type: 'plain_text', text: clip(text, most), emoji: true }) as const;

export interface ButtonText {
  readonly action: string;
  readonly label: string;
  readonly value: string;
}

export const button = ({ action, label, value }: ButtonText): Button => ({
  type: 'button',
  action_id: action,
  text: plain(label, limits.buttonLabel),
  value: value.slice(0, limits.buttonValue),
});

/** A row of buttons; no row for none. */
export const buttonRow = (buttons: readonly Button[]): ActionsBlock[] =>
  buttons.length === 0 ? [] : [{ type: 'actions', elements: buttons.slice(0, limits.buttons) }];

/** Where an answer comes from. */
export function sourceLine(sources: readonly Source[]): ContextBlock[] {
  const lines = new Set(
    sources.map(({ section, heading }) => escapeMrkdwn(clip(`📄 ${section} › ${heading}`, 300))),
  );
  const elements = [...lines].slice(0, 5).map((text) => ({ type: 'mrkdwn', text }) as const);
  return elements.length === 0 ? [] : [{ type: 'context', elements }];
}

/** Slack's own thumbs under a message. */
export function thumbs(messageId: string): ContextActionsBlock {
  const thumb = (rating: string, label: string) => ({
    text: plain(label, 75),
    value: `${rating}:${messageId}`,
  });
  return {
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: actions.rateAction,
        positive_button: thumb('up', words.helpful),
        negative_button: thumb('down', words.notHelpful),
      },
    ],
  };
}

/** A field that answers as soon as Enter is pressed. */
export const searchField = (query = ''): InputBlock => ({
  type: 'input',
  block_id: actions.homeSearchBlock,
  dispatch_action: true,
  label: plain(words.search, 75),
  element: {
    type: 'plain_text_input',
    action_id: actions.homeSearchAction,
    placeholder: plain(words.searchHint, 75),
    dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
    ...(query !== '' && { initial_value: clip(query, 200) }),
  },
});
