/** The reply's tree as WeCom text messages, which know neither bold nor lists and are cut by the platform after 2,048 bytes. */
import type { Block, Content } from '../channel.ts';
import { toText } from '../markdown.ts';
import { splitText } from '../split-text.ts';

export const mostBytes = 2048;

/** The messages to send, in order, each of at most 2,048 UTF-8 bytes. Links are written out; WeCom makes them tappable. */
export function renderWecomText(content: Content): string[] {
  return splitText(content.map((block) => lines(block).join('\n')).join('\n\n'), mostBytes);
}

function lines(block: Block): string[] {
  if (block.type === 'note') return block.children.flatMap(lines).map((line) => `※ ${line}`);
  if (block.type === 'paragraph') return toText([block]).split('\n');
  return block.items.flatMap((item, at) => marked(item.flatMap(lines), block.ordered ? `${at + 1}. ` : '· '));
}

const marked = (item: readonly string[], mark: string): string[] =>
  item.map((line, at) => (at === 0 ? mark + line : `　${line}`));
