/** `POST /console/api/password`: an agent sets its password by a one-time link, or changes it while signed in. */
import type { Express, Request, Response } from 'express';
import { z } from 'zod';
import { toIso } from '../../../clock.ts';
import { faultOf } from '../../../console/passwords.ts';
import { readBody } from '../../body.ts';
import { onlyMethods, Problem } from '../../problem.ts';
import { hashToken } from '../../tokens.ts';
import { type ConsoleDeps, withAgent } from './agent-route.ts';
import { clearSessionCookie } from './cookies.ts';
import { addressOf, answerSignIn, problemOf } from './sign-in.ts';

const password = z.string().max(1000);
const linkSchema = z.strictObject({ token: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/), password });
const changeSchema = z.strictObject({ current: password, password });

export function addPasswordRoutes(app: Express, deps: ConsoleDeps): void {
  const change = withAgent(deps, 'agent', ({ agent, request, response }) =>
    changePassword(agent.name, { request, response }, deps),
  );
  app
    .route('/console/api/password')
    .post(async (request, response, next) => {
      if (Object.hasOwn(request.body ?? {}, 'current')) await change(request, response, next);
      else await acceptLink({ request, response }, deps);
    })
    .all(onlyMethods('POST'));
}

interface Exchange {
  readonly request: Request;
  readonly response: Response;
}

/** Whoever has the link is the agent: it comes in with it. */
async function acceptLink({ request, response }: Exchange, deps: ConsoleDeps): Promise<void> {
  const { agents, audit } = deps.store;
  await deps.limits.openSession(request.ip);
  const { token, password } = readBody(linkSchema, request);
  const link = { tokenHash: hashToken(token), now: toIso(deps.clock()) };
  const name = await agents.invited(link.tokenHash, link.now);
  if (name === undefined) throw new Problem('link_spent');
  refuseWeak(password, name);
  const isTaken = await agents.accept(link, await deps.console.passwords.hash(password));
  if (!isTaken) throw new Problem('link_spent');
  await audit.note({ at: link.now, actor: name, action: 'password.set' });
  answerSignIn(await deps.console.signIn.withLink(name, addressOf(request)), response, deps);
}

/** The present password is asked for, as often as at a sign-in and no more: an open screen is not enough. */
async function changePassword(
  name: string,
  { request, response }: Exchange,
  deps: ConsoleDeps,
): Promise<void> {
  const { current, password } = readBody(changeSchema, request);
  refuseWeak(password, name);
  const outcome = await deps.console.signIn.checkPassword({
    name,
    password: current,
    address: addressOf(request),
  });
  if (outcome.status !== 'right') throw problemOf(outcome, deps);
  const passwordHash = await deps.console.passwords.hash(password);
  await deps.store.agents.change(name, { passwordHash });
  await deps.store.audit.note({ at: toIso(deps.clock()), actor: name, action: 'password.changed' });
  clearSessionCookie(response, deps.console);
  response.status(204).end();
}

function refuseWeak(password: string, name: string): void {
  const reason = faultOf(password, name);
  if (reason !== undefined)
    throw new Problem('value_invalid', undefined, { fields: [{ path: 'password', reason }] });
}
