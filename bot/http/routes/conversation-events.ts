/** What a customer hears of the desk: the words of a human as they come, and who answers now. */
import { Temporal } from 'temporal-polyfill';
import { toIso } from '../../clock.ts';
import { noticePrefix } from '../../desk/claims.ts';
import { type ConversationEvent, holderOf } from '../../desk/watch.ts';
import type { ConversationRecord, StoredMessage } from '../../store/store.ts';
import { readConversation } from '../../turn/conversation.ts';
import type { EventStream } from '../event-stream.ts';
import type { Call, RouteDeps } from './route.ts';

/**
 * Opens the stream with what may have been missed: the words of a human after the one of `Last-Event-ID`, or of the
 * last hour, and who answers. A message may come twice; its id is the same.
 */
export async function streamConversation(
  conversation: ConversationRecord,
  { session, request, response }: Call,
  deps: RouteDeps,
): Promise<void> {
  const { store, streams, support, clock } = deps;
  const isLive = async () => {
    const live = await store.sessions.findByToken(session.tokenHash);
    return live !== undefined && live.expiresAt > toIso(clock());
  };
  const owner = `session ${session.id}`;
  await streams.open({ response, owner, isLive }, async (stream) => {
    const hear = (event: ConversationEvent) => void say(stream, event, deps);
    const { stop, standing } = await support.watch.followConversation(conversation.id, hear);
    try {
      const said = await missed(conversation.id, request.headers['last-event-id'], deps);
      for (const message of said) if (message.from === 'human') sendMessage(stream, message);
      const wasHeld = readConversation(conversation.state).holder === 'human' || said.length > 0;
      const holder = holderOf(standing ?? {});
      if (holder.heldBy !== undefined || wasHeld) await say(stream, holder, deps);
    } catch (error) {
      stop();
      throw error;
    }
    return stop;
  });
}

async function say(
  stream: EventStream,
  event: ConversationEvent,
  { support, log }: RouteDeps,
): Promise<void> {
  if (event.type === 'gone') return stream.end();
  if (event.type === 'message') {
    if (event.message.from === 'human') sendMessage(stream, event.message);
    return;
  }
  if (event.heldBy === undefined)
    return stream.send('holder', { holder: 'assistant', ...(event.isWaiting && { waiting: true }) });
  const name = await support.displayName(event.heldBy).catch(() => {
    log.warn({}, 'the name of an agent could not be looked up');
    return undefined;
  });
  stream.send('holder', { holder: 'human', ...(name !== undefined && { name }) });
}

const sendMessage = (stream: EventStream, { id, from, text, at }: StoredMessage): void =>
  stream.send('message', { id, from, text, at }, id);

const recent = Temporal.Duration.from({ hours: 1 });

/** Words of a human, and notices of the desk by which one left. */
async function missed(id: string, after: unknown, { store, clock }: RouteDeps): Promise<StoredMessage[]> {
  const messages = await store.conversations.messages(id);
  const known = messages.findIndex((message) => message.id === after);
  const since = toIso(clock().subtract(recent));
  return messages
    .slice(known + 1)
    .filter((message) => known !== -1 || message.at >= since)
    .filter((message) => message.from === 'human' || message.id.startsWith(noticePrefix));
}
