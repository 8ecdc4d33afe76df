/** A turn as it looks in a terminal: the reply's tree in plain text, what can be picked, and where it stands. */
import type { Reply, Turn } from '../../adapters/channel.ts';
import { renderContent } from './render-content.ts';

/** All replies of a turn, apart by a blank line. */
export function renderTurn({ replies }: Turn): string {
  return `${replies.map(renderReply).join('\n\n')}\n`;
}

function renderReply(reply: Reply): string {
  const sources = reply.act === 'answer' ? reply.sources : [];
  const parts = [
    renderContent(reply.content),
    (reply.options ?? []).map(({ label }, at) => `  ${at + 1}) ${label}`),
    sources.map(({ section, heading }) => `  ── ${section} › ${heading}`),
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}
