/** What the desk says, as messages for the platform on which the customer writes; nothing for the web, which looks for it. */
import type { Content, Reply } from '../../adapters/channel.ts';
import { toMarkdown, toText } from '../../adapters/markdown.ts';
import { toOutbox } from '../channels/outgoing.ts';
import { type Bench, sceneFor } from '../console/bench.ts';
import type { OutboxMessage } from '../store/outbox.ts';
import type { ConversationRecord } from '../store/store.ts';
import { sentence } from '../turn/compose.ts';
import { readConversation } from '../turn/conversation.ts';

/** They leave after what was said before in that conversation, each once. */
export function toChat({ id, channel, state }: ConversationRecord, reply: Reply): OutboxMessage[] {
  const { reach } = readConversation(state);
  return reach ? toOutbox({ channel, conversation: id, address: reach }, reply) : [];
}

/** By this beginning of its id a message of a human is known. */
export const humanPrefix = 'human-';

/** Whether something in the queue of a platform was said by a human. */
export const isHumanWords = (id: string): boolean => /^[^:]+:human-/.test(id);

export interface HumanWords {
  readonly messageId: string;
  readonly text: string;
  /** How customers call the agent. */
  readonly name: string | undefined;
}

/** The words of an agent, told apart from those of the assistant; nothing in them is read as Markdown. */
export function humanReply(
  { state }: ConversationRecord,
  { messageId, text, name }: HumanWords,
  bench: Bench,
): Reply {
  const head = sentence(sceneFor(bench, '', readConversation(state).locale), 'human_speaks');
  const who = name === undefined ? head : head.replace(/[：:]$/, (colon) => ` ${name}${colon}`);
  const content: Content = [
    { type: 'paragraph', children: [{ type: 'strong', children: [{ type: 'text', text: who }] }] },
    { type: 'paragraph', children: [{ type: 'text', text }] },
  ];
  return {
    act: 'human',
    messageId,
    content,
    text: toText(content),
    markdown: toMarkdown(content),
    sources: [],
  };
}
