/** `GET /console/api/events`: the desk as it changes; `POST /console/api/presence`: the sign that an agent is there. */
import type { Express } from 'express';
import type { HandoffView } from '../../../../adapters/console/console-api.ts';
import { toDeskMessage } from '../../../desk/handoff-view.ts';
import type { DeskEvent } from '../../../desk/watch.ts';
import type { EventStream } from '../../event-stream.ts';
import { onlyMethods, Problem } from '../../problem.ts';
import { type AgentCall, type ConsoleDeps, withAgent } from './agent-route.ts';
import { readSessionCookie } from './cookies.ts';

export function addEventRoutes(app: Express, deps: ConsoleDeps): void {
  app
    .route('/console/api/events')
    .get(withAgent(deps, 'agent', (call) => streamDesk(call, deps)))
    .all(onlyMethods('GET'));
  app
    .route('/console/api/presence')
    .post(async (request, response) => {
      const token = readSessionCookie(request);
      // a page that lies open is no use of the session
      const signedIn = token && (await deps.console.desk.peek(token));
      if (!signedIn) throw new Problem('sign_in_required');
      await deps.support.enter(signedIn.agent.name, signedIn.session.tokenHash).renew();
      response.status(204).end();
    })
    .all(onlyMethods('POST'));
}

/** Nothing is sent again: whoever comes back fetches the list, which is what counts. */
async function streamDesk({ agent, session, response }: AgentCall, deps: ConsoleDeps): Promise<void> {
  const { support, streams, log } = deps;
  const presence = support.enter(agent.name, session.tokenHash);
  await streams.open(
    {
      response,
      owner: `agent ${session.tokenHash}`,
      isAgent: true,
      isLive: () => deps.console.desk.isLive(session),
      // who does not answer it is gone, whatever the line says
      beatEvent: 'beat',
    },
    async (stream) => {
      await presence.renew();
      const stop = await support.watch.followDesk((event) => say(stream, event));
      return () => {
        stop();
        presence.leave().catch(() => log.warn({}, 'an agent who left is counted for some seconds more'));
      };
    },
  );
}

function say(stream: EventStream, event: DeskEvent): void {
  if (event.type === 'handoff') stream.send('handoff', event.handoff);
  else sendMessage(stream, event.handoff, toDeskMessage(event.message));
}

function sendMessage(stream: EventStream, handoff: string, message: HandoffView['messages'][number]): void {
  stream.send('message', { handoff, message }, message.id);
}
