/** Draws the typed tree of a reply. Everything is a text node or an element named here: there is no HTML. */
import type { ComponentChildren } from 'preact';
import type { Block, Content, Inline } from '../channel.ts';
import { followable } from './link.ts';

export function ContentView({ content }: { readonly content: Content }) {
  return content.map((block, at) => <BlockView key={at} block={block} />);
}

function BlockView({ block }: { readonly block: Block }) {
  switch (block.type) {
    case 'paragraph':
      return (
        <p>
          <Inlines parts={block.children} />
        </p>
      );
    case 'note':
      return (
        <div class="note">
          <ContentView content={block.children} />
        </div>
      );
    case 'list': {
      const items = block.items.map((item, at) => (
        <li key={at}>
          <ContentView content={item} />
        </li>
      ));
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    default:
      return null;
  }
}

function Inlines({ parts }: { readonly parts: readonly Inline[] }) {
  return parts.map((part, at) => <InlineView key={at} part={part} />);
}

function InlineView({ part }: { readonly part: Inline }) {
  switch (part.type) {
    case 'text':
      return part.text;
    case 'code':
      return <code>{part.text}</code>;
    case 'strong':
      return (
        <strong>
          <Inlines parts={part.children} />
        </strong>
      );
    case 'link':
      return (
        <LinkView url={part.url}>
          <Inlines parts={part.children} />
        </LinkView>
      );
    default:
      return null;
  }
}

interface LinkProps {
  readonly url: string;
  readonly children: ComponentChildren;
}

/** A link that opens in a page of its own and tells the other page nothing. */
export function LinkView({ url, children }: LinkProps) {
  const href = followable(url);
  if (href === undefined) return <span>{children}</span>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
