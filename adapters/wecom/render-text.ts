/** The reply's tree as WeCom text messages, which know neither bold nor lists and are cut by the platform after 2,048 bytes. */
import type { Block, Content, Inline } from '../channel.ts';
import { splitText } from '../split-text.ts';

export const mostBytes = 2048;

/**
 * The messages to send, in order, each of at most 2,048 UTF-8 bytes. Links are written out between blanks, so that
 * WeCom makes them tappable and takes nothing else into them.
 */
export function renderWecomText(content: Content): string[] {
  return splitText(content.map((block) => lines(block).join('\n')).join('\n\n'), mostBytes);
}

function lines(block: Block): string[] {
  if (block.type === 'note') return marked(block.children.flatMap(lines), '※ ');
  if (block.type === 'paragraph') return inWords(block.children).split('\n');
  return block.items.flatMap((item, at) => marked(item.flatMap(lines), block.ordered ? `${at + 1}. ` : '· '));
}

const marked = (item: readonly string[], mark: string): string[] =>
  item.map((line, at) => (at === 0 ? mark + line : `　${line}`));

const inWords = (parts: readonly Inline[]): string => parts.map(written).reduce(join, '');

function written(part: Inline): string {
  if (part.type === 'text' || part.type === 'code') return part.text;
  const words = inWords(part.children);
  if (part.type === 'strong') return words;
  const address = part.url.replace(/^(tel|mailto):/i, '');
  return words.includes(address) ? words : `${words} ${address}`;
}

/** An address ends at a blank, and at nothing else for sure. */
const join = (before: string, next: string): string =>
  before.split(/\s/).at(-1)?.includes('://') && /^\S/.test(next) ? `${before} ${next}` : before + next;
