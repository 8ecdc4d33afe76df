/** `POST /api/v1/feedback`: whether an answer helped. */
import type { Express } from 'express';
import { z } from 'zod';
import { toIso } from '../../clock.ts';
import type { Feedback } from '../../store/store.ts';
import { maskPersonalData } from '../../understand/personal-data.ts';
import { readBody, textSchema } from '../body.ts';
import { onlyMethods, Problem } from '../problem.ts';
import { type RouteDeps, withSession } from './route.ts';

const masked = textSchema.transform((text) => maskPersonalData(text).text).optional();
const bodySchema = z.strictObject({
  messageId: z.string().min(1).max(200),
  rating: z.string().pipe(z.enum(['up', 'down'], 'must be "up" or "down"')),
  reason: masked,
  comment: masked,
});

export function addFeedbackRoutes(app: Express, deps: RouteDeps): void {
  app
    .route('/api/v1/feedback')
    .post(
      withSession(deps, async ({ session, request, response }) => {
        await deps.limits.read(session.id);
        const body = readBody(bodySchema, request);
        const sender = {
          sender: session.id,
          ...(session.account !== undefined && { account: session.account }),
        };
        const given = { ...dropAbsent(body), ...sender, at: toIso(deps.clock()) };
        if (!(await deps.store.feedback.add(given))) throw new Problem('message_not_found');
        response.status(204).end();
      }),
    )
    .all(onlyMethods('POST'));
}

function dropAbsent({
  messageId,
  rating,
  reason,
  comment,
}: z.infer<typeof bodySchema>): Omit<Feedback, 'sender' | 'at'> {
  return {
    messageId,
    rating,
    ...(reason !== undefined && { reason }),
    ...(comment !== undefined && { comment }),
  };
}
