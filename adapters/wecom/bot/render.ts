/** Replies as the one Markdown text that a 智能机器人 shows for a message. */
import { z } from 'zod';
import type { Reply } from '../../channel.ts';
import { splitText } from '../../split-text.ts';
import { optionHead } from '../option-head.ts';

/** What WeCom takes. */
export const mostBytes = 20_480;

const addressSchema = z.object({ stream: z.string() });
export const streamSchema = z.object({ stream: z.string(), content: z.string() });
export type BotStream = z.infer<typeof streamSchema>;

/** Always one, also when there is nothing to say: whoever asks how far it is must learn that it has ended. */
export function renderBot(replies: readonly Reply[], address: unknown): [BotStream] {
  const { stream } = addressSchema.parse(address);
  const content = replies.map(markdownOf).join('\n\n');
  return [{ stream, content: splitText(content, mostBytes)[0] ?? '' }];
}

export function markdownOf(reply: Reply): string {
  const { markdown, options = [], links = [], sources, act } = reply;
  // a result names its sources itself
  const [source] = act === 'answer' ? sources : [];
  const parts = [
    markdown,
    optionHead(reply) ?? '',
    options.map(({ label }, at) => `${at + 1}. ${label}`).join('\n'),
    source ? `> ${source.section} › ${source.heading}` : '',
    links
      .filter(({ url }) => !markdown.includes(url))
      .map(({ title, url }) => `- [${title}](${url})`)
      .join('\n'),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}
