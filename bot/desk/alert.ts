/** Tells agents whose console is closed that somebody waits: a line in a Slack channel or a WeCom group, without personal data. */
import type { OutboxMessage } from '../store/outbox.ts';

export const webhookKinds = ['slack', 'wecom'] as const;
export type WebhookKind = (typeof webhookKinds)[number];

export interface Webhook {
  /** Whoever knows it may write there: it is never logged. */
  readonly url: string;
  readonly kind: WebhookKind;
}

/** Where agents are told, and where our console is. */
export interface Alerts {
  readonly webhook: Webhook;
  readonly publicUrl?: string;
}

export const alertChannel = 'desk-alert';

export interface AlertAbout {
  readonly id: string;
  readonly conversation: string;
  readonly channel: string;
  /** The entry that was spoken of last. */
  readonly topic?: string;
}

/** One alert a handoff: its id is that of the handoff. */
export function alertFor({ id, conversation, channel, topic }: AlertAbout): OutboxMessage {
  const payload = { handoff: id, channel, ...(topic !== undefined && { topic }) };
  return { id: `${alertChannel}:${id}`, channel: alertChannel, conversation, payload };
}

/** What an alert says; `question` is that of the knowledge base, not the customer's. */
export interface AlertWords {
  readonly handoff: string;
  readonly channel: string;
  readonly question?: string;
}

const channelNames: Readonly<Record<string, string>> = {
  web: '网页',
  slack: 'Slack',
  'wecom-app': '企业微信',
};

/** The body that the platform takes. */
export function alertBody({ webhook, publicUrl }: Alerts, words: AlertWords): unknown {
  const link =
    publicUrl && `${publicUrl.replace(/(?<!\/)\/+$/, '')}/console#/desk/${encodeURIComponent(words.handoff)}`;
  const title = `有客户在等人工（${channelNames[words.channel] ?? words.channel}）`;
  const about = words.question === undefined ? [] : [`刚才问到：${words.question}`];
  if (webhook.kind === 'slack') {
    const lines = [title, ...about].map(escapeMrkdwn);
    return { text: [...lines, ...(link ? [`<${link}|打开对话>`] : [])].join('\n') };
  }
  const lines = [
    `**${title}**`,
    ...about.map((line) => `> ${line}`),
    ...(link ? [`[打开对话](${link})`] : []),
  ];
  return { msgtype: 'markdown', markdown: { content: lines.join('\n') } };
}

const escapeMrkdwn = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
