/** The app as Slack's settings take it in: names, events, scopes, and the addresses of this server. */
import { answerShortcut, askShortcut } from './actions.ts';

export interface ManifestOptions {
  /** Where Slack reaches this server; absent: Socket Mode, which needs no address. */
  readonly publicUrl?: string;
  /** Questions that the assistant's panel suggests; Slack takes four. */
  readonly prompts: readonly { readonly title: string; readonly message: string }[];
}

/** What the bot's token must be allowed to do. */
export const botScopes: readonly string[] = [
  ...['app_mentions:read', 'assistant:write', 'channels:history', 'chat:write', 'commands'],
  ...['groups:history', 'im:history', 'mpim:history'],
];
const events = [
  ...['app_home_opened', 'app_mention', 'message.channels', 'message.groups', 'message.im', 'message.mpim'],
];

/** Plain data, to be printed as YAML or JSON. */
export function createManifest({ publicUrl, prompts }: ManifestOptions): object {
  const at = (path: string) =>
    publicUrl === undefined ? undefined : `${publicUrl.replace(/(?<!\/)\/+$/, '')}/channels/slack/${path}`;
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: '答问 Dawen',
      description: '回答实名认证的常见问题，并能算出日期和次数',
      background_color: '#1f3a5f',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'dawen', always_online: true },
      agent_view: {
        agent_description:
          '说出您遇到的情况，我从知识库里回答，并写明出处；不知道的会直说，并告诉您怎么找人工。',
        suggested_prompts: prompts.slice(0, 4),
      },
      slash_commands: [
        {
          ...{
            command: '/faq',
            description: '查知识库，只有您看得到',
            usage_hint: '[您的问题]',
            should_escape: true,
          },
          ...optional({ url: at('commands') }),
        },
      ],
      shortcuts: [
        {
          type: 'message',
          name: '用知识库回答',
          callback_id: answerShortcut,
          description: '为这条消息找答案',
        },
        { type: 'global', name: '问知识库', callback_id: askShortcut, description: '提一个问题' },
      ],
    },
    oauth_config: { scopes: { bot: botScopes } },
    settings: {
      event_subscriptions: { ...optional({ request_url: at('events') }), bot_events: events },
      interactivity: { is_enabled: true, ...optional({ request_url: at('interactions') }) },
      org_deploy_enabled: false,
      socket_mode_enabled: publicUrl === undefined,
      token_rotation_enabled: false,
    },
  };
}

const optional = (given: Readonly<Record<string, string | undefined>>): object =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
