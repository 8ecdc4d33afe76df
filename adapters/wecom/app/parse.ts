/** A message or event of a self-built app as a neutral delivery. */
import type { Delivery, Said } from '../../delivery.ts';
import { pickMark } from '../pick.ts';
import { elementsAt, textOf, type XmlElement } from '../xml.ts';

/** Where answers go. */
export interface AppAddress {
  readonly user: string;
}

export type Parsed =
  | { readonly status: 'delivery'; readonly delivery: Delivery; readonly isCard: boolean }
  | { readonly status: 'ignored' };

export const channel = 'wecom-app';

const unreadable = ['image', 'voice', 'video', 'location', 'link', 'file'];

/** `at`: when it arrived. Events that nobody waits for an answer to are ignored, and so is WeCom's own sender. */
export function parseApp(xml: XmlElement, at: string): Parsed {
  const user = textOf(xml, 'FromUserName') ?? '';
  const said = readSaid(xml);
  if (!said || user === '' || user === 'sys') return { status: 'ignored' };
  const key = `${channel}:${user}`;
  const address: AppAddress = { user };
  const person = { tenant: textOf(xml, 'ToUserName') ?? '', user };
  const delivery = { id: idOf(xml), conversation: key, sender: { key }, person, at, address, said };
  return { status: 'delivery', delivery, isCard: textOf(xml, 'Event') === 'template_card_event' };
}

function readSaid(xml: XmlElement): Said | undefined {
  const type = textOf(xml, 'MsgType') ?? '';
  if (type === 'text') return { kind: 'message', text: textOf(xml, 'Content') ?? '' };
  if (unreadable.includes(type)) return { kind: 'unreadable' };
  const event = textOf(xml, 'Event');
  if (type !== 'event') return undefined;
  if (event === 'enter_agent') return { kind: 'arrival' };
  if (event === 'click') return readMenu(textOf(xml, 'EventKey') ?? '');
  const picked = event === 'template_card_event' ? pickedIn(xml) : undefined;
  return picked === undefined ? undefined : { kind: 'message', text: picked, choice: picked };
}

/** An item of the app's own menu asks what its key says. */
const readMenu = (key: string): Said | undefined => (key === '' ? undefined : { kind: 'message', text: key });

/** What a button, or the first choice of a list, stands for. */
function pickedIn(xml: XmlElement): string | undefined {
  const [chosen] = elementsAt(xml, 'SelectedItems', 'SelectedItem', 'OptionIds', 'OptionId');
  const key = chosen?.text ?? textOf(xml, 'EventKey') ?? '';
  return key.startsWith(pickMark) && key !== pickMark ? key.slice(pickMark.length) : undefined;
}

/** Events have no id of their own; two clicks within a second differ by their key or their card. */
function idOf(xml: XmlElement): string {
  const id = textOf(xml, 'MsgId');
  if (id) return `${channel}:${id}`;
  const parts = ['FromUserName', 'CreateTime', 'Event', 'EventKey', 'TaskId', 'AgentID'];
  const picked = elementsAt(xml, 'SelectedItems', 'SelectedItem', 'OptionIds', 'OptionId');
  return `${channel}:${JSON.stringify([...parts.map((name) => textOf(xml, name) ?? ''), ...picked.map(({ text }) => text)])}`;
}
