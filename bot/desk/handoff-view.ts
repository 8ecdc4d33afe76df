/** One conversation as an agent at the desk sees it: what was said, what is known of the case, what was answered. */
import type { HandoffView } from '../../adapters/console/console-api.ts';
import type { Fact, KnowledgeBase } from '../../knowledge/schema.ts';
import { findAccountFacts } from '../accounts.ts';
import type { Log } from '../log.ts';
import type { DeskLine } from '../store/desk-readings.ts';
import type { Accounts, Store, StoredMessage } from '../store/store.ts';
import { readConversation } from '../turn/conversation.ts';

export interface ViewDeps {
  readonly store: Pick<Store, 'conversations'>;
  readonly accounts: Accounts;
  readonly knowledge: () => KnowledgeBase;
  readonly log: Log;
}

export async function viewHandoff(line: DeskLine, deps: ViewDeps): Promise<HandoffView> {
  const { store, accounts, log } = deps;
  const knowledge = deps.knowledge();
  const conversation = await store.conversations.find(line.conversation);
  const messages = await store.conversations.messages(line.conversation);
  const account = await findAccountFacts(accounts, line.account, log);
  const stated = readConversation(conversation?.state).facts;
  const known = account.status === 'known' ? account.facts : {};
  return {
    ...line,
    messages: messages.map(toDeskMessage),
    facts: [...inWords(known, 'account', knowledge), ...inWords(stated, 'stated', knowledge)],
    tried: tried(messages, knowledge),
  };
}

export function toDeskMessage({ id, from, text, reply, at }: StoredMessage): HandoffView['messages'][number] {
  return { id, from, text, ...(reply && { content: reply.content }), at };
}

type Basis = HandoffView['facts'][number]['basis'];

/** Facts without a label are of no use to a reader; the secret amount is nobody's to see. */
function inWords(
  facts: Readonly<Record<string, unknown>>,
  basis: Basis,
  knowledge: KnowledgeBase,
): HandoffView['facts'] {
  return Object.entries(facts).flatMap(([name, value]) => {
    const fact =
      name === 'paymentAmount' ? undefined : knowledge.facts.get(name === 'verifiedAs' ? 'subject' : name);
    return fact ? [{ label: fact.label['zh-Hans'], value: valueInWords(fact, value), basis }] : [];
  });
}

function valueInWords({ options, units = [] }: Fact, value: unknown): string {
  const option = options?.find((one) => one.value === value);
  if (option) return option.label['zh-Hans'];
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return `${value}${units[0] ?? ''}`;
  return Array.isArray(value) ? value.join('、') : String(value);
}

/** Each once, in the order in which the assistant answered with them. */
function tried(messages: readonly StoredMessage[], knowledge: KnowledgeBase): HandoffView['tried'] {
  const replies = messages.flatMap(({ reply }) => reply ?? []);
  const answers = replies.filter(({ act }) => act === 'answer' || act === 'computed');
  const answered = answers.flatMap(({ entry }) => entry ?? []);
  return [...new Set(answered)].map((entry) => ({
    entry,
    question: knowledge.entries.find(({ id }) => id === entry)?.question ?? entry,
  }));
}
