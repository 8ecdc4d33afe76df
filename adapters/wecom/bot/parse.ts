/** A message or event of a 智能机器人 as a neutral delivery, or as a look at how far an answer is. */
import { z } from 'zod';
import type { Delivery, Said } from '../../delivery.ts';

export const channel = 'wecom-bot';

const textSchema = z.object({ content: z.string() });
const callSchema = z.object({
  ...{ msgid: z.string().optional(), chatid: z.string().optional(), msgtype: z.string() },
  from: z.object({ userid: z.string() }),
  ...{ text: textSchema.optional(), voice: textSchema.optional() },
  mixed: z
    .object({ msg_item: z.array(z.object({ msgtype: z.string(), text: textSchema.optional() })) })
    .optional(),
  stream: z.object({ id: z.string() }).optional(),
  event: z.object({ eventtype: z.string() }).optional(),
});
type BotCall = z.infer<typeof callSchema>;

export type ParsedBotCall =
  | { readonly status: 'delivery'; readonly delivery: Delivery; readonly stream: string }
  | { readonly status: 'look'; readonly stream: string }
  | { readonly status: 'ignored' };

export function parseBotCall(json: unknown, at: string): ParsedBotCall {
  const parsed = callSchema.safeParse(json);
  if (!parsed.success) return { status: 'ignored' };
  const call = parsed.data;
  if (call.msgtype === 'stream')
    return call.stream ? { status: 'look', stream: call.stream.id } : { status: 'ignored' };
  const said = readSaid(call);
  if (!said || !call.msgid) return { status: 'ignored' };
  // in a group everybody has a conversation of their own
  const key = [channel, ...(call.chatid ? [call.chatid] : []), call.from.userid].join(':');
  const stream = call.msgid;
  const delivery = {
    id: `${channel}:${call.msgid}`,
    conversation: key,
    sender: { key },
    at,
    address: { stream },
    said,
  };
  return { status: 'delivery', delivery, stream };
}

function readSaid(call: BotCall): Said | undefined {
  if (call.msgtype === 'event')
    return call.event?.eventtype === 'enter_chat' ? { kind: 'arrival' } : undefined;
  const mixed = call.mixed?.msg_item.flatMap(({ text }) => text?.content ?? []).join('\n');
  const words = call.text?.content ?? call.voice?.content ?? mixed ?? '';
  const text = call.chatid ? words.replace(/^\s*@\S+\s+/, '') : words;
  return text.trim() === '' ? { kind: 'unreadable' } : { kind: 'message', text };
}
