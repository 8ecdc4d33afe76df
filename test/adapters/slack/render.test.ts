/** Replies in Slack's blocks, within its limits, with nothing that could ping. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Reply } from '../../../adapters/channel.ts';
import { parseMarkdown, toText } from '../../../adapters/markdown.ts';
import type { Place } from '../../../adapters/slack/place.ts';
import { render, renderShared } from '../../../adapters/slack/render.ts';
import type { Sending } from '../../../adapters/slack/sending.ts';
import { splitMrkdwn } from '../../../adapters/slack/split-mrkdwn.ts';
import { refusalOf } from '../../channels/slack-stub.ts';

const thread: Place = { team: 'T1', channel: 'C1', user: 'U1', manner: 'thread', thread: '1.1' };
const whisper: Place = {
  team: 'T1',
  channel: 'C1',
  user: 'U1',
  manner: 'whisper',
  respondTo: 'https://hooks.slack.com/1',
};

const source = { entry: 'e', section: '审核', heading: '多久？', quote: '', document: 'faq.md' };
function aReply(markdown: string, over: Partial<Reply> = {}): Reply {
  const content = parseMarkdown(markdown);
  return {
    act: 'answer',
    entry: 'e',
    text: toText(content),
    markdown,
    content,
    sources: [source],
    messageId: 'm1',
    ...over,
  };
}
const drawn = (sendings: readonly Sending[]) => JSON.stringify(sendings);
const blocksOf = (sending: Sending | undefined) => (sending && 'blocks' in sending ? sending.blocks : []);

test('an answer in a thread: words, source, options, thumbs', () => {
  const options = [
    { label: '个人', entry: 'p' },
    { label: '企业', value: 'e#v' },
  ];
  const [sending, ...more] = render([aReply('请**先**认证 <!channel>', { options })], thread);
  expect(more).toEqual([]);
  expect(sending).toMatchObject({ via: 'post', channel: 'C1', thread: '1.1', key: 'm1:1' });
  expect(blocksOf(sending).map(({ type }) => type)).toEqual([
    'section',
    'actions',
    'context',
    'context_actions',
  ]);
  expect(drawn([sending as Sending])).not.toContain('<!channel>');
});

test('what one person sees can be shared when it is authored, and not when it is computed', () => {
  const computed = {
    rule: 'r',
    asOf: '',
    facts: {},
    values: {},
    steps: [],
    basis: 'stated',
    sources: [],
  } as const;
  expect(drawn(render([aReply('好')], whisper))).toContain('"share"');
  expect(drawn(render([aReply('好', { act: 'computed', computed })], whisper))).not.toContain('"share"');
  expect(drawn(render([aReply('好', { act: 'ask' })], whisper))).not.toContain('"share"');
  expect(drawn(render([aReply('好')], { ...whisper, channel: 'D1' }))).not.toContain('"share"');
  expect(renderShared(aReply('好', { computed }), whisper)).toBeUndefined();
});

describe('whatever is said keeps within the limits, and nothing of it is lost', () => {
  const row = '- 一个很长的步骤，带[链接](https://a.example/x?a=1&b=2)和 <标记> & 符号\n';
  test.each([
    ['a short one', '好'],
    ['many steps', row.repeat(150)],
    ['many paragraphs', '段落。\n\n'.repeat(900)],
    ['one endless line', '很长'.repeat(20_000)],
    ['entities at every cut', '<&>'.repeat(9000)],
    ['families', '👨‍👩‍👧‍👦'.repeat(2000)],
  ])('%s', (_, markdown) => {
    const options = Array.from({ length: 30 }, (__, at) => ({
      label: `选项${at}`.repeat(30),
      entry: `e${at}`,
    }));
    const sendings = render([aReply(markdown, { options })], thread);
    for (const sending of sendings) expect(refusalOf(blocksOf(sending))).toBeUndefined();
    const text = sendings
      .flatMap(blocksOf)
      .map(
        (block) => z.object({ text: z.object({ text: z.string() }) }).safeParse(block).data?.text.text ?? '',
      );
    const marks = (one: string) => one.replace(/\s/g, '').length;
    expect(marks(text.join(''))).toBeGreaterThanOrEqual(
      marks(toText(parseMarkdown(markdown)).replace(/https?:\S+/g, '')) - 10,
    );
  });

  test('no piece ends within a link, an entity or a character', () => {
    const text = '<https://a.example/long|标签>&amp;👨‍👩‍👧‍👦'.repeat(50);
    const pieces = splitMrkdwn(text, 100);
    expect(pieces.join('')).toBe(text);
    for (const piece of pieces) {
      expect(piece.length).toBeLessThanOrEqual(100);
      expect(piece).toMatch(/^(?:<[^<>]*>|&amp;|👨‍👩‍👧‍👦)+$/);
    }
  });
});

test('every answer of the knowledge base is within the limits', () => {
  const answers = readFileSync('test/fixtures/real-name-faq.md', 'utf8').split(/^#+ /m);
  for (const answer of answers) {
    for (const sending of render([aReply(answer)], thread))
      expect(refusalOf(blocksOf(sending))).toBeUndefined();
  }
});
