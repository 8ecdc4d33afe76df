/** Every entry and every rule as Slack shows it, in one file for a reader to look through. */
import { expect, test } from 'vitest';
import type { Place } from '../../../adapters/slack/place.ts';
import { render } from '../../../adapters/slack/render.ts';
import { goldenReplies } from '../../channels/golden-replies.ts';
import { refusalOf } from '../../channels/slack-stub.ts';

const place: Place = { team: 'T1', channel: 'C1', user: 'U1', manner: 'thread', thread: '1.1' };

/** Blocks as lines: mrkdwn as it is, buttons in brackets. */
function draw(blocks: readonly Record<string, unknown>[]): string {
  return blocks.flatMap(lines).join('\n');
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

test('31 entries and 21 rules', async () => {
  const replies = goldenReplies();
  expect(replies).toHaveLength(31 + 21);
  const drawn = replies.map(({ name, reply }) => {
    const sendings = render([reply], place);
    const blocks = sendings.flatMap((sending) => ('blocks' in sending ? [sending.blocks] : []));
    expect(blocks.map(refusalOf)).toEqual(blocks.map(() => undefined));
    return `## ${name}\n\n${blocks.map(draw).join('\n\n---\n\n')}\n`;
  });
  await expect(drawn.join('\n')).toMatchFileSnapshot('../../fixtures/slack/golden.md');
});
