/** Opens the Slack channel: its queue, and its socket where Socket Mode is set. Loaded only when Slack is configured. */
import { createSlackApi } from '../../../adapters/slack/api.ts';
import { parseEnvelope } from '../../../adapters/slack/parse.ts';
import { createSlackPlatform } from '../../../adapters/slack/platform.ts';
import type { Socket, SocketOptions } from '../../../adapters/slack/socket.ts';
import type { Log } from '../../log.ts';
import type { Store } from '../../store/store.ts';
import { type ChannelDeps, openChannel } from '../channel-desk.ts';
import type { SlackSettings } from './settings.ts';
import { createSlackDesk, type SlackDesk } from './slack-desk.ts';

export interface SlackChannel {
  readonly desk: SlackDesk;
  /** Absent: Slack's requests are not answered over HTTP. */
  readonly signingSecret?: string;
  /** Takes nothing more and lets finish what is under way. */
  stop(): Promise<void>;
}

export interface SlackDeps extends ChannelDeps {
  readonly store: ChannelDeps['store'] & Pick<Store, 'feedback'>;
}

export async function openSlack(settings: SlackSettings, deps: SlackDeps): Promise<SlackChannel> {
  const { botToken, signingSecret, appToken, apiUrl } = settings;
  const elsewhere = apiUrl === undefined ? {} : { apiUrl };
  const api = createSlackApi({ token: botToken, ...elsewhere });
  const channel = openChannel(createSlackPlatform(api), deps);
  const desk = createSlackDesk({ ...deps, desk: channel, api });
  const socket =
    appToken === undefined ? undefined : await connect({ appToken, ...elsewhere }, { desk, ...deps });
  return {
    desk,
    ...(signingSecret !== undefined && { signingSecret }),
    stop: async () => {
      await socket?.stop();
      await channel.stop();
    },
  };
}

interface Listening {
  readonly desk: SlackDesk;
  readonly log: Log;
}

/** What speaks over a socket takes long to load, and most servers have an address. */
async function connect(
  options: Pick<SocketOptions, 'appToken' | 'apiUrl'>,
  { desk, log }: Listening,
): Promise<Socket> {
  const { openSocket } = await import('../../../adapters/slack/socket.ts');
  return openSocket({
    ...options,
    take: (type, body) => desk.take(parseEnvelope(type, body)),
    note: (state, failure) => {
      if (state === 'connected') log.info({ channel: 'slack' }, 'Socket Mode is connected');
      else log.warn({ channel: 'slack', state, failure }, 'Socket Mode: trouble; it is tried again');
    },
  });
}
