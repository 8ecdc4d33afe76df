/** `/channels/wecom/bot`: messages to a 智能机器人, answered in the same call or when WeCom asks how far it is. */
import type { Response } from 'express';
import { streamReply, welcomeReply } from '../../../adapters/wecom/bot/api.ts';
import { parseBotCall } from '../../../adapters/wecom/bot/parse.ts';
import { sealReply, verifyBotCall } from '../../../adapters/wecom/bot/verify.ts';
import type { Call, refusals } from '../../../adapters/wecom/callback.ts';
import type { Stamp } from '../../../adapters/wecom/seal.ts';
import type { WecomBot } from '../../channels/wecom-bot.ts';

export interface BotCallDeps {
  readonly bot: WecomBot;
  /** Instant of the call: seconds since 1970, and as ISO 8601. */
  readonly now: number;
  readonly at: string;
  readonly stamp: () => Stamp;
  readonly refuse: (reason: keyof typeof refusals) => void;
}

/** WeCom waits 5 seconds, and then asks again. */
const patience = 3000;

export async function receiveBotCall(call: Call, response: Response, deps: BotCallDeps): Promise<void> {
  const { bot, now, at, stamp, refuse } = deps;
  const verified = verifyBotCall(call, bot.keys, now);
  if (verified.status === 'refused') return refuse(verified.reason);
  const parsed = parseBotCall(verified.json, at);
  const reply = (content: object) => void response.json(sealReply(content, bot.keys, stamp()));
  if (parsed.status === 'ignored' || parsed.status === 'rated') {
    response.end();
  } else if (parsed.status === 'look') {
    reply(streamReply(parsed.stream, await bot.streams.read(parsed.stream)));
  } else {
    await bot.desk.receive(parsed.delivery);
    const content = await bot.streams.wait(parsed.stream, patience);
    const isWelcome = parsed.delivery.said.kind === 'arrival';
    if (content === '' || (isWelcome && content === undefined)) response.end();
    else reply(isWelcome ? welcomeReply(content ?? '') : streamReply(parsed.stream, content));
  }
}
