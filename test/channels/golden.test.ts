/**
 * Every entry and every rule as each channel shows it, one file a channel for a reader to look through.
 * `npx vitest run --project unit test/channels/golden.test.ts -u` writes them anew.
 */
import { expect, test } from 'vitest';
import type { Reply } from '../../adapters/channel.ts';
import { render as renderSlack } from '../../adapters/slack/render.ts';
import { bytesOf } from '../../adapters/split-text.ts';
import { renderApp } from '../../adapters/wecom/app/render.ts';
import { renderBot } from '../../adapters/wecom/bot/render.ts';
import { renderKf } from '../../adapters/wecom/kf/render.ts';
import { goldenReplies } from './golden-replies.ts';
import { refusalOf } from './slack-stub.ts';

type Draw = (reply: Reply) => readonly string[];

/** Blocks as lines: mrkdwn as it is, buttons in brackets. */
function slack(reply: Reply): string[] {
  const place = { team: 'T1', channel: 'C1', user: 'U1', manner: 'thread', thread: '1.1' };
  return renderSlack([reply], place).flatMap((sending) => {
    if (!('blocks' in sending)) return [];
    expect(refusalOf(sending.blocks)).toBeUndefined();
    return [sending.blocks.flatMap(lines).join('\n')];
  });
}

// biome-ignore lint/suspicious/noExplicitAny: any block
function lines(block: any): string[] {
  if (block.type === 'section') return [block.text.text, ''];
  if (block.type === 'actions')
    return block.elements.map(
      (one: { text: { text: string }; value: string }) => `[ ${one.text.text} ] ${one.value}`,
    );
  if (block.type === 'context') return block.elements.map((one: { text: string }) => one.text);
  const [thumbs] = block.elements;
  return [`[ ${thumbs.positive_button.text.text} ] [ ${thumbs.negative_button.text.text} ]`];
}

const wecomApp: Draw = (reply) =>
  renderApp([reply], { user: 'U1' }).map((sending) =>
    sending.kind === 'text' ? ofAtMost(2048, sending.text) : JSON.stringify(sending.card),
  );

const wecomKf: Draw = (reply) =>
  renderKf([reply], { user: 'U1', account: 'K1' }).map((sending) => {
    if (sending.kind === 'transfer') return `→ ${sending.otherwise}`;
    const { content } = sending;
    if (content.msgtype === 'text') return ofAtMost(2048, content.text.content);
    const { head_content: head, list } = content.msgmenu as {
      head_content?: string;
      list: { click: { id: string; content: string } }[];
    };
    return [ofAtMost(1024, head ?? ''), ...list.map(({ click }) => `[ ${click.content} ] ${click.id}`)].join(
      '\n',
    );
  });

const wecomBot: Draw = (reply) =>
  renderBot([reply], { stream: 's1' }).map(({ content }) => ofAtMost(20_480, content));

function ofAtMost(bytes: number, text: string): string {
  expect(bytesOf(text)).toBeLessThanOrEqual(bytes);
  return text;
}

test.each<[string, Draw]>([
  ['slack', slack],
  ['wecom-app', wecomApp],
  ['wecom-kf', wecomKf],
  ['wecom-bot', wecomBot],
])('%s: 31 entries and 21 rules', async (channel, draw) => {
  const replies = goldenReplies();
  expect(replies).toHaveLength(31 + 21);
  const drawn = replies.map(({ name, reply }) => `## ${name}\n\n${draw(reply).join('\n\n---\n\n')}\n`);
  await expect(drawn.join('\n')).toMatchFileSnapshot(`../fixtures/golden/${channel}.md`);
});
