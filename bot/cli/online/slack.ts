/** Asks Slack who our tokens are, and what they may do. */
import { botScopes } from '../../../adapters/slack/manifest.ts';
import type { SlackSettings } from '../../channels/slack/settings.ts';
import type { Finding } from '../finding.ts';
import { type Answer, compareClocks, probe, readAnswer } from './probe.ts';

const official = 'https://slack.com/api/';

const remedies: Readonly<Record<string, string>> = {
  invalid_auth: 'the token is wrong or was revoked; copy it again from the settings of the app',
  not_authed: 'the token is empty; copy it from the settings of the app',
  token_revoked: 'the app was uninstalled; install it again and copy the new token',
  token_expired: 'turn token rotation off, or set a token that is still good',
  account_inactive: 'the app was uninstalled or its workspace is gone; install it again',
  missing_scope: 'give the token the scope connections:write (Basic Information, App-Level Tokens)',
  ratelimited: 'too many calls; try again in a minute',
};

/** `now`: milliseconds since 1970. */
export async function checkSlack(settings: SlackSettings, now: number): Promise<Finding[]> {
  const { botToken, appToken, apiUrl = official } = settings;
  const host = new URL(apiUrl).host;
  const answer = await ask('auth.test', { token: botToken, apiUrl }, 'slack bot token');
  const socket = appToken
    ? describeApp(await ask('apps.connections.open', { token: appToken, apiUrl }, 'slack app token'))
    : [];
  if (answer.status === 'none') return [answer.finding, ...socket];
  return [...describeBot(answer), ...socket, ...compareClocks(answer.headers, host, now)];
}

interface Caller {
  readonly token: string;
  readonly apiUrl: string;
}

async function ask(method: string, { token, apiUrl }: Caller, name: string): Promise<Answer> {
  const url = new URL(method, apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/`);
  const headers = { authorization: `Bearer ${token}` };
  return readAnswer(await probe(url, { method: 'POST', headers }), url.host, name);
}

type Told = Extract<Answer, { status: 'json' }>;

const refused = (variable: string, { data }: Told): Finding => ({
  state: 'failed',
  text: `slack: ${variable} is refused (${data.error}): ${remedies[String(data.error)] ?? 'see its documentation of auth.test'}`,
});

function describeBot(told: Told): Finding[] {
  const { data, headers } = told;
  if (data.ok !== true) return [refused('SLACK_BOT_TOKEN', told)];
  const given = (headers.get('x-oauth-scopes') ?? '').split(',').map((scope) => scope.trim());
  const missing = headers.has('x-oauth-scopes') ? botScopes.filter((scope) => !given.includes(scope)) : [];
  const who: Finding = { state: 'ok', text: `slack: bot ${data.user} in workspace ${data.team}` };
  if (missing.length === 0) return [who];
  const remedy =
    'add them under OAuth & Permissions, or paste dawen slack manifest again, and reinstall the app';
  return [who, { state: 'failed', text: `slack: the bot token lacks ${missing.join(', ')}; ${remedy}` }];
}

function describeApp(answer: Answer): Finding[] {
  if (answer.status === 'none') return [answer.finding];
  const isGood = answer.data.ok === true;
  return [
    isGood ? { state: 'ok', text: 'slack: Socket Mode may connect' } : refused('SLACK_APP_TOKEN', answer),
  ];
}
