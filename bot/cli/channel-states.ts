/** Which doors of the house are open, and which settings the closed ones lack. */
import type { Config } from '../config.ts';

export interface ChannelState {
  readonly state: 'ok' | 'off';
  readonly text: string;
}

interface Channel {
  readonly name: string;
  /** Any one of these sets of settings is enough. */
  readonly needs: readonly (readonly string[])[];
}

const channels: readonly Channel[] = [
  {
    name: 'slack',
    needs: [
      ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET'],
      ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'],
    ],
  },
  {
    name: 'wecom app',
    needs: [['WECOM_CORP_ID', 'WECOM_AGENT_ID', 'WECOM_APP_SECRET', 'WECOM_TOKEN', 'WECOM_ENCODING_AES_KEY']],
  },
  {
    name: 'wecom kf',
    needs: [['WECOM_CORP_ID', 'WECOM_KF_SECRET', 'WECOM_KF_TOKEN', 'WECOM_KF_ENCODING_AES_KEY']],
  },
  {
    name: 'wecom bot',
    needs: [
      ['WECOM_BOT_ID', 'WECOM_BOT_SECRET'],
      ['WECOM_BOT_TOKEN', 'WECOM_BOT_ENCODING_AES_KEY'],
    ],
  },
  { name: 'console sign-in by OIDC', needs: [['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET']] },
];

export function channelStates({ settings, identity, accounts }: Config): ChannelState[] {
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
    ...channels.map((channel) => describeChannel(channel, settings)),
  ];
}

function describeChannel({ name, needs }: Channel, settings: Config['settings']): ChannelState {
  const lacking = needs.map((names) => names.filter((setting) => settings[setting] === undefined));
  const [closest = []] = lacking.sort((a, b) => a.length - b.length);
  if (closest.length > 0) return { state: 'off', text: `${name}: set ${closest.join(', ')}` };
  return { state: 'off', text: `${name}: its settings are there, but this version does not serve it yet` };
}
