/** Replies → the calls that say them in Slack: mrkdwn in sections, options and thumbs as buttons, all within the limits. */
import type { ActionsBlock, KnownBlock, SectionBlock } from '@slack/types';
import type { Reply } from '../channel.ts';
import * as actions from './actions.ts';
import { button, buttonRow, sections, sourceLine, thumbs } from './blocks.ts';
import { limits } from './limits.ts';
import { type Place, placeSchema } from './place.ts';
import { escapeMrkdwn, renderMrkdwn } from './render-text.ts';
import type { Sending } from './sending.ts';
import { splitMrkdwn } from './split-mrkdwn.ts';
import { words } from './words.ts';

/** The same replies at the same place give the same calls. Throws ZodError for an address that is not a place. */
export function render(replies: readonly Reply[], address: unknown): Sending[] {
  const place = placeSchema.parse(address);
  return replies.flatMap((reply) => renderReply(reply, place));
}

export function renderReply(reply: Reply, place: Place): Sending[] {
  const messages = group(sections(renderMrkdwn(reply.content)));
  return messages.map((text, at) => {
    const isLast = at === messages.length - 1;
    const spoken = text.map((section) => section.text?.text ?? '').join('\n\n');
    // one message says all of it in plain words; several say each their part
    const fallback = messages.length === 1 ? inWords(reply) : spoken;
    return address(place, {
      key: `${reply.messageId}:${at + 1}`,
      text: splitMrkdwn(fallback, limits.fallback)[0] ?? '',
      blocks: [...text, ...(isLast ? footer(reply, place) : [])],
    });
  });
}

/** All of a reply without blocks: for notifications, screen readers, and whoever refuses the blocks. */
function inWords({ text, options = [] }: Reply): string {
  const labels = options.map(({ label }, at) => `${at + 1}. ${label}`);
  return escapeMrkdwn([text, ...labels].join('\n'));
}

/** Sections that one message takes together. */
function group(all: readonly SectionBlock[]): SectionBlock[][] {
  const groups: SectionBlock[][] = [];
  let room = 0;
  for (const section of all) {
    const length = section.text?.text.length ?? 0;
    const open = groups.at(-1);
    if (open && length <= room && open.length < limits.blocks) {
      open.push(section);
      room -= length;
    } else {
      groups.push([section]);
      room = limits.message - length;
    }
  }
  return groups;
}

function footer(reply: Reply, place: Place): KnownBlock[] {
  const hasSource = reply.act === 'answer' || reply.act === 'computed';
  const isRated = hasSource && place.manner !== 'whisper';
  return [
    ...choices(reply),
    ...(hasSource ? sourceLine(reply.sources) : []),
    ...(isRated ? [thumbs(reply.messageId)] : []),
    ...(place.manner === 'whisper' ? whispered(reply, place) : []),
  ];
}

function choices({ options = [] }: Reply): ActionsBlock[] {
  const buttons = options.map(({ label, value, entry }, at) =>
    button({ action: `${actions.choiceAction}:${at + 1}`, label, value: value ?? entry ?? label }),
  );
  return buttonRow(buttons);
}

/** Under what one person alone sees: sharing what is authored and nobody's own, and thumbs as plain buttons. */
function whispered({ act, entry, messageId }: Reply, { channel }: Place): ActionsBlock[] {
  const isAuthored = act === 'answer' && entry !== undefined && !channel.startsWith('D');
  const isRated = act === 'answer' || act === 'computed';
  const thumb = (rating: string, label: string) =>
    button({ action: `${actions.rateAction}:${rating}`, label, value: `${rating}:${messageId}` });
  return buttonRow([
    ...(isAuthored ? [button({ action: actions.shareAction, label: words.share, value: entry })] : []),
    ...(isRated ? [thumb('up', words.helpful), thumb('down', words.notHelpful)] : []),
  ]);
}

interface Spoken {
  readonly key: string;
  readonly text: string;
  readonly blocks: KnownBlock[];
}

function address(
  { manner, channel, thread, user, respondTo }: Place,
  { key, text, blocks }: Spoken,
): Sending {
  const said = { text, blocks: blocks.map((block) => ({ ...block })) };
  if (manner !== 'whisper') return { via: 'post', key, channel, ...(thread && { thread }), ...said };
  if (respondTo === undefined) return { via: 'whisper', channel, user, ...said };
  return { via: 'respond', url: respondTo, channel, user, audience: 'person', ...said };
}

/** An authored answer for everybody in the channel, on behalf of the one who looked it up. */
export function renderShared(reply: Reply, { user, channel, respondTo }: Place): Sending | undefined {
  if (respondTo === undefined || reply.act !== 'answer' || reply.computed) return undefined;
  const [text = []] = group(sections(`${words.shared(user)}\n\n${renderMrkdwn(reply.content)}`));
  return {
    ...{ via: 'respond', url: respondTo, channel, user, audience: 'channel' },
    text: splitMrkdwn(escapeMrkdwn(reply.text), limits.fallback)[0] ?? '',
    blocks: [...text, ...sourceLine(reply.sources)].map((block) => ({ ...block })),
  };
}
