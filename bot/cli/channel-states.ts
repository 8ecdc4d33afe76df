/** Which doors of the house are open, and which settings the closed ones lack. */
import { readSlackSettings, slackFaults } from '../channels/slack/settings.ts';
import { wecomFaults } from '../channels/wecom-settings.ts';
import type { Config } from '../config.ts';
import type { Finding } from './finding.ts';

interface Channel {
  readonly name: string;
  /** Any one of these sets of settings is enough. */
  readonly needs: readonly (readonly string[])[];
  /** Where it is served. */
  readonly path: string;
}

const channels: readonly Channel[] = [
  {
    name: 'wecom app',
    needs: [['WECOM_CORP_ID', 'WECOM_AGENT_ID', 'WECOM_APP_SECRET', 'WECOM_TOKEN', 'WECOM_ENCODING_AES_KEY']],
    path: '/channels/wecom/app',
  },
  {
    name: 'wecom kf',
    needs: [['WECOM_CORP_ID', 'WECOM_KF_SECRET', 'WECOM_KF_TOKEN', 'WECOM_KF_ENCODING_AES_KEY']],
    path: '/channels/wecom/kf',
  },
  {
    name: 'wecom bot, by callback',
    needs: [['WECOM_BOT_TOKEN', 'WECOM_BOT_ENCODING_AES_KEY']],
    path: '/channels/wecom/bot',
  },
  {
    name: 'wecom bot, by long connection',
    needs: [['WECOM_BOT_ID', 'WECOM_BOT_SECRET']],
    path: 'one process of all holds it',
  },
];

export function channelStates(config: Config): Finding[] {
  const { settings, identity, accounts } = config;
  return [
    { state: 'ok', text: 'web: the page, the widget and the API' },
    identity.keys.size > 0
      ? { state: 'ok', text: `sign-in: keys ${[...identity.keys.keys()].join(', ')}` }
      : { state: 'off', text: 'sign-in: everybody is anonymous; set IDENTITY_KEYS' },
    accounts
      ? { state: 'ok', text: `accounts: ${new URL(accounts.url).host}` }
      : {
          state: 'off',
          text: 'accounts: facts come from the store alone; set ACCOUNTS_URL for your own service',
        },
    ...linkStates(config),
    oidcState(config),
    deskState(config),
    slackState(config),
    ...channels.map((channel) => describeChannel(channel, settings)),
    ...wecomFaults(config).map((fault) => ({ state: 'warning', text: `wecom: ${fault}` }) as const),
  ];
}

/** How people of Slack and WeCom come to an account. */
function linkStates({ linking, directory }: Config): Finding[] {
  const name = 'accounts of people in chats';
  if (!linking && !directory)
    return [
      { state: 'off', text: `${name}: answers there are general; set LINK_SIGN_IN_URL or DIRECTORY_URL` },
    ];
  return [
    ...(linking
      ? [{ state: 'ok', text: `${name}: by a link, sign-in at ${linking.signInUrl}` } as const]
      : []),
    ...(directory
      ? [{ state: 'ok', text: `${name}: by the directory at ${new URL(directory.url).host}` } as const]
      : []),
  ];
}

/** The provider sends browsers back to PUBLIC_URL. */
function oidcState({ oidc, settings, publicUrl }: Config): Finding {
  const name = 'console sign-in by OIDC';
  if (oidc) return { state: 'ok', text: `${name}: ${oidc.issuer}, back to ${oidc.redirectUrl}` };
  const needed = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'];
  const lacking = needed.filter((setting) => settings[setting] === undefined);
  const base = publicUrl === undefined ? ['PUBLIC_URL'] : [];
  return { state: 'off', text: `${name}: set ${[...lacking, ...base].join(', ')}` };
}

const slackNeeds = [
  ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET'],
  ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'],
] as const;

/** What is set, how Slack reaches it, and what looks unlike anything that Slack gives out. */
function slackState(config: Config): Finding {
  const slack = readSlackSettings(config);
  if (!slack) return describeChannel({ name: 'slack', needs: slackNeeds, path: '' }, config.settings);
  const faults = slackFaults(config);
  if (faults.length > 0) return { state: 'warning', text: `slack: ${faults.join('; ')}` };
  const base = config.publicUrl?.replace(/(?<!\/)\/+$/, '') ?? '';
  const ways = [
    ...(slack.signingSecret ? [`${base}/channels/slack/events, commands, interactions`] : []),
    ...(slack.appToken ? ['Socket Mode'] : []),
  ];
  const remedy = base || slack.appToken ? '' : '; set PUBLIC_URL for dawen slack manifest';
  return { state: 'ok', text: `slack: ${ways.join(' and ')}${remedy}` };
}

/** The address itself is a secret. */
function deskState({ desk }: Config): Finding {
  const name = 'desk alerts';
  if (!desk)
    return {
      state: 'off',
      text: `${name}: who waits for a human is seen in the console alone; set DESK_WEBHOOK_URL`,
    };
  const { kind, url } = desk.webhook;
  const link = desk.publicUrl ? '' : ', without a link until PUBLIC_URL is set';
  return { state: 'ok', text: `${name}: ${kind}, ${new URL(url).host}${link}` };
}

function describeChannel({ name, needs, path }: Channel, settings: Config['settings']): Finding {
  const lacking = needs.map((names) => names.filter((setting) => settings[setting] === undefined));
  const [closest = []] = lacking.sort((a, b) => a.length - b.length);
  if (closest.length > 0) return { state: 'off', text: `${name}: set ${closest.join(', ')}` };
  return { state: 'ok', text: `${name}: ${path}` };
}
