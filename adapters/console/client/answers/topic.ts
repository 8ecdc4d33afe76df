/** What one reply speaks about: a question of the customer's with the entry chosen for it, and the rule worked out beside it. */
import type { Content } from '../../../channel.ts';
import type { Analysis, EntryView, Facts, Hit, Part, RuleForm } from '../../console-api.ts';
import type { RuleCall } from '../api.ts';

export interface Topic {
  readonly key: string;
  /** The customer's words, masked; absent where the agent looked something up. */
  readonly asked?: string;
  readonly hits: readonly Hit[];
  readonly answer?: EntryView;
  /** Said where nothing answers. */
  readonly say?: { readonly content: Content; readonly markdown: string };
  /** Name of the form that is shown; one of the answer's. */
  readonly rule?: string;
  /** The customer's own case: once worked out, the result stands for the answer. */
  readonly isOwnCase: boolean;
  readonly isIn: boolean;
}

export interface Matter {
  readonly topics: readonly Topic[];
  /** Facts by their names; every form of the reply reads the same ones. */
  readonly facts: Facts;
  /** Facts that were read from the customer's words, and that nobody has confirmed yet. */
  readonly unconfirmed: readonly string[];
  /** Day as of which rules are worked out; today where it is absent or half typed. */
  readonly asOf?: string;
}

/** One entry that the agent opened, with the facts of a short command. */
export function matterOfEntry(answer: EntryView, command?: { rule: string; facts: Facts }): Matter {
  const rule = command?.rule ?? answer.forms[0]?.rule;
  const topic = { key: answer.entry, hits: [], answer, ...(rule !== undefined && { rule }) };
  return {
    topics: [{ ...topic, isOwnCase: command !== undefined, isIn: true }],
    facts: command?.facts ?? {},
    unconfirmed: [],
  };
}

/** A pasted message, part by part. */
export function matterOfMessage({ parts }: Analysis): Matter {
  const facts = Object.assign({}, ...parts.map((part) => part.facts));
  return { topics: parts.map(topicOfPart), facts, unconfirmed: Object.keys(facts) };
}

/** A fallback says that nothing is known, which a human need not say; a boundary says where to turn. */
function topicOfPart({ text, hits, answer, say, rule, decision }: Part, at: number): Topic {
  const shown = rule ?? answer?.forms[0]?.rule;
  return {
    ...{ key: `part ${at}`, asked: text, hits, isOwnCase: rule !== undefined },
    isIn: answer !== undefined || decision === 'boundary',
    ...(answer && { answer }),
    ...(say && { say }),
    ...(shown !== undefined && { rule: shown }),
  };
}

/** The form that a topic shows. */
export const formOf = ({ answer, rule }: Topic): RuleForm | undefined =>
  answer?.forms.find((form) => form.rule === rule);

/** What to ask the server for a topic's form; nothing as long as no fact of it is known. */
export function callOf(topic: Topic, { facts, asOf }: Pick<Matter, 'facts' | 'asOf'>): RuleCall | undefined {
  const form = formOf(topic);
  if (!form) return undefined;
  const known = form.fields.flatMap(({ fact }) => {
    const value = facts[fact];
    return value === undefined || value === '' ? [] : [[fact, value] as const];
  });
  if (known.length === 0) return undefined;
  const call = { rule: form.rule, entry: form.entry, facts: Object.fromEntries(known) };
  return asOf === undefined || asOf === '' ? call : { ...call, asOf };
}
