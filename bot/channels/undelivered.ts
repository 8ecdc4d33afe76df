/** An agent whose words did not reach the customer reads so in the conversation. */

import { toIso } from '../clock.ts';
import { sceneFor } from '../console/bench.ts';
import { noticePrefix } from '../desk/claims.ts';
import { isHumanWords } from '../desk/to-chat.ts';
import { messageOf } from '../store/conversations.ts';
import { say } from '../turn/compose.ts';
import type { AnswerDeps } from './answer-delivery.ts';

/** Does nothing for what was not said by a human of the desk. */
export async function noteUndelivered(
  { id, conversation }: { readonly id: string; readonly conversation: string },
  { store, current, clock }: Pick<AnswerDeps, 'store' | 'current' | 'clock'>,
): Promise<void> {
  if (!isHumanWords(id)) return;
  const draft = say(sceneFor({ expertise: current(), now: clock() }), 'notice', 'human_undelivered');
  const reply = { ...draft, messageId: `${noticePrefix}undelivered-${id}` };
  const message = messageOf(reply, toIso(clock()));
  await store.conversations.amend(conversation, () => ({ messages: [message] }));
}
