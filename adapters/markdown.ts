/** The small Markdown of the knowledge base, parsed once on the server into the tree that every renderer draws from. */
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Block, Content, Inline } from './channel.ts';

type Node = ReturnType<typeof fromMarkdown>['children'][number];
type Phrase = Extract<Node, { type: 'paragraph' }>['children'][number];

/** Paragraphs, lists, notes, links, strong and code; anything else, HTML included, stays the text it is. */
export function parseMarkdown(markdown: string): Content {
  if (isPlain(markdown)) return [{ type: 'paragraph', children: [{ type: 'text', text: markdown }] }];
  return fromMarkdown(markdown).children.map((node) => block(node, markdown));
}

/** Plain text: one line a paragraph or item, blocks apart by a blank line, links written out as `words (https://…)`. */
export function toText(content: Content): string {
  return content.map((part) => blockText(part).join('\n')).join('\n\n');
}

/** Markdown that parses to the same tree; only two lists in a row become one. */
export function toMarkdown(content: Content): string {
  return content.map((part) => blockMarkdown(part).join('\n')).join('\n\n');
}

/** Every link of the tree with the words it stands on, in order, each address once. */
export function linksOf(content: Content): { title: string; url: string }[] {
  const links = content.flatMap(blockInlines).flatMap(inlineLinks);
  return links.filter((link, at) => links.findIndex((other) => other.url === link.url) === at);
}

/** One line without a mark is what most sentences are, and needs no parser. */
const isPlain = (line: string): boolean =>
  /^[^\p{Cc}\\`*_[\]<&]+$/u.test(line) && !/^(?:[\s#>+=~-]|\d+[.)])|\s$/.test(line);

function block(node: Node, source: string): Block {
  switch (node.type) {
    case 'paragraph':
      return { type: 'paragraph', children: merge(node.children.map((child) => inline(child, source))) };
    case 'list':
      return {
        type: 'list',
        ordered: node.ordered === true,
        items: node.children.map((item) => item.children.map((child) => block(child, source))),
      };
    case 'blockquote':
      return { type: 'note', children: node.children.map((child) => block(child, source)) };
    default:
      return { type: 'paragraph', children: [{ type: 'text', text: slice(node, source) }] };
  }
}

function inline(node: Phrase, source: string): Inline {
  switch (node.type) {
    case 'text':
      return { type: 'text', text: node.value };
    case 'inlineCode':
      return { type: 'code', text: node.value };
    case 'break':
      return { type: 'text', text: '\n' };
    case 'strong':
      return { type: 'strong', children: merge(node.children.map((child) => inline(child, source))) };
    case 'link':
      return safe(node.url)
        ? {
            type: 'link',
            url: node.url,
            children: merge(node.children.map((child) => inline(child, source))),
          }
        : { type: 'text', text: slice(node, source) };
    default:
      return { type: 'text', text: slice(node, source) };
  }
}

/** The only addresses a reply may point to. */
const safe = (url: string): boolean => /^(https?:\/\/[^\s/]|tel:|mailto:)/i.test(url);

function slice(node: Node, source: string): string {
  return source.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
}

function merge(inlines: readonly Inline[]): Inline[] {
  const merged: Inline[] = [];
  for (const next of inlines) {
    const last = merged.at(-1);
    if (last?.type === 'text' && next.type === 'text') {
      merged[merged.length - 1] = { type: 'text', text: last.text + next.text };
    } else merged.push(next);
  }
  return merged;
}

function blockText(part: Block): string[] {
  switch (part.type) {
    case 'paragraph':
      return [part.children.map(inlineText).join('')];
    case 'note':
      return part.children.flatMap(blockText);
    case 'list':
      return part.items.flatMap((item, at) =>
        indent(item.flatMap(blockText), part.ordered ? `${at + 1}. ` : '- '),
      );
  }
}

function inlineText(part: Inline): string {
  if (part.type === 'text' || part.type === 'code') return part.text;
  const words = part.children.map(inlineText).join('');
  if (part.type === 'strong') return words;
  const address = part.url.replace(/^(tel|mailto):/i, '');
  return words.includes(address) ? words : `${words} (${address})`;
}

function blockMarkdown(part: Block): string[] {
  switch (part.type) {
    case 'paragraph':
      return lineStarts(part.children.map(inlineMarkdown).join('')).split('\n');
    case 'note':
      return apart(part.children).map((line) => (line === '' ? '>' : `> ${line}`));
    case 'list':
      return part.items.flatMap((item, at) => indent(apart(item), part.ordered ? `${at + 1}. ` : '- '));
  }
}

function apart(blocks: readonly Block[]): string[] {
  return blocks.flatMap((child, at) => (at === 0 ? blockMarkdown(child) : ['', ...blockMarkdown(child)]));
}

function inlineMarkdown(part: Inline): string {
  switch (part.type) {
    case 'text':
      return part.text.replace(/[\\`*_[\]<&]/g, '\\$&');
    case 'code':
      return codeSpan(part.text);
    case 'strong':
      return `**${part.children.map(inlineMarkdown).join('')}**`;
    case 'link':
      return `[${part.children.map(inlineMarkdown).join('')}](<${part.url}>)`;
  }
}

function codeSpan(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const gap = longest > 0 ? ' ' : '';
  return `${fence}${gap}${text}${gap}${fence}`;
}

/** A line of words must not turn into a heading, a list or a rule. */
const lineStarts = (text: string): string =>
  text.replace(/^([ \t]*)([#+=~>-])/gm, '$1\\$2').replace(/^([ \t]*\d+)([.)])/gm, '$1\\$2');

function indent(lines: readonly string[], mark: string): string[] {
  return lines.map((line, at) => (at === 0 ? mark + line : line && ' '.repeat(mark.length) + line));
}

function blockInlines(part: Block): readonly Inline[] {
  if (part.type === 'paragraph') return part.children;
  return part.type === 'note' ? part.children.flatMap(blockInlines) : part.items.flat().flatMap(blockInlines);
}

function inlineLinks(part: Inline): { title: string; url: string }[] {
  if (part.type === 'text' || part.type === 'code') return [];
  if (part.type === 'strong') return part.children.flatMap(inlineLinks);
  return [{ title: part.children.map(inlineText).join(''), url: part.url }];
}
