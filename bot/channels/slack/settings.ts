/** Slack's settings as they were given: whether they are enough to open the channel, and what looks wrong with them. */
import type { Config } from '../../config.ts';

export interface SlackSettings {
  readonly botToken: string;
  /** For requests that Slack sends to us. */
  readonly signingSecret?: string;
  /** For Socket Mode. */
  readonly appToken?: string;
  readonly apiUrl?: string;
}

/** Undefined when the channel is off. */
export function readSlackSettings({ settings }: Pick<Config, 'settings'>): SlackSettings | undefined {
  const { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret } = settings;
  const { SLACK_APP_TOKEN: appToken, SLACK_API_URL: apiUrl } = settings;
  if (!botToken || !(signingSecret || appToken)) return undefined;
  return {
    botToken,
    ...(signingSecret !== undefined && { signingSecret }),
    ...(appToken !== undefined && { appToken }),
    ...(apiUrl !== undefined && { apiUrl }),
  };
}

const forms: readonly { readonly name: string; readonly form: RegExp; readonly remedy: string }[] = [
  {
    name: 'SLACK_BOT_TOKEN',
    form: /^xoxb-/,
    remedy:
      'must be the Bot User OAuth Token, which begins with xoxb-: api.slack.com/apps, OAuth & Permissions',
  },
  {
    name: 'SLACK_SIGNING_SECRET',
    form: /^[0-9a-f]{32}$/,
    remedy: 'must be the Signing Secret, 32 hexadecimal digits: api.slack.com/apps, Basic Information',
  },
  {
    name: 'SLACK_APP_TOKEN',
    form: /^xapp-/,
    remedy:
      'must be an app-level token with connections:write, which begins with xapp-: Basic Information, App-Level Tokens',
  },
  { name: 'SLACK_API_URL', form: /^https?:\/\/./, remedy: 'must be a URL such as https://slack.com/api/' },
];

/** One line for every setting that Slack would not have given in that form. Values are never repeated. */
export function slackFaults({ settings }: Pick<Config, 'settings'>): string[] {
  return forms.flatMap(({ name, form, remedy }) => {
    const value = settings[name];
    return value === undefined || form.test(value) ? [] : [`${name} ${remedy}`];
  });
}
