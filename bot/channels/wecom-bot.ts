/** WeCom's 智能机器人 in callback mode, opened when all its settings are there. */
import { channel } from '../../adapters/wecom/bot/parse.ts';
import { renderBot, streamSchema } from '../../adapters/wecom/bot/render.ts';
import { readAesKey, type SealKeys } from '../../adapters/wecom/seal.ts';
import { type ChannelDeps, type ChannelDesk, openChannel } from './channel-desk.ts';
import { createStreams, type Streams } from './streams.ts';

export interface WecomBot {
  readonly keys: SealKeys;
  readonly desk: ChannelDesk;
  readonly streams: Streams;
}

/** Undefined when a setting is missing; what stands in the settings was checked when they were read. */
export function openWecomBot(
  { WECOM_BOT_TOKEN: token, WECOM_BOT_ENCODING_AES_KEY: encoded }: Readonly<Record<string, string>>,
  deps: ChannelDeps,
): WecomBot | undefined {
  const aesKey = readAesKey(encoded ?? '');
  if (!token || !aesKey) return undefined;
  const streams = createStreams(deps.store.shelf, channel);
  const send = async (sending: unknown) => {
    const { stream, content } = streamSchema.parse(sending);
    await streams.finish(stream, content);
    return { status: 'sent' } as const;
  };
  const desk = openChannel({ name: channel, render: renderBot, send }, deps);
  return { keys: { token, aesKey, receiveId: '' }, desk, streams };
}
