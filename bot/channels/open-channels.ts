/** Opens the channels whose settings are there, and closes them with the server. */
import type { Config } from '../config.ts';
import type { SlackChannel, SlackDeps } from './slack/open-slack.ts';
import { readSlackSettings } from './slack/settings.ts';
import type { SoleWork } from './sole-holder.ts';
import { openWecomApp, type WecomApp } from './wecom-app.ts';
import { openWecomBot, type WecomBot } from './wecom-bot.ts';
import { openWecomKf, type WecomKf } from './wecom-kf.ts';

export interface Channels {
  readonly slack?: SlackChannel;
  readonly wecomApp?: WecomApp;
  readonly wecomKf?: WecomKf;
  readonly wecomBot?: WecomBot;
}

export interface OpenedChannels extends Channels {
  /** Lets finish what is under way; call it before the store is closed. */
  stop(): Promise<void>;
}

export async function openChannels(
  config: Pick<Config, 'settings'>,
  deps: SlackDeps,
): Promise<OpenedChannels> {
  const { settings } = config;
  const slack = await openSlackIfSet(config, deps);
  const wecomApp = openWecomApp(settings, deps);
  const wecomKf = openWecomKf(settings, deps);
  const line = await openLineIfSet(settings, deps);
  // a bot has one way or the other; the connection needs no address of ours
  const wecomBot = line ? undefined : openWecomBot(settings, deps);
  return {
    ...(slack && { slack }),
    ...(wecomApp && { wecomApp }),
    ...(wecomKf && { wecomKf }),
    ...(wecomBot && { wecomBot }),
    stop: async () => {
      await Promise.all([
        slack?.stop(),
        wecomApp?.desk.stop(),
        wecomKf?.stop(),
        wecomBot?.desk.stop(),
        line?.end(),
      ]);
    },
  };
}

/** What calls Slack takes long to load: a server without it starts without it. */
async function openSlackIfSet(
  config: Pick<Config, 'settings'>,
  deps: SlackDeps,
): Promise<SlackChannel | undefined> {
  const settings = readSlackSettings(config);
  return settings && (await import('./slack/open-slack.ts')).openSlack(settings, deps);
}

async function openLineIfSet(
  { WECOM_BOT_ID: botId, WECOM_BOT_SECRET: secret, WECOM_BOT_WS_URL: url }: Config['settings'],
  deps: SlackDeps,
): Promise<SoleWork | undefined> {
  if (botId === undefined || secret === undefined) return undefined;
  const { openWecomBotLine } = await import('./wecom-bot-line.ts');
  return openWecomBotLine({ botId, secret, ...(url !== undefined && { url }) }, deps);
}
