/** WeCom's 智能机器人 over its long connection: whichever process holds it takes, answers and sends; the others wait for their turn. Loaded only when configured. */

import type { Delivery } from '../../adapters/delivery.ts';
import {
  type LongConnection,
  type LongConnectionOptions,
  openLongConnection,
} from '../../adapters/wecom/bot/long-connection.ts';
import { type LongAddress, renderLong } from '../../adapters/wecom/bot/long-sending.ts';
import { channel, parseBotCall, type Thumb } from '../../adapters/wecom/bot/parse.ts';
import { toIso } from '../clock.ts';
import type { Store } from '../store/store.ts';
import { maskPersonalData } from '../understand/personal-data.ts';
import { backOff } from './back-off.ts';
import { type ChannelDeps, type ChannelDesk, openChannel } from './channel-desk.ts';
import { holdAlone, type SoleWork } from './sole-holder.ts';

export interface LineSettings {
  readonly botId: string;
  readonly secret: string;
  readonly url?: string;
}

export interface LineDeps extends ChannelDeps {
  readonly store: ChannelDeps['store'] & Pick<Store, 'feedback'>;
  /** Milliseconds after which another process takes over from one that was killed. */
  readonly ttl?: number;
}

/** Milliseconds after which we try again when somebody else has connected as this bot: two that take it from each other help nobody. */
const replacedFor = 60_000;
/** WeCom delivers nothing twice over a connection, so a store that is away for a moment is asked again. */
const mostTries = 5;

export function openWecomBotLine(settings: LineSettings, deps: LineDeps): SoleWork {
  const { store, log, ttl } = deps;
  return holdAlone({
    ...{ leases: store.leases, name: `${channel} connection`, log },
    begin: () => beginLine(settings, deps),
    ...(ttl !== undefined && { ttl }),
  });
}

/** Nothing is taken or sent by a process that does not hold the connection. */
function beginLine(settings: LineSettings, deps: LineDeps): SoleWork {
  const { clock, log } = deps;
  let connection: LongConnection | undefined;
  let again: NodeJS.Timeout | undefined;
  let ended = false;
  const send = async (sending: unknown) =>
    connection?.send(sending, clock().epochMilliseconds) ??
    ({ status: 'later', failure: 'the long connection is not there' } as const);
  const desk = openChannel({ name: channel, render: renderLong, send }, deps);

  const note: LongConnectionOptions['note'] = (state, failure) => {
    if (ended) return;
    if (state === 'connected') log.info({ channel }, 'the long connection is there');
    else if (state === 'disconnected')
      log.warn({ channel, failure }, 'no long connection; it is tried again');
    else {
      log.error({ channel }, 'another program has connected as this bot; WeCom takes one connection a bot');
      again = setTimeout(connect, replacedFor).unref();
    }
  };
  function connect(): void {
    connection?.close();
    connection = openLongConnection({ ...settings, note, take: (call) => void take(call, desk, deps) });
  }

  connect();
  return {
    end: async () => {
      ended = true;
      clearTimeout(again);
      // what is under way is still sent; what comes meanwhile is kept, and the next holder answers it
      await desk.stop();
      connection?.close();
    },
  };
}

interface LineCall {
  readonly body: unknown;
  readonly request: string;
}

async function take({ body, request }: LineCall, desk: ChannelDesk, deps: LineDeps): Promise<void> {
  const at = toIso(deps.clock());
  const parsed = parseBotCall(body, at);
  if (parsed.status === 'rated') return keepThumb(parsed.thumb, at, deps);
  if (parsed.status !== 'delivery') return;
  const { delivery, stream, chat } = parsed;
  const address: LongAddress = { manner: mannerOf(delivery), request, stream, chat, at };
  await keep({ ...delivery, address }, desk, deps);
}

function mannerOf({ said }: Delivery): LongAddress['manner'] {
  if (said.kind === 'arrival') return 'welcome';
  return said.kind === 'message' && said.choice !== undefined ? 'click' : 'message';
}

async function keep(delivery: Delivery, desk: ChannelDesk, { log }: LineDeps): Promise<void> {
  for (let tries = 1; tries <= mostTries; tries++) {
    const isKept = await desk.receive(delivery).then(
      () => true,
      () => false,
    );
    if (isKept) return;
    await new Promise((resolve) => setTimeout(resolve, backOff(tries)));
  }
  log.error({ channel, id: delivery.id }, 'a message could not be kept: the store does not answer');
}

async function keepThumb({ comment, ...thumb }: Thumb, at: string, { store, log }: LineDeps): Promise<void> {
  const said = comment === undefined ? {} : { comment: maskPersonalData(comment).text };
  await store.feedback.add({ ...thumb, ...said, at }).catch(() => {
    log.warn({ channel }, 'a thumb could not be kept');
  });
}
