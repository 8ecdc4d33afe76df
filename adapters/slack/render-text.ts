/** The reply's tree as Slack's mrkdwn: its own marks, everything else escaped, so that no text can ping or link by itself. */
import type { Block, Content, Inline } from '../channel.ts';

/** One string of mrkdwn. Blocks stand apart by a blank line; lists have marks of their own, since mrkdwn knows none. */
export function renderMrkdwn(content: Content): string {
  return content.map((block) => blockLines(block).join('\n')).join('\n\n');
}

/** `&`, `<` and `>` are all that mrkdwn needs escaped; with them gone, `<!channel>` and `<@U1>` are words. */
export const escapeMrkdwn = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function blockLines(block: Block): string[] {
  switch (block.type) {
    case 'paragraph':
      return inlineText(block.children).split('\n');
    case 'note':
      return apart(block.children).map((line) => `> ${line}`.trimEnd());
    case 'list':
      return block.items.flatMap((item, at) => indent(apart(item), block.ordered ? `${at + 1}. ` : '• '));
  }
}

const apart = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block, at) => (at === 0 ? blockLines(block) : ['', ...blockLines(block)]));

const indent = (lines: readonly string[], mark: string): string[] =>
  lines.map((line, at) => (at === 0 ? mark + line : line && `   ${line}`));

function inlineText(children: readonly Inline[]): string {
  return children.map(mrkdwn).reduce(join, '');
}

function mrkdwn(part: Inline): string {
  switch (part.type) {
    case 'text':
      return escapeMrkdwn(part.text);
    case 'code':
      return `\`${escapeMrkdwn(part.text).replaceAll('`', 'ˋ')}\``;
    case 'strong':
      return `*${inlineText(part.children)}*`;
    case 'link':
      return `<${address(part.url)}|${inlineText(part.children).replace(/[\n|]/g, ' ')}>`;
  }
}

const address = (url: string): string =>
  escapeMrkdwn(url.replace(/[\s|<>]/g, (character) => encodeURIComponent(character)));

/** Slack sees a mark only at the edge of a word, and Chinese has no blanks: a zero-width one makes the edge. */
function join(before: string, next: string): string {
  const marked = /[*`]$/.test(before) || /^[*`]/.test(next);
  const needsEdge = marked && /\S$/u.test(before) && /^\S/u.test(next);
  return needsEdge ? `${before}\u200B${next}` : before + next;
}
