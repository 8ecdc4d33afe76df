/** Everything that the environment may set, checked at start. The only place that reads `process.env`. */
import { isIP } from 'node:net';
import { z } from 'zod';
import { type Alerts, type WebhookKind, webhookKinds } from './desk/alert.ts';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl?: string;
  readonly knowledgeDir: string;
  readonly identity: IdentityConfig;
  readonly publicUrl?: string;
  readonly trustProxy: number | readonly string[];
  readonly receiptKey?: string;
  readonly retentionDays?: number;
  readonly allowedOrigins: readonly string[];
  /** Absent: `info` for the server, `warn` for the other commands. */
  readonly logLevel?: LogLevel;
  readonly accounts?: { readonly url: string; readonly token?: string };
  /** Sign-in of agents through a provider; absent until all its settings and PUBLIC_URL are there. */
  readonly oidc?: OidcConfig;
  /** How people of Slack and WeCom say which account is theirs; absent: by no link. */
  readonly linking?: LinkingConfig;
  /** The company's directory of the accounts of such people. */
  readonly directory?: { readonly url: string; readonly token?: string };
  /** Tells agents outside of the console that somebody waits. */
  readonly desk?: Alerts;
  /** Traces go to OTEL_EXPORTER_OTLP_ENDPOINT; its SDK reads the other OTEL_ variables. */
  readonly tracing?: true;
  /** Settings of sign-in and channels as they were given, by their names in the environment. */
  readonly settings: Readonly<Record<string, string>>;
}

export interface IdentityConfig {
  /** Secrets by key id; empty: nobody can sign in. */
  readonly keys: ReadonlyMap<string, string>;
  readonly audience: string;
  readonly issuer?: string;
}

export interface LinkingConfig {
  /** Page of the company that signs people in and sends them back to ours. */
  readonly signInUrl: string;
  /** Where our own page is, without a slash at its end. */
  readonly publicUrl: string;
}

export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the provider sends the browser back to. */
  readonly redirectUrl: string;
}

/** One or more settings are wrong; the message holds one line for each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'CONFIG_INVALID';
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

const channelSettings = [
  ...['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
  ...['SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_API_URL'],
  ...['WECOM_CORP_ID', 'WECOM_AGENT_ID', 'WECOM_APP_SECRET', 'WECOM_TOKEN', 'WECOM_ENCODING_AES_KEY'],
  ...['WECOM_API_URL', 'WECOM_KF_SECRET', 'WECOM_KF_TOKEN', 'WECOM_KF_ENCODING_AES_KEY'],
  ...[
    'WECOM_BOT_ID',
    'WECOM_BOT_SECRET',
    'WECOM_BOT_WS_URL',
    'WECOM_BOT_TOKEN',
    'WECOM_BOT_ENCODING_AES_KEY',
  ],
];

const whole = (min: number, max: number, what: string) =>
  z
    .string()
    .refine((text) => /^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max, `must be ${what}`)
    .transform(Number);
const httpUrl = z
  .string()
  .refine((text) => isUrl(text, /^https?:$/), {
    error: 'must be a URL such as https://help.example.com',
    abort: true,
  })
  // fetch calls none that has them, and an address is shown
  .refine(
    (text) => !new URL(text).username && !new URL(text).password,
    'must be a URL without user and password',
  );
const baseUrl = httpUrl.refine((text) => !/[?#]/.test(text), 'must be a URL without ? and #');
const atLeast = (length: number) =>
  z.string().refine((text) => text.length >= length, `must be at least ${length} characters long`);

const aesKey = z.string().regex(/^[A-Za-z0-9+/]{43}$/, 'must be the 43 characters of EncodingAESKey');
const callbackToken = z
  .string()
  .regex(/^[A-Za-z0-9]{1,32}$/, 'must be the Token, 32 letters and digits at most');

const environmentSchema = z.object({
  PORT: whole(0, 65_535, 'a whole number from 0 to 65535').default(3000),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/, 'must be a host name or an address such as 127.0.0.1')
    .default('127.0.0.1'),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z
    .string()
    .refine((text) => isUrl(text, /^postgres(ql)?:$/), 'must be a URL such as postgres://user@host/name')
    .optional(),
  KNOWLEDGE_DIR: z.string().default('./knowledge'),
  IDENTITY_KEYS: z.string().transform(parseKeys).default(new Map()),
  IDENTITY_AUDIENCE: z.string().default('dawen'),
  IDENTITY_ISSUER: z.string().optional(),
  PUBLIC_URL: baseUrl.optional(),
  TRUST_PROXY: z.string().transform(parseProxies).default(0),
  RECEIPT_KEY: atLeast(16).optional(),
  RETENTION_DAYS: whole(1, 36_500, 'a whole number of days from 1 to 36500').optional(),
  ALLOWED_ORIGINS: z.string().transform(parseOrigins).default([]),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional(),
  ACCOUNTS_URL: httpUrl.optional(),
  ACCOUNTS_TOKEN: z.string().optional(),
  LINK_SIGN_IN_URL: httpUrl.optional(),
  ...{ DIRECTORY_URL: httpUrl.optional(), DIRECTORY_TOKEN: z.string().optional() },
  OIDC_ISSUER: z
    .string()
    .refine(isIssuer, 'must be a URL with https, such as https://login.example.com')
    .optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  DESK_WEBHOOK_URL: httpUrl.optional(),
  DESK_WEBHOOK_KIND: z.enum(webhookKinds, `must be one of ${webhookKinds.join(', ')}`).optional(),
  ...{ WECOM_TOKEN: callbackToken.optional(), WECOM_ENCODING_AES_KEY: aesKey.optional() },
  ...{ WECOM_KF_TOKEN: callbackToken.optional(), WECOM_KF_ENCODING_AES_KEY: aesKey.optional() },
  ...{ WECOM_BOT_TOKEN: callbackToken.optional(), WECOM_BOT_ENCODING_AES_KEY: aesKey.optional() },
  ...{ WECOM_AGENT_ID: whole(1, 999_999_999, 'the AgentId, a number').optional() },
  ...{ WECOM_API_URL: httpUrl.optional() },
  WECOM_BOT_WS_URL: z
    .string()
    .refine((text) => isUrl(text, /^wss?:$/), 'must be a URL such as wss://openws.work.weixin.qq.com')
    .optional(),
});
type Parsed = z.infer<typeof environmentSchema>;

/** Variables by name, as a process has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads and checks the configuration; `overrides` stand before the environment.
 * A variable that is set to nothing counts as absent.
 * Throws ConfigError with a line for every wrong value; values are never repeated, they may be secrets.
 */
export function readConfig(overrides: Environment = {}, environment: Environment = process.env): Config {
  const given = Object.fromEntries(
    Object.entries({ ...environment, ...overrides }).flatMap(([key, value]) =>
      value?.trim() ? [[key, value.trim()]] : [],
    ),
  );
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  return arrange(parsed.data, given);
}

function arrange(env: Parsed, given: Readonly<Record<string, string>>): Config {
  return {
    ...{ port: env.PORT, host: env.HOST, dataDir: env.DATA_DIR, knowledgeDir: env.KNOWLEDGE_DIR },
    identity: {
      keys: env.IDENTITY_KEYS,
      audience: env.IDENTITY_AUDIENCE,
      ...(env.IDENTITY_ISSUER && { issuer: env.IDENTITY_ISSUER }),
    },
    ...{ trustProxy: env.TRUST_PROXY, allowedOrigins: env.ALLOWED_ORIGINS },
    ...(env.DATABASE_URL && { databaseUrl: env.DATABASE_URL }),
    ...(env.PUBLIC_URL && { publicUrl: env.PUBLIC_URL }),
    ...(env.RECEIPT_KEY && { receiptKey: env.RECEIPT_KEY }),
    ...(env.RETENTION_DAYS && { retentionDays: env.RETENTION_DAYS }),
    ...(env.LOG_LEVEL && { logLevel: env.LOG_LEVEL }),
    ...(env.ACCOUNTS_URL && {
      accounts: { url: env.ACCOUNTS_URL, ...(env.ACCOUNTS_TOKEN && { token: env.ACCOUNTS_TOKEN }) },
    }),
    ...(env.OTEL_EXPORTER_OTLP_ENDPOINT && { tracing: true }),
    ...arrangeLinking(env),
    ...arrangeOidc(env),
    ...arrangeDesk(env),
    settings: Object.fromEntries(Object.entries(given).filter(([key]) => channelSettings.includes(key))),
  };
}

function arrangeLinking(env: Parsed): Pick<Config, 'linking' | 'directory'> {
  const { LINK_SIGN_IN_URL: signInUrl, PUBLIC_URL, DIRECTORY_URL: url, DIRECTORY_TOKEN: token } = env;
  const directory = url ? { directory: { url, ...(token && { token }) } } : {};
  if (!signInUrl) return directory;
  if (!PUBLIC_URL || env.IDENTITY_KEYS.size === 0)
    throw new ConfigError(['LINK_SIGN_IN_URL: needs PUBLIC_URL and IDENTITY_KEYS as well']);
  return { linking: { signInUrl, publicUrl: PUBLIC_URL.replace(/(?<!\/)\/+$/, '') }, ...directory };
}

function arrangeOidc(env: Parsed): Pick<Config, 'oidc'> {
  const { PUBLIC_URL, OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
  if (!PUBLIC_URL || !issuer || !clientId || !clientSecret) return {};
  const redirectUrl = `${PUBLIC_URL.replace(/(?<!\/)\/+$/, '')}/console/oidc/callback`;
  return { oidc: { issuer, clientId, clientSecret, redirectUrl } };
}

/** The platform is known by its host, unless a relay of one's own stands before it. */
function arrangeDesk({ PUBLIC_URL, DESK_WEBHOOK_URL: url, DESK_WEBHOOK_KIND }: Parsed): Pick<Config, 'desk'> {
  if (!url) return {};
  const hosts: Readonly<Record<string, WebhookKind>> = {
    'hooks.slack.com': 'slack',
    'qyapi.weixin.qq.com': 'wecom',
  };
  const kind = DESK_WEBHOOK_KIND ?? hosts[new URL(url).hostname];
  if (!kind)
    throw new ConfigError([
      'DESK_WEBHOOK_KIND: must be slack or wecom, as DESK_WEBHOOK_URL is neither of them',
    ]);
  return { desk: { webhook: { url, kind }, ...(PUBLIC_URL && { publicUrl: PUBLIC_URL }) } };
}

function parseKeys(text: string, context: z.RefinementCtx): Map<string, string> {
  const keys = new Map<string, string>();
  for (const pair of text.split(',')) {
    const [, kid, secret] = /^([A-Za-z0-9._-]+):(.{16,})$/.exec(pair.trim()) ?? [];
    if (!kid || !secret || keys.has(kid)) {
      context.addIssue(
        'must be kid:secret,kid:secret with different kids and secrets of 32 characters or more',
      );
      return z.NEVER;
    }
    keys.set(kid, secret);
  }
  return keys;
}

function parseProxies(text: string, context: z.RefinementCtx): number | string[] {
  if (/^\d$/.test(text)) return Number(text);
  if (text === 'false') return 0;
  const proxies = text.split(',').map((part) => part.trim());
  if (proxies.every(isProxy)) return proxies;
  context.addIssue('must be the number of proxies in front (such as 1) or their addresses, comma-separated');
  return z.NEVER;
}

/** An address, a network such as `10.0.0.0/8`, or a name that Express knows. */
function isProxy(part: string): boolean {
  if (/^(loopback|linklocal|uniquelocal)$/.test(part)) return true;
  const [address = '', bits = '32', ...rest] = part.split('/');
  const most = address.includes('%') ? 0 : ({ 4: 32, 6: 128 }[isIP(address)] ?? 0);
  return rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= most;
}

function parseOrigins(text: string, context: z.RefinementCtx): string[] {
  const origins = text.split(',').map((part) => part.trim());
  const isExact = (origin: string) => isUrl(origin, /^https?:$/) && new URL(origin).origin === origin;
  if (origins.every((origin) => isExact(origin) && !origin.includes('*'))) return origins;
  context.addIssue(
    'must be origins without a path or a star, comma-separated, such as https://www.example.com',
  );
  return z.NEVER;
}

/** Tokens of a provider on the same machine alone may travel without https. */
function isIssuer(text: string): boolean {
  if (!isUrl(text, /^https?:$/)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

function isUrl(text: string, protocol: RegExp): boolean {
  return URL.canParse(text) && protocol.test(new URL(text).protocol);
}
