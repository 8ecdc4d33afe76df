/** The reply as its segments: greeting, one answer a question, closing. Each keeps its name, so that edits can be carried over. */
import type { Me, RuleAnswer } from '../../console-api.ts';
import type { Topic } from '../answers/topic.ts';

export interface Segment {
  readonly key: string;
  readonly text: string;
}

export interface Answered {
  readonly topic: Topic;
  /** What the rule of the shown form says. */
  readonly worked?: RuleAnswer | undefined;
}

export interface Manner {
  readonly me: Pick<Me, 'displayName' | 'greeting' | 'closing'>;
  readonly withCourtesy: boolean;
  readonly withSteps: boolean;
}

/** In the order of the questions; what the agent left out is left out. */
export function composeReply(answered: readonly Answered[], manner: Manner): Segment[] {
  const told = answered
    .filter(({ topic }) => topic.isIn)
    .map((one) => ({ one, text: answerText(one, manner) }));
  const said = told.filter(({ text }) => text !== '');
  const answers = said.map(({ one, text }, at) => ({
    key: one.topic.key,
    text: said.length > 1 ? `${heading(one.topic, at + 1)}\n\n${text}` : text,
  }));
  const courtesy = (key: 'greeting' | 'closing') =>
    manner.withCourtesy ? [{ key, text: fillTemplate(manner.me[key], manner.me.displayName) }] : [];
  const all = [...courtesy('greeting'), ...answers, ...courtesy('closing')];
  return all.filter(({ text }) => text !== '');
}

export const joinSegments = (segments: readonly Segment[]): string =>
  segments.map(({ text }) => text).join('\n\n');

/** A greeting or closing with the agent's name in the place of `{agent}`. */
export const fillTemplate = (template: string, agent: string): string =>
  template.replaceAll('{agent}', agent).trim();

/** Whether the rule came to a result that can be told. */
export const isTold = (
  worked: RuleAnswer | undefined,
): worked is RuleAnswer & { readonly markdown: string } =>
  worked?.markdown !== undefined && worked.status !== 'needs_facts' && worked.status !== 'invalid';

function answerText({ topic, worked }: Answered, { withSteps }: Manner): string {
  const { answer, say, isOwnCase } = topic;
  if (!answer) return say?.markdown ?? '';
  const hasResult = isTold(worked);
  const result = hasResult ? [outcomeOf(worked.markdown), ...(withSteps ? [stepsOf(worked)] : [])] : [];
  const authored = isOwnCase && hasResult ? [] : [answer.markdown];
  return [...authored, ...result].filter((text) => text !== '').join('\n\n');
}

/** A rule's text tells its outcome, then its steps in a note, then its source: here the first alone. */
export const outcomeOf = (markdown: string): string => markdown.split(/\n\n(?=> )/)[0] ?? '';

const stepsOf = ({ steps }: RuleAnswer): string => steps.map((step, at) => `> ${at + 1}. ${step}`).join('\n');

function heading({ answer, asked = '' }: Topic, number: number): string {
  return `**${number}. ${escapeMarkdown(answer?.question ?? asked)}**`;
}

const escapeMarkdown = (text: string): string => text.replace(/[\\`*_[\]<>&]/g, '\\$&');
