/** What is said to a person without a message of theirs, such as the words of an agent: as messages for the queue of their platform. */
import type { Reply } from '../../adapters/channel.ts';
import type { Platform } from '../../adapters/delivery.ts';
import { render as renderSlack } from '../../adapters/slack/render.ts';
import { channel as wecomApp } from '../../adapters/wecom/app/parse.ts';
import { renderApp } from '../../adapters/wecom/app/render.ts';
import { channel as wecomKf } from '../../adapters/wecom/kf/parse.ts';
import { renderKf } from '../../adapters/wecom/kf/render.ts';
import type { OutboxMessage } from '../store/outbox.ts';

/** The platforms that take a message at any time. */
const platforms: Readonly<Record<string, Platform['render']>> = {
  slack: renderSlack,
  [wecomApp]: renderApp,
  [wecomKf]: renderKf,
};

/** The queue of what is to be sent. */
export const outgoingOf = (channel: string): string => `${channel}/out`;

export interface Recipient {
  readonly channel: string;
  /** What is sent in one conversation leaves in order. */
  readonly conversation: string;
  /** As the adapter of the platform has it. */
  readonly address: unknown;
}

/** Nothing for a platform that takes no message by itself. The same replies give the same messages. */
export function toOutbox({ channel, conversation, address }: Recipient, reply: Reply): OutboxMessage[] {
  const sendings = platforms[channel]?.([reply], address) ?? [];
  return sendings.map((payload, at) => ({
    ...{ id: `${channel}:${reply.messageId}/${at + 1}`, channel: outgoingOf(channel) },
    ...{ conversation, payload },
  }));
}
