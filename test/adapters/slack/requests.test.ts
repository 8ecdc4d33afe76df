/** Signed requests, genuine and not, and what each asks of us; Slack's own package as the oracle. */
import { readFileSync } from 'node:fs';
import { verifySlackRequest } from '@slack/bolt';
import { describe, expect, test, vi } from 'vitest';
import { parseBody } from '../../../adapters/slack/parse.ts';
import { verifyRequest } from '../../../adapters/slack/verify.ts';

interface Case {
  readonly name: string;
  readonly contentType?: string;
  readonly timestamp?: string;
  readonly signature?: string;
  readonly clock?: number;
  readonly body: string;
  readonly verdict: string;
  readonly arrival?: Readonly<Record<string, unknown>>;
}
const file = JSON.parse(readFileSync('test/fixtures/slack/requests.json', 'utf8'));
const { secret, clock }: { secret: string; clock: number } = file;
const cases: Case[] = file.requests;
const genuine = cases.filter(({ verdict }) => verdict === 'genuine');

test.each(cases)('$name: $verdict', ({ timestamp, signature, body, verdict, clock: now = clock }) => {
  expect(verifyRequest({ timestamp, signature, body: Buffer.from(body) }, { secret, now })).toBe(verdict);
});

test.each(genuine)('asks for what it should: $name', ({ body, contentType, arrival = {} }) => {
  const parsed: Record<string, unknown> = { ...parseBody(Buffer.from(body), contentType) };
  const flat = { ...(parsed.place as object), ...parsed };
  expect(flat).toMatchObject(arrival);
});

describe("Slack's own package", () => {
  test.each(genuine)(
    'accepts it too: $name',
    ({ timestamp = '', signature = '', body, clock: now = clock }) => {
      vi.useFakeTimers({ now: now * 1000 });
      const headers = { 'x-slack-signature': signature, 'x-slack-request-timestamp': Number(timestamp) };
      expect(() => verifySlackRequest({ signingSecret: secret, body, headers })).not.toThrow();
      vi.useRealTimers();
    },
  );
});

test('one byte more makes another signature, and a short one is no fault', () => {
  const [first] = genuine;
  if (!first) throw new Error('no case');
  const body = Buffer.from(`${first.body} `);
  const { timestamp, signature } = first;
  expect(verifyRequest({ timestamp, signature, body }, { secret, now: clock })).toBe('signature_mismatch');
  expect(verifyRequest({ timestamp, signature: 'v0=', body }, { secret, now: clock })).toBe(
    'signature_mismatch',
  );
});

describe('bodies that Slack would not send are malformed, and throw nothing', () => {
  test.each([
    ['no JSON', 'application/json', '{'],
    ['another JSON', 'application/json', '[1]'],
    ['an event without an id', 'application/json', '{"type":"event_callback","event":{"type":"message"}}'],
    ['a form with a broken payload', 'application/x-www-form-urlencoded', 'payload=%7B'],
    [
      'a click without a click',
      'application/x-www-form-urlencoded',
      'payload=%7B%22type%22%3A%22block_actions%22%7D',
    ],
    ['a form of something else', 'application/x-www-form-urlencoded', 'a=b'],
  ])('%s', (_, type, body) => {
    expect(parseBody(Buffer.from(body), type)).toEqual({ kind: 'malformed' });
  });
});
