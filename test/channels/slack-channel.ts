/** The Slack channel over its stub: the real routes on an Express app, signed requests in, what Slack shows out. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { openSlack, type SlackDeps } from '../../bot/channels/slack/open-slack.ts';
import { addSlackRoutes } from '../../bot/http/routes/slack.ts';
import type { TestClock } from '../bot/clock.ts';
import * as requests from './slack-requests.ts';
import { openSlackStub, type SlackStub, type StubCall } from './slack-stub.ts';

export interface SlackUnderTest {
  readonly stub: SlackStub;
  /** Base of the response addresses. */
  readonly hooks: string;
  /** Seconds of the test clock. */
  now(): number;
  deliver(call: requests.SignedCall): Promise<{ status: number; text: string; ms: number }>;
  event(event: object, id?: string): Promise<{ status: number; text: string; ms: number }>;
  close(): Promise<void>;
}

export interface SlackParts extends Omit<SlackDeps, 'clock'> {
  readonly clock: TestClock;
}

let events = 0;

export async function openSlackUnderTest(parts: SlackParts, patience?: number): Promise<SlackUnderTest> {
  const stub = await openSlackStub();
  const settings = { botToken: 'xoxb-1', signingSecret: requests.secret, apiUrl: stub.apiUrl };
  const slack = await openSlack(settings, parts);
  const app = express();
  addSlackRoutes(app, { ...parts, channels: { slack }, ...(patience !== undefined && { patience }) });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const now = () => Math.floor(parts.clock().epochMilliseconds / 1000);

  async function deliver({ path, headers, body }: requests.SignedCall) {
    const started = performance.now();
    const response = await fetch(base + path, { method: 'POST', headers, body });
    const text = await response.text();
    return { status: response.status, text, ms: performance.now() - started };
  }

  return {
    ...{ stub, now, deliver },
    hooks: stub.apiUrl.replace('/api/', '/hooks/'),
    event: (event, id = `Ev${++events}`) => deliver(requests.anEvent(event, id, now())),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await slack.stop();
      await stub.close();
    },
  };
}

/** A message as a person reads it: its words and its buttons, without where it comes from. */
export function readMessage({ args }: Pick<StubCall, 'args'>): string {
  if (!args.blocks) return args.text;
  // biome-ignore lint/suspicious/noExplicitAny: any block
  const lines = args.blocks.flatMap((block: any) => {
    if (block.type === 'section') return [block.text.text];
    if (block.type !== 'actions') return [];
    return block.elements.map((element: { text: { text: string } }) => element.text.text);
  });
  return asWritten(lines.join('\n'));
}

/** Links as plain text has them, entities as characters. */
const asWritten = (mrkdwn: string): string =>
  mrkdwn
    .replace(/<([^<>|]*)\|([^<>]*)>/g, (_, url, label) =>
      url === `tel:${label}` ? label : `${label} (${url})`,
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
