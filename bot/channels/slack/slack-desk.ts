/** Takes what Slack sends, over HTTP or a socket: what must be answered is safe in the store before it is acknowledged. */

import type { Delivery } from '../../../adapters/delivery.ts';
import type { SlackApi } from '../../../adapters/slack/api.ts';
import type { Arrival, Opened, Said } from '../../../adapters/slack/arrival.ts';
import { conversationOf, type Place, privatelyWith, senderOf } from '../../../adapters/slack/place.ts';
import type { Sending } from '../../../adapters/slack/sending.ts';
import { words } from '../../../adapters/slack/words.ts';
import { toIso } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { Store } from '../../store/store.ts';
import type { ChannelDesk } from '../channel-desk.ts';
import { drawHome, type ErrandDeps, rate, shareAnswer, suggestAt } from './errands.ts';

export interface SlackDeskDeps extends ErrandDeps {
  readonly store: Pick<Store, 'feedback' | 'shelf'>;
  readonly desk: Pick<ChannelDesk, 'receive' | 'send'>;
  readonly api: Pick<SlackApi, 'openForm'>;
  readonly log: Log;
}

/** What goes back with the acknowledgement; undefined for an empty one. */
export type Ack = Record<string, unknown> | undefined;

export interface SlackDesk {
  /** Resolves when the request may be acknowledged. Throws the store's own error when nothing can be kept. */
  take(arrival: Arrival): Promise<Ack>;
}

/** Milliseconds for which we listen in a thread after we were called there. */
const followed = 30 * 24 * 3_600_000;

export function createSlackDesk(deps: SlackDeskDeps): SlackDesk {
  const { desk, store, api, clock, log } = deps;

  const send = async (id: string, place: Pick<Place, 'team' | 'user'>, sending: Sending | undefined) => {
    // nothing of a conversation is in it, but of a person: what they search for, what they were shown
    if (sending) await desk.send({ id, conversation: senderOf(place), sending });
  };

  async function listen(said: Said): Promise<void> {
    const { place, isAddressed } = said;
    if (place.manner === 'thread') {
      const thread = `${conversationOf(place)} followed`;
      if (isAddressed) await store.shelf.put(thread, true, followed);
      else if (!(await store.shelf.get(thread))) return;
    }
    await desk.receive(toDelivery(said, toIso(clock())));
  }

  async function welcome(opened: Opened): Promise<void> {
    const { id, place } = opened;
    await send(`${id}:prompts`, place, suggestAt(opened, deps));
    if (opened.panel) await desk.receive({ ...around(id, place, toIso(clock())), said: { kind: 'arrival' } });
  }

  /** Not waited for: Slack's acknowledgement has no time for a call of ours. */
  function openForm(trigger: string): void {
    const note = (failure: string) => log.warn({ channel: 'slack', failure }, 'the form could not be opened');
    api.openForm(trigger).then(
      (result) => result.status === 'sent' || note(result.failure),
      () => note('UNKNOWN'),
    );
  }

  async function take(arrival: Arrival): Promise<Ack> {
    switch (arrival.kind) {
      case 'said':
        await listen(arrival);
        return undefined;
      case 'opened':
        await welcome(arrival);
        return undefined;
      case 'home':
        await send(arrival.id, arrival, drawHome(arrival, deps));
        return undefined;
      case 'shared':
        await send(arrival.id, arrival.place, shareAnswer(arrival, deps));
        return undefined;
      case 'rated':
        await thank(arrival);
        return undefined;
      case 'form':
        openForm(arrival.trigger);
        return undefined;
      case 'form-fault':
        return { response_action: 'errors', errors: { [arrival.block]: words.formEmpty } };
      case 'challenge':
        return { challenge: arrival.challenge };
      case 'nothing':
      case 'malformed':
        return undefined;
    }
  }

  async function thank(rated: Extract<Arrival, { kind: 'rated' }>): Promise<void> {
    const { messageId, rating, place } = rated;
    // the same thumb again is thanked once
    await send(`slack:${messageId}:${place.user}:${rating}`, place, await rate(rated, deps));
  }

  return { take };
}

const around = (id: string, place: Place, at: string) => ({
  ...{ id, conversation: conversationOf(place), sender: { key: senderOf(place) }, at, address: place },
});

function toDelivery({ id, place, text, choice, isWordless, isQuoted }: Said, at: string): Delivery {
  const said = isWordless
    ? ({ kind: 'unreadable' } as const)
    : ({ kind: 'message', text, ...(choice !== undefined && { choice }) } as const);
  const person = isQuoted ? {} : { person: { tenant: place.team, user: place.user } };
  const privately = place.manner === 'thread' ? { privately: privatelyWith(place) } : {};
  return { ...around(id, place, at), ...person, ...privately, said };
}
