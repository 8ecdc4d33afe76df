/** What every route is made from: its parts of the house, and handlers that know whose call it is. */
import type { Request, RequestHandler, Response } from 'express';
import type { Message, Turn } from '../../../adapters/channel.ts';
import type { Clock } from '../../clock.ts';
import type { SupportDesk } from '../../desk/desk.ts';
import type { Expertise } from '../../expertise/expertise.ts';
import type { KnowledgeState } from '../../expertise/living-expertise.ts';
import type { Log } from '../../log.ts';
import type { Session, Store } from '../../store/store.ts';
import type { EventStreams } from '../event-stream.ts';
import type { Metrics } from '../metrics.ts';
import { Problem } from '../problem.ts';
import type { RateLimits } from '../rate-limit.ts';
import type { SessionDesk } from '../sessions.ts';

export interface RouteDeps {
  readonly assistant: { turn(message: Message): Promise<Turn> };
  readonly store: Store;
  readonly desk: SessionDesk;
  /** Where agents answer customers who asked for a human. */
  readonly support: SupportDesk;
  readonly streams: EventStreams;
  /** What the assistant knows now; it may be swapped between calls. */
  readonly current: () => Expertise;
  /** Since when it is known, and what was refused. */
  readonly knowledge: () => KnowledgeState;
  readonly limits: RateLimits;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly log: Log;
  readonly version: string;
}

export interface Call {
  readonly session: Session;
  readonly request: Request;
  readonly response: Response;
}

/** A handler for callers with a live session; all others get 401. */
export function withSession({ desk }: RouteDeps, handle: (call: Call) => Promise<void>): RequestHandler {
  return async (request, response) => {
    const session = await desk.authenticate(request.headers.authorization);
    if (!session) throw new Problem('session_required');
    await handle({ session, request, response });
  };
}

/** True when the conversation is the session's own, or of the same signed-in account. */
export function mayRead(
  session: Session,
  conversation: { readonly owner: string; readonly account?: string },
): boolean {
  if (conversation.owner === session.id) return true;
  return session.account !== undefined && session.account === conversation.account;
}
