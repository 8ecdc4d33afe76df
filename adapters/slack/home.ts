/** The home tab: a search field, the opening questions or what was found, and an answer that was picked. */
import type { KnownBlock } from '@slack/types';
import type { Reply } from '../channel.ts';
import * as actions from './actions.ts';
import { button, buttonRow, searchField, sections, sourceLine } from './blocks.ts';
import { clip, limits } from './limits.ts';
import { escapeMrkdwn, renderMrkdwn } from './render-text.ts';
import type { Sending } from './sending.ts';
import { words } from './words.ts';

export interface Home {
  readonly user: string;
  readonly query?: string;
  readonly hits: readonly { readonly entry: string; readonly question: string }[];
  readonly answer?: Reply;
}

export function renderHome({ user, query, hits, answer }: Home): Sending {
  const blocks: KnownBlock[] = [searchField(query), ...(answer ? shown(answer) : listed(hits, query))];
  return { via: 'home', user, blocks: blocks.slice(0, limits.view).map((block) => ({ ...block })) };
}

function listed(hits: Home['hits'], query = ''): KnownBlock[] {
  if (hits.length === 0) return sections(words.foundNothing);
  const rows = hits.map(({ entry, question }, at): KnownBlock => {
    const show = button({ action: `${actions.homeEntryAction}:${at + 1}`, label: words.show, value: entry });
    return {
      type: 'section',
      text: { type: 'mrkdwn', text: escapeMrkdwn(clip(question, 500)) },
      accessory: show,
    };
  });
  return [...sections(query === '' ? words.opening : words.found), ...rows];
}

function shown(answer: Reply): KnownBlock[] {
  const back = button({ action: actions.homeEntryAction, label: words.back, value: '' });
  const title = answer.question ? `*${escapeMrkdwn(answer.question)}*\n\n` : '';
  return [
    { type: 'divider' },
    ...sections(`${title}${renderMrkdwn(answer.content)}`),
    ...sourceLine(answer.sources),
    ...buttonRow([back]),
  ];
}
