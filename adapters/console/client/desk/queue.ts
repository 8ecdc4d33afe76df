/** The desk's list as events change it: who waits, who is with whom. */
import type { Handoff, HandoffView } from '../../console-api.ts';

export type DeskMessage = HandoffView['messages'][number];

/** The list with the handoff as it is now; a closed one leaves it. */
export function withHandoff(list: readonly Handoff[], handoff: Handoff): Handoff[] {
  const others = list.filter(({ id }) => id !== handoff.id);
  return handoff.status === 'closed' ? others : [...others, handoff];
}

/** Mine first, then those who wait, the longest first, then those that others have. */
export function inOrder(list: readonly Handoff[], agent: string): Handoff[] {
  const rank = ({ status, heldBy }: Handoff) =>
    heldBy === agent && status === 'held' ? 0 : status === 'waiting' ? 1 : 2;
  return [...list].sort((a, b) => rank(a) - rank(b) || a.requestedAt.localeCompare(b.requestedAt));
}

/** Those who began to wait since the list was last seen. */
export const newlyWaiting = (before: readonly Handoff[], after: readonly Handoff[]): Handoff[] =>
  after.filter(
    ({ id, status }) =>
      status === 'waiting' && !before.some((one) => one.id === id && one.status === 'waiting'),
  );

/** Those of the agent in which the customer has said something since the list was last seen. */
export const newlySaid = (before: readonly Handoff[], after: readonly Handoff[], agent: string): string[] =>
  after
    .filter(({ status, heldBy }) => status === 'held' && heldBy === agent)
    .filter(({ id, lastMessage }) => before.some((one) => one.id === id && one.lastMessage !== lastMessage))
    .map(({ id }) => id);

/** A message may come twice, as the answer to a call and as an event: it is shown once. */
export function withMessage(view: HandoffView, message: DeskMessage): HandoffView {
  if (view.messages.some(({ id }) => id === message.id)) return view;
  return { ...view, messages: [...view.messages, message] };
}

const mostRead = 3;

/** What the customer said last, since a human answered: the messages that suggestions answer. */
export function lastWords({ messages }: Pick<HandoffView, 'messages'>): readonly string[] {
  const answered = messages.findLastIndex(({ from }) => from === 'human');
  const said = messages.slice(answered + 1).filter(({ from }) => from === 'person');
  return said.slice(-mostRead).map(({ text }) => text);
}
