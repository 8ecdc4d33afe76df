/** What every console route is made from: its parts of the house, and handlers that know which agent calls. */
import type { Request, RequestHandler, Response } from 'express';
import { type Role, roles } from '../../../../adapters/console/console-api.ts';
import type { ConsoleParts } from '../../../console/parts.ts';
import type { AgentSession } from '../../../store/agent-sessions.ts';
import type { Agent } from '../../../store/agents.ts';
import { Problem } from '../../problem.ts';
import type { RouteDeps } from '../route.ts';
import { readSessionCookie } from './cookies.ts';

export interface ConsoleDeps extends RouteDeps {
  readonly console: ConsoleParts;
}

export interface AgentCall {
  readonly agent: Agent;
  readonly session: AgentSession;
  readonly request: Request;
  readonly response: Response;
}

/** A handler for agents with a live session and at least this role; others get 401 or 403. */
export function withAgent(
  deps: ConsoleDeps,
  role: Role,
  handle: (call: AgentCall) => Promise<void>,
): RequestHandler {
  return async (request, response) => {
    const token = readSessionCookie(request);
    const signedIn = token && (await deps.console.desk.authenticate(token));
    if (!signedIn) throw new Problem('sign_in_required');
    if (!includesRole(signedIn.agent.role, role))
      throw new Problem('role_required', `It takes the role ${role}`);
    await deps.limits.read(`agent ${signedIn.session.tokenHash}`);
    await handle({ ...signedIn, request, response });
  };
}

/** Each role may do all that the one before it may. */
export function includesRole(held: Role, needed: Role): boolean {
  return roles.indexOf(held) >= roles.indexOf(needed);
}
