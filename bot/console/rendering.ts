/** One text in every form that an agent pastes, personal numbers masked. */
import type { Rendered } from '../../adapters/console/console-api.ts';
import { renderHtml } from '../../adapters/console/render-html.ts';
import { parseMarkdown, toText } from '../../adapters/markdown.ts';
import { renderMrkdwn } from '../../adapters/slack/render-text.ts';
import { renderWecomText } from '../../adapters/wecom/render-text.ts';
import { maskPersonalData } from '../understand/personal-data.ts';

/** Renders the small Markdown of the knowledge base; whatever is none of it stays the text it is. */
export function renderAll(typed: string): Rendered {
  const markdown = maskPersonalData(typed).text;
  const content = parseMarkdown(markdown);
  return {
    content,
    html: renderHtml(content),
    plain: toText(content),
    markdown,
    slack: renderMrkdwn(content),
    wecom: renderWecomText(content),
  };
}
