/** A person who writes to the assistant in Slack, and what the platform's stand-in shows of the answers. */
import { expect } from 'vitest';
import { readMessage } from '../channels/slack-channel.ts';
import { aDirectMessage, anEvent } from '../channels/slack-requests.ts';
import type { SlackStub } from '../channels/slack-stub.ts';

let count = 0;

/** Sends one direct message, which the server must take. */
export async function sayInSlack(serverUrl: string, text: string): Promise<void> {
  count += 1;
  const now = Math.floor(Date.now() / 1000);
  const event = aDirectMessage(text, `${now}.${String(count).padStart(6, '0')}`);
  const { path, headers, body } = anEvent(event, `Ev${count}`, now);
  expect((await fetch(serverUrl + path, { method: 'POST', headers, body })).status).toBe(200);
}

export const shownIn = (stub: SlackStub): string[] => stub.posted.map(readMessage);
