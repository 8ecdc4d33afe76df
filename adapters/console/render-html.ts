/** The reply's tree as the few HTML elements that a ticket's editor keeps when pasted. For the clipboard only; no page of ours shows it. */
import type { Block, Content, Inline } from '../channel.ts';

/** HTML without attributes but `href`; every text is escaped. */
export function renderHtml(content: Content): string {
  return content.map(blockHtml).join('');
}

function blockHtml(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return `<p>${inlineHtml(block.children)}</p>`;
    case 'note':
      return `<blockquote>${renderHtml(block.children)}</blockquote>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}>${block.items.map((item) => `<li>${itemHtml(item)}</li>`).join('')}</${tag}>`;
    }
  }
}

/** An item of one paragraph stands without `<p>`, or editors put blank lines into the list. */
function itemHtml(item: readonly Block[]): string {
  const [first, ...rest] = item;
  return first?.type === 'paragraph' ? inlineHtml(first.children) + renderHtml(rest) : renderHtml(item);
}

const inlineHtml = (children: readonly Inline[]): string => children.map(elementOf).join('');

function elementOf(part: Inline): string {
  switch (part.type) {
    case 'text':
      return escaped(part.text).replaceAll('\n', '<br>');
    case 'code':
      return `<code>${escaped(part.text)}</code>`;
    case 'strong':
      return `<strong>${inlineHtml(part.children)}</strong>`;
    case 'link':
      return `<a href="${escaped(part.url)}">${inlineHtml(part.children)}</a>`;
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
