/** A whole reply as WeCom texts: what is said, what can be picked by its number, where it stands, where to go. */
import type { Block, Content, Reply } from '../channel.ts';
import { optionHead } from './option-head.ts';
import { renderWecomText } from './render-text.ts';

export function renderReply(reply: Reply): string[] {
  return renderWecomText([
    ...reply.content,
    ...optionBlocks(reply),
    ...sourceBlocks(reply),
    ...linkBlocks(reply),
  ]);
}

const paragraph = (text: string): Block => ({ type: 'paragraph', children: [{ type: 'text', text }] });

function optionBlocks(reply: Reply): Content {
  const { options = [] } = reply;
  if (options.length === 0) return [];
  const head = optionHead(reply);
  const items = options.map(({ label }) => [paragraph(label)]);
  return [...(head ? [paragraph(head)] : []), { type: 'list', ordered: true, items }];
}

/** A result names its sources itself. */
function sourceBlocks({ act, sources }: Reply): Content {
  const [source] = act === 'answer' ? sources : [];
  return source ? [paragraph(`── ${source.section} › ${source.heading}`)] : [];
}

/** Links that the text does not hold itself, such as the ways to a human. */
function linkBlocks({ content, links = [] }: Reply): Content {
  const said = JSON.stringify(content);
  const missing = links.filter(({ url }) => !said.includes(JSON.stringify(url)));
  if (missing.length === 0) return [];
  const items = missing.map(({ title, url }) => [paragraph(`${title}：${url.replace(/^tel:/, '')}`)]);
  return [{ type: 'list', ordered: false, items }];
}
