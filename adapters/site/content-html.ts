/** The typed tree of an answer as HTML. */
import type { Block, Content, Inline } from '../channel.ts';
import { type Child, element, type Html } from './html.ts';

export function contentHtml(content: Content): Html[] {
  return content.map(blockHtml);
}

function blockHtml(block: Block): Html {
  switch (block.type) {
    case 'paragraph':
      return element('p', {}, inlinesHtml(block.children));
    case 'note':
      return element('div', { class: 'note', role: 'note' }, contentHtml(block.children));
    case 'list':
      return element(
        block.ordered ? 'ol' : 'ul',
        {},
        block.items.map((item) => element('li', {}, itemHtml(item))),
      );
  }
}

/** A short item is a line, not a paragraph. */
function itemHtml(item: readonly Block[]): Child {
  const [first, ...rest] = item;
  return first?.type === 'paragraph' ? [inlinesHtml(first.children), contentHtml(rest)] : contentHtml(item);
}

function inlinesHtml(inlines: readonly Inline[]): Child {
  return inlines.map(inlineHtml);
}

function inlineHtml(inline: Inline): Child {
  switch (inline.type) {
    case 'text':
      return lines(inline.text);
    case 'strong':
      return element('strong', {}, inlinesHtml(inline.children));
    case 'code':
      return element('code', {}, inline.text);
    case 'link':
      return element('a', { href: inline.url, rel: 'noopener' }, inlinesHtml(inline.children));
  }
}

/** A new line in a text is a new line on the page. */
function lines(text: string): Child {
  return text.split('\n').map((line, at) => (at === 0 ? line : [lineBreak, line]));
}

const lineBreak = element('br');
