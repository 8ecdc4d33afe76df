/** `/console/api/sign-in`, `sign-out` and `sign-out-everywhere`: an agent comes and goes. */
import type { Express, Request, Response } from 'express';
import { z } from 'zod';
import { inShanghai, toIso } from '../../../clock.ts';
import type { SignInOutcome, Turned } from '../../../console/sign-in.ts';
import { readBody } from '../../body.ts';
import { onlyMethods, Problem } from '../../problem.ts';
import { addressKey } from '../../rate-limit.ts';
import { type ConsoleDeps, withAgent } from './agent-route.ts';
import { clearSessionCookie, setSessionCookie } from './cookies.ts';
import { toMe } from './me.ts';

const bodySchema = z.strictObject({
  name: z.string().min(1).max(200),
  password: z.string().min(1).max(1000),
});

export function addSignInRoutes(app: Express, deps: ConsoleDeps): void {
  app
    .route('/console/api/sign-in')
    .get((_request, response) => {
      response.json({ oidc: deps.console.oidc !== undefined });
    })
    .post(async (request, response) => {
      const given = { ...readBody(bodySchema, request), address: addressOf(request) };
      answerSignIn(await deps.console.signIn.withPassword(given), response, deps);
    })
    .all(onlyMethods('GET', 'POST'));
  addSignOut(app, deps);
}

function addSignOut(app: Express, deps: ConsoleDeps): void {
  const { desk } = deps.console;
  const leave = (path: string, action: string, end: (session: Leaving) => Promise<void>) =>
    app
      .route(path)
      .post(
        withAgent(deps, 'agent', async ({ agent, session, response }) => {
          await end({ session, agent: agent.name });
          await deps.store.audit.note({ at: toIso(deps.clock()), actor: agent.name, action });
          clearSessionCookie(response, deps.console);
          response.status(204).end();
        }),
      )
      .all(onlyMethods('POST'));
  leave('/console/api/sign-out', 'sign_out', ({ session }) => desk.end(session));
  leave('/console/api/sign-out-everywhere', 'sign_out.everywhere', ({ agent }) => desk.endAll(agent));
}

interface Leaving {
  readonly session: Parameters<ConsoleDeps['console']['desk']['end']>[0];
  readonly agent: string;
}

/** Where a call comes from, as the lock-out counts and the audit log notes it. */
export function addressOf({ ip }: Pick<Request, 'ip'>): string {
  return addressKey(ip) ?? 'this machine';
}

export function answerSignIn(outcome: SignInOutcome, response: Response, deps: ConsoleDeps): void {
  if (outcome.status !== 'signed_in') throw problemOf(outcome, deps);
  setSessionCookie(response, outcome.token, deps.console);
  response.json(toMe(outcome.agent));
}

/** Says when to try again, and not what was wrong. */
export function problemOf(turned: Turned, { clock }: Pick<ConsoleDeps, 'clock'>): Problem {
  if (turned.status === 'refused') return new Problem('sign_in_refused');
  const { until } = turned;
  const seconds = Math.max(1, Math.ceil((Date.parse(until) - clock().epochMilliseconds) / 1000));
  const detail = `Try again in ${Math.ceil(seconds / 60)} min, at ${inShanghai(until)} (Asia/Shanghai)`;
  return new Problem('sign_in_locked', detail, { retryAfter: seconds, tryAgainAt: until });
}
