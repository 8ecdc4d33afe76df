/** `GET /api/v1/suggestions` and `POST /api/v1/match`: routing without a conversation. */
import type { Express } from 'express';
import { z } from 'zod';
import { readBody, textSchema } from '../body.ts';
import { toMatchReport } from '../match-report.ts';
import { onlyMethods, Problem } from '../problem.ts';
import { suggest } from '../suggest.ts';
import { toLocale } from './locale.ts';
import { type RouteDeps, withSession } from './route.ts';

const longestQuery = 200;
const querySchema = z.object({
  q: z.string().default(''),
  locale: z.string().optional(),
});
const matchSchema = z.strictObject({
  text: textSchema,
  limit: z.number().int().min(1).max(100).default(5),
});

export function addRoutingRoutes(app: Express, deps: RouteDeps): void {
  app
    .route('/api/v1/suggestions')
    .get(async (request, response) => {
      await deps.limits.readAnonymously(request.ip);
      const query = querySchema.safeParse(request.query);
      if (!query.success) throw new Problem('query_invalid', 'q and locale may be given once each');
      const locale = toLocale(query.data.locale ?? '') ?? 'zh-Hans';
      const text = [...query.data.q].slice(0, longestQuery).join('');
      response.json({ suggestions: suggest(deps.current(), text, locale) });
    })
    .all(onlyMethods('GET', 'HEAD'));
  app
    .route('/api/v1/match')
    .post(
      withSession(deps, async ({ session, request, response }) => {
        await deps.limits.read(session.id);
        const { text, limit } = readBody(matchSchema, request);
        response.json(toMatchReport(deps.current().router.route(text), limit));
      }),
    )
    .all(onlyMethods('POST'));
}
