/** Replies as messages of customer service: plain texts and a menu, as few as can be, and the move to a human. */
import { createHash } from 'node:crypto';
import type { Option, Reply } from '../../channel.ts';
import { bytesOf } from '../../split-text.ts';
import { cutText, pickKey } from '../pick.ts';
import { renderReply } from '../render-reply.ts';
import { addressSchema, type KfAddress } from './parse.ts';
import type { KfSending } from './sending.ts';

/** After a customer's message WeCom takes five, and lets nothing more through for 48 hours. */
const mostMessages = 5;
/** What WeCom takes in a menu, in entries and bytes. */
const menuLimits = { entries: 10, head: 1024, id: 64, label: 40 } as const;

type Content = Extract<KfSending, { kind: 'message' }>['content'];

/** A greeting may be one message only. */
export function renderKf(replies: readonly Reply[], given: unknown): KfSending[] {
  const address = addressSchema.parse(given);
  const contents = replies.filter(({ act }) => act !== 'handoff').flatMap(contentsOf);
  const most = address.code === undefined ? mostMessages : 1;
  const messages = contents
    .slice(0, most)
    .map((content, at): KfSending => ({ kind: 'message', id: idOf(replies, at), ...address, content }));
  return [...messages, ...transfers(replies, address)];
}

function transfers(replies: readonly Reply[], address: KfAddress): KfSending[] {
  const handoff = replies.find(({ act }) => act === 'handoff');
  if (!handoff) return [];
  const otherwise = renderReply(handoff)[0] ?? handoff.text;
  return [{ kind: 'transfer', id: idOf(replies, mostMessages), ...address, otherwise }];
}

/** Options in a menu below the words where both fit into one message; more options than that are numbered. */
function contentsOf(reply: Reply): Content[] {
  const { options = [] } = reply;
  const text = (content: string): Content => ({ msgtype: 'text', text: { content } });
  if (options.length === 0 || options.length > menuLimits.entries) return renderReply(reply).map(text);
  const words = renderReply({ ...reply, options: [] });
  const [only] = words;
  const isShort = words.length === 1 && only !== undefined && bytesOf(only) <= menuLimits.head;
  return isShort ? [menu(options, only)] : [...words.map(text), menu(options)];
}

const menu = (options: readonly Option[], head?: string): Content => ({
  msgtype: 'msgmenu',
  msgmenu: {
    ...(head !== undefined && { head_content: head }),
    list: options.map((option, at) => ({
      type: 'click',
      click: {
        id: pickKey(option, at, menuLimits.id),
        content: cutText(`${at + 1}. ${option.label}`, menuLimits.label),
      },
    })),
  },
});

/** 32 letters and digits at most; follows from the turn. */
const idOf = ([first]: readonly Reply[], at: number): string =>
  createHash('sha256').update(`${first?.messageId}/${at}`).digest('hex').slice(0, 32);
