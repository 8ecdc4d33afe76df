/** What `kf/sync_msg` brings: messages of customers as deliveries, and when a human has taken over or let go. */
import { z } from 'zod';
import type { Delivery, Said } from '../../delivery.ts';
import { mayLack } from '../../may-lack.ts';
import { pickMark } from '../pick.ts';

export const channel = 'wecom-kf';

/** Where answers go; `code` allows one greeting within 20 seconds. */
export const addressSchema = z.object({ user: z.string(), account: z.string(), code: z.string().optional() });
export type KfAddress = z.infer<typeof addressSchema>;

const itemSchema = z.object({
  ...{ msgid: z.string(), msgtype: z.string(), send_time: z.number(), origin: z.number() },
  external_userid: mayLack(z.string()),
  text: mayLack(z.object({ content: z.string(), menu_id: mayLack(z.string()) })),
  event: mayLack(
    z.object({
      ...{ event_type: z.string(), external_userid: mayLack(z.string()) },
      ...{ welcome_code: mayLack(z.string()), change_type: mayLack(z.number()) },
    }),
  ),
});
type Item = z.infer<typeof itemSchema>;

export const pageSchema = z.object({
  next_cursor: mayLack(z.string()),
  has_more: mayLack(z.number()),
  msg_list: mayLack(z.array(z.unknown())),
});

export type ParsedItem =
  | { readonly status: 'delivery'; readonly delivery: Delivery; readonly sentAt: number }
  /** Who serves the customer from now on. */
  | { readonly status: 'served'; readonly user: string; readonly by: 'human' | 'assistant' }
  | { readonly status: 'ignored' };

const customer = 3;
const servicer = 5;
const ended = 3;

export function parseItem(raw: unknown, { account, at }: { account: string; at: string }): ParsedItem {
  const parsed = itemSchema.safeParse(raw);
  if (!parsed.success) return { status: 'ignored' };
  const item = parsed.data;
  const user = item.external_userid ?? item.event?.external_userid ?? '';
  if (user === '') return { status: 'ignored' };
  if (item.origin === servicer) return { status: 'served', user, by: 'human' };
  if (item.event?.event_type === 'session_status_change')
    return { status: 'served', user, by: item.event.change_type === ended ? 'assistant' : 'human' };
  const said = readSaid(item);
  if (!said) return { status: 'ignored' };
  const code = item.event?.welcome_code;
  const address: KfAddress = { user, account, ...(code && { code }) };
  const key = `${channel}:${account}:${user}`;
  const delivery = {
    ...{ id: `${channel}:${item.msgid}`, conversation: key, sender: { key } },
    ...{ person: { tenant: account, user }, at, address, said },
  };
  return { status: 'delivery', delivery, sentAt: item.send_time };
}

/** A greeting is allowed only with its code. */
function readSaid({ origin, msgtype, text, event }: Item): Said | undefined {
  if (event)
    return event.event_type === 'enter_session' && event.welcome_code ? { kind: 'arrival' } : undefined;
  if (origin !== customer) return undefined;
  if (msgtype !== 'text' || !text) return { kind: 'unreadable' };
  const { content, menu_id: menu } = text;
  if (!menu?.startsWith(pickMark)) return { kind: 'message', text: content };
  const choice = menu.slice(pickMark.length);
  return { kind: 'message', text: choice, choice };
}
