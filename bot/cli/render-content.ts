/** The reply's typed tree as lines for a terminal. */
import type { Block, Content } from '../../adapters/channel.ts';
import { toText } from '../../adapters/markdown.ts';

/** Lists get marks, notes a bar, links are written out. */
export function renderContent(content: Content): string[] {
  return content.flatMap((block, at) => (at === 0 ? lines(block) : ['', ...lines(block)]));
}

function lines(block: Block): string[] {
  if (block.type === 'note') return renderContent(block.children).map((line) => `  │ ${line}`.trimEnd());
  if (block.type === 'paragraph') return toText([block]).split('\n');
  return block.items.flatMap((item, at) => marked(renderContent(item), block.ordered ? `${at + 1}. ` : '• '));
}

function marked(item: readonly string[], mark: string): string[] {
  return item.map((line, at) => (at === 0 ? mark + line : ' '.repeat(mark.length) + line));
}
