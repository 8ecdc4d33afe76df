/** `GET /api/v1/conversations/ID`: what was said, for those whose conversation it is. */
import type { Express } from 'express';
import { onlyMethods, Problem } from '../problem.ts';
import { mayRead, type RouteDeps, withSession } from './route.ts';

export function addConversationRoutes(app: Express, deps: RouteDeps): void {
  app
    .route('/api/v1/conversations/:id')
    .get(
      withSession(deps, async ({ session, request, response }) => {
        await deps.limits.read(session.id);
        const conversation = await deps.store.conversations.find(String(request.params.id));
        if (!conversation || !mayRead(session, conversation)) throw new Problem('conversation_not_found');
        const messages = await deps.store.conversations.messages(conversation.id);
        response.json({ conversationId: conversation.id, messages });
      }),
    )
    .all(onlyMethods('GET', 'HEAD'));
}
