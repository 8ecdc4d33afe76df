/** `GET /console/api/events`: the desk as it changes, and the sign that an agent is there. */
import type { Express } from 'express';
import type { HandoffView } from '../../../../adapters/console/console-api.ts';
import { toDeskMessage } from '../../../desk/handoff-view.ts';
import type { DeskEvent } from '../../../desk/watch.ts';
import type { EventStream } from '../../event-stream.ts';
import { onlyMethods } from '../../problem.ts';
import { type AgentCall, type ConsoleDeps, withAgent } from './agent-route.ts';

export function addEventRoutes(app: Express, deps: ConsoleDeps): void {
  app
    .route('/console/api/events')
    .get(withAgent(deps, 'agent', (call) => streamDesk(call, deps)))
    .all(onlyMethods('GET'));
}

/** Nothing is sent again: whoever comes back fetches the list, which is what counts. */
async function streamDesk({ agent, session, response }: AgentCall, deps: ConsoleDeps): Promise<void> {
  const { support, streams, log } = deps;
  const presence = support.enter(agent.name);
  await streams.open(
    {
      response,
      owner: `agent ${session.tokenHash}`,
      isLive: () => deps.console.desk.isLive(session),
      onBeat: presence.renew,
    },
    async (stream) => {
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
