/** `/api/v1/links`: where to sign in, whom a one-time link stands for, and the confirmation by a signed-in account. */
import type { Express } from 'express';
import { z } from 'zod';
import type { Config } from '../../config.ts';
import type { Linking } from '../../linking/linking.ts';
import { readBody } from '../body.ts';
import { onlyMethods, Problem } from '../problem.ts';
import { type Call, type RouteDeps, withSession } from './route.ts';

export interface LinkRouteDeps extends RouteDeps {
  readonly config: Pick<Config, 'linking'>;
  readonly linking?: Linking | undefined;
}

const bodySchema = z.strictObject({ token: z.string().max(100) });

/** Nothing is linked by a GET, nor by a cookie: the session's token comes in a header that no other site can send. */
export function addLinkRoutes(app: Express, deps: LinkRouteDeps): void {
  const { linking } = deps;
  const { signInUrl } = deps.config.linking ?? {};
  if (!linking || signInUrl === undefined) {
    app.all(['/api/v1/links', '/api/v1/links/look'], () => {
      throw new Problem('links_off');
    });
    return;
  }
  app
    .route('/api/v1/links')
    .get((_request, response) => {
      response.json({ signInUrl });
    })
    .post(
      withSession(deps, async (call) => {
        const { token, account } = await readCall(call, deps);
        const person = await linking.accept(token, account);
        if (!person) throw new Problem('link_spent');
        call.response.status(201).json(person);
      }),
    )
    .all(onlyMethods('GET', 'POST'));
  app
    .route('/api/v1/links/look')
    .post(
      withSession(deps, async (call) => {
        const { token } = await readCall(call, deps);
        const person = await linking.look(token);
        if (!person) throw new Problem('link_spent');
        call.response.json(person);
      }),
    )
    .all(onlyMethods('POST'));
}

async function readCall({ session, request }: Call, { limits }: RouteDeps) {
  await limits.say(session.id);
  if (session.account === undefined) throw new Problem('account_required');
  return { ...readBody(bodySchema, request), account: session.account };
}
