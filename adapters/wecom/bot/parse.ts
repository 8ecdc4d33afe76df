/** A message or event of a 智能机器人 as a neutral delivery, or as a look at how far an answer is. */
import { z } from 'zod';
import type { Delivery, Said } from '../../delivery.ts';
import { mayLack } from '../../may-lack.ts';
import { pickMark } from '../pick.ts';

export const channel = 'wecom-bot';

const textSchema = z.object({ content: z.string() });
const clickSchema = z.object({
  event_key: mayLack(z.string()),
  selected_items: mayLack(
    z.object({
      selected_item: z.array(z.object({ option_ids: z.object({ option_id: z.array(z.string()) }) })),
    }),
  ),
});
const thumbSchema = z.object({ id: z.string(), type: z.number(), content: mayLack(z.string()) });
const callSchema = z.object({
  ...{ msgid: mayLack(z.string()), chatid: mayLack(z.string()), msgtype: z.string() },
  ...{ aibotid: mayLack(z.string()), chattype: mayLack(z.string()) },
  from: z.object({ userid: z.string() }),
  ...{ text: mayLack(textSchema), voice: mayLack(textSchema) },
  mixed: mayLack(
    z.object({ msg_item: z.array(z.object({ msgtype: z.string(), text: mayLack(textSchema) })) }),
  ),
  stream: mayLack(z.object({ id: z.string() })),
  event: mayLack(
    z.object({
      eventtype: z.string(),
      template_card_event: mayLack(clickSchema),
      feedback_event: mayLack(thumbSchema),
    }),
  ),
});
type BotCall = z.infer<typeof callSchema>;

export type ParsedBotCall =
  | {
      readonly status: 'delivery';
      readonly delivery: Delivery;
      readonly stream: string;
      /** Where a message of our own goes: the group, or the person. */
      readonly chat: string;
    }
  | { readonly status: 'look'; readonly stream: string }
  | { readonly status: 'rated'; readonly thumb: Thumb }
  | { readonly status: 'ignored' };

/** What a person thinks of an answer. */
export interface Thumb {
  readonly messageId: string;
  readonly sender: string;
  readonly rating: 'up' | 'down';
  readonly comment?: string;
}

export function parseBotCall(json: unknown, at: string): ParsedBotCall {
  const parsed = callSchema.safeParse(json);
  if (!parsed.success) return { status: 'ignored' };
  const call = parsed.data;
  if (call.msgtype === 'stream')
    return call.stream ? { status: 'look', stream: call.stream.id } : { status: 'ignored' };
  const thumb = readThumb(call);
  if (thumb) return { status: 'rated', thumb };
  const said = readSaid(call);
  if (!said || !call.msgid) return { status: 'ignored' };
  const key = keyOf(call);
  const stream = call.msgid;
  // what is said in a group is said to all of it
  const person = isGroup(call) ? {} : { person: { tenant: call.aibotid ?? '', user: call.from.userid } };
  const delivery = {
    ...person,
    id: `${channel}:${call.msgid}`,
    conversation: key,
    sender: { key },
    at,
    address: { stream },
    said,
  };
  return { status: 'delivery', delivery, stream, chat: call.chatid ?? call.from.userid };
}

/** By either sign, so that nobody's account is ever told to others. */
const isGroup = ({ chattype, chatid }: BotCall): boolean => chattype === 'group' || Boolean(chatid);

/** In a group everybody has a conversation of their own. */
const keyOf = ({ chatid, from }: BotCall): string =>
  [channel, ...(chatid ? [chatid] : []), from.userid].join(':');

/** A thumb that is taken back is nothing: what was said of an answer stays until something else is. */
function readThumb(call: BotCall): Thumb | undefined {
  const { id, type, content } = call.event?.feedback_event ?? {};
  if (id === undefined || (type !== 1 && type !== 2)) return undefined;
  const rating = type === 1 ? 'up' : 'down';
  return { messageId: id, sender: keyOf(call), rating, ...(content && { comment: content }) };
}

function readEvent({ event }: BotCall): Said | undefined {
  if (event?.eventtype === 'enter_chat') return { kind: 'arrival' };
  const { event_key = '', selected_items } = event?.template_card_event ?? {};
  const key = selected_items?.selected_item[0]?.option_ids.option_id[0] ?? event_key;
  if (!key.startsWith(pickMark) || key === pickMark) return undefined;
  const picked = key.slice(pickMark.length);
  return { kind: 'message', text: picked, choice: picked };
}

function readSaid(call: BotCall): Said | undefined {
  if (call.msgtype === 'event') return readEvent(call);
  const mixed = call.mixed?.msg_item.flatMap(({ text }) => text?.content ?? []).join('\n');
  const words = call.text?.content ?? call.voice?.content ?? mixed ?? '';
  const text = isGroup(call) ? words.replace(/^\s*@\S+\s+/, '') : words;
  // our name alone is a message without words, and no picture
  return text.trim() === '' && call.msgtype !== 'text' ? { kind: 'unreadable' } : { kind: 'message', text };
}
