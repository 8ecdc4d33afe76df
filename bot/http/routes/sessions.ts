/** `POST` and `DELETE /api/v1/sessions`: opens a session, ends one. */
import type { Express } from 'express';
import { z } from 'zod';
import { readBody } from '../body.ts';
import { onlyMethods, Problem } from '../problem.ts';
import { toLocale } from './locale.ts';
import { type RouteDeps, withSession } from './route.ts';

const bodySchema = z.strictObject({
  identityToken: z.string().optional(),
  locale: z.string().max(35, 'must be a language tag such as zh-Hans').transform(toLocale).optional(),
});

export function addSessionRoutes(app: Express, deps: RouteDeps): void {
  app
    .route('/api/v1/sessions')
    .post(async (request, response) => {
      await deps.limits.openSession(request.ip);
      const opened = await deps.desk.open(readBody(bodySchema, request));
      if (!opened) throw new Problem('identity_refused');
      response.status(201).json(opened);
    })
    .delete(
      withSession(deps, async ({ session, response }) => {
        await deps.desk.end(session);
        response.status(204).end();
      }),
    )
    .all(onlyMethods('POST', 'DELETE'));
}
