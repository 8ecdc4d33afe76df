/** `GET /api/v1/conversations/ID`: what was said, and its `/events`: what a human says, for those whose conversation it is. */
import type { Express } from 'express';
import type { ConversationRecord } from '../../store/store.ts';
import { onlyMethods, Problem } from '../problem.ts';
import { streamConversation } from './conversation-events.ts';
import { type Call, mayRead, type RouteDeps, withSession } from './route.ts';

export function addConversationRoutes(app: Express, deps: RouteDeps): void {
  app
    .route('/api/v1/conversations/:id')
    .get(
      withSession(deps, async ({ session, request, response }) => {
        await deps.limits.read(session.id);
        const conversation = await findOwn({ session, request }, deps);
        const messages = await deps.store.conversations.messages(conversation.id);
        response.json({ conversationId: conversation.id, messages });
      }),
    )
    .all(onlyMethods('GET', 'HEAD'));
  app
    .route('/api/v1/conversations/:id/events')
    .get(
      withSession(deps, async (call) => {
        await deps.limits.read(call.session.id);
        await streamConversation(await findOwn(call, deps), call, deps);
      }),
    )
    .all(onlyMethods('GET'));
}

/** Turns that are read with as much work as one turn takes. */
const turnsPerRead = 25;
/** Reads that the longest conversation counts for: a minute's limit allows three of them. */
const mostReads = 400;

/** Throws Problem where there is none that this session may read. A long one counts for many reads. */
async function findOwn(
  { session, request }: Pick<Call, 'session' | 'request'>,
  { store, limits }: RouteDeps,
): Promise<ConversationRecord> {
  const conversation = await store.conversations.find(String(request.params.id));
  if (!conversation || !mayRead(session, conversation)) throw new Problem('conversation_not_found');
  const reads = Math.min(mostReads, Math.floor(conversation.version / turnsPerRead));
  if (reads > 0) await limits.read(session.id, reads);
  return conversation;
}
