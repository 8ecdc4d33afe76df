/** Signed requests as Slack makes them, from made-up workspaces. */
import { signRequest } from '../../adapters/slack/verify.ts';

export const secret = '8f742231b10e8888abcd99yyyzzz85a5';

export interface SignedCall {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const sign = (path: string, type: string, body: string, now: number): SignedCall => {
  const timestamp = String(now);
  return {
    path: `/channels/slack/${path}`,
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signRequest({ timestamp, body }, secret),
    },
    body,
  };
};

const form = 'application/x-www-form-urlencoded';

export const signedEvent = (body: object, now: number): SignedCall =>
  sign('events', 'application/json', JSON.stringify(body), now);

export const anEvent = (event: object, id: string, now: number): SignedCall =>
  signedEvent(envelope(event, id), now);

export const envelope = (event: object, id: string) => ({
  ...{ type: 'event_callback', team_id: 'T1', context_team_id: 'T1', api_app_id: 'A1', event_id: id },
  ...{ event, event_time: 1, authorizations: [{ user_id: 'U0BOT', is_bot: true }] },
});

export const aDirectMessage = (text: string, ts: string, over: object = {}) => ({
  ...{ type: 'message', channel_type: 'im', channel: 'D1', user: 'U1', text, ts, event_ts: ts },
  ...over,
});

export const aMention = (text: string, ts: string, over: object = {}) => ({
  ...{ type: 'app_mention', channel: 'C1', user: 'U1', text: `<@U0BOT> ${text}`, ts, event_ts: ts },
  ...over,
});

export const aCommand = (text: string, { now, hooks }: { now: number; hooks: string }, trigger = '1.2.3') =>
  sign(
    'commands',
    form,
    new URLSearchParams({
      ...{ command: '/faq', text, team_id: 'T1', channel_id: 'C1', user_id: 'U1', trigger_id: trigger },
      response_url: `${hooks}commands/1`,
    }).toString(),
    now,
  );

export const anInteraction = (payload: object, now: number): SignedCall =>
  sign('interactions', form, new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), now);

export interface Click {
  readonly action: string;
  readonly value: string;
  readonly label?: string;
  readonly ephemeral?: boolean;
  readonly channel?: string;
  readonly hooks: string;
}

export const aClick = ({
  action,
  value,
  label = value,
  ephemeral = false,
  channel = 'C1',
  hooks,
}: Click) => ({
  ...{
    type: 'block_actions',
    trigger_id: '1.3',
    team: { id: 'T1' },
    user: { id: 'U1' },
    channel: { id: channel },
  },
  response_url: `${hooks}actions/1`,
  container: {
    ...{ type: 'message', message_ts: '1767225603.000100', is_ephemeral: ephemeral },
    ...(!ephemeral && { thread_ts: '1767225599.000100' }),
  },
  actions: [
    { type: 'button', action_id: action, value, text: { type: 'plain_text', text: label }, action_ts: '1.4' },
  ],
});
