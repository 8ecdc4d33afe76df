import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../bot/config.ts';

const secret = '0123456789abcdef0123456789abcdef';

describe('the configuration', () => {
  test('has defaults for everything that is no secret', () => {
    expect(readConfig({}, {})).toEqual({
      ...{ port: 3000, host: '127.0.0.1', dataDir: './data', knowledgeDir: './knowledge' },
      ...{
        identity: { keys: new Map(), audience: 'dawen' },
        trustProxy: 0,
        allowedOrigins: [],
        settings: {},
      },
    });
  });

  test('takes what is set; what is set to nothing counts as absent', () => {
    const config = readConfig(
      { PORT: '8080' },
      {
        ...{
          PORT: '1',
          HOST: '::',
          DATA_DIR: '/srv/dawen',
          PUBLIC_URL: '',
          LOG_LEVEL: 'debug',
          RETENTION_DAYS: '90',
        },
        ...{ IDENTITY_KEYS: `k1:${secret}, k2:${secret}:x`, IDENTITY_ISSUER: 'https://shop.example' },
        ...{
          TRUST_PROXY: 'loopback, 10.0.0.0/8, fd00::/8, 192.0.2.7',
          ALLOWED_ORIGINS: 'https://a.example, http://localhost:8080',
        },
        ...{ ACCOUNTS_URL: 'https://crm.example/accounts', SLACK_BOT_TOKEN: 'xoxb-1', UNKNOWN: 'x' },
      },
    );
    expect(config).toMatchObject({
      ...{ port: 8080, host: '::', dataDir: '/srv/dawen', logLevel: 'debug', retentionDays: 90 },
      identity: { audience: 'dawen', issuer: 'https://shop.example' },
      ...{
        trustProxy: ['loopback', '10.0.0.0/8', 'fd00::/8', '192.0.2.7'],
        allowedOrigins: ['https://a.example', 'http://localhost:8080'],
      },
      ...{ accounts: { url: 'https://crm.example/accounts' }, settings: { SLACK_BOT_TOKEN: 'xoxb-1' } },
    });
    expect([...config.identity.keys]).toEqual([
      ['k1', secret],
      ['k2', `${secret}:x`],
    ]);
    expect(config).not.toHaveProperty('publicUrl');
  });

  test.each([
    ['PORT', 'abc'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['HOST', 'a b'],
    ['DATABASE_URL', 'mysql://x'],
    ['IDENTITY_KEYS', secret],
    ['IDENTITY_KEYS', 'k1:short'],
    ['IDENTITY_KEYS', `k1:${secret},k1:${secret}`],
    ['PUBLIC_URL', 'help.example'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['PUBLIC_URL', 'https://help.example/?a=1'],
    ['PUBLIC_URL', 'https://me:geheim@help.example'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '10.0.0.0/99'],
    ['TRUST_PROXY', '10.0.0.0/0'],
    ['TRUST_PROXY', '10.0.0'],
    ['TRUST_PROXY', 'fe80::1%eth0'],
    ['RECEIPT_KEY', 'short'],
    ['RETENTION_DAYS', '0'],
    ['ALLOWED_ORIGINS', '*'],
    ['ALLOWED_ORIGINS', 'https://a.example/'],
    ['ALLOWED_ORIGINS', 'https://a.example,shop'],
    ['LOG_LEVEL', 'loud'],
    ['ACCOUNTS_URL', 'file:///etc/passwd'],
    ['ACCOUNTS_URL', 'https://me:geheim@crm.example/accounts'],
    ['LINK_SIGN_IN_URL', 'javascript:alert(1)'],
    ['DIRECTORY_URL', 'hr.example'],
    ['OIDC_ISSUER', 'http://login.example'],
    ['OIDC_ISSUER', 'login.example'],
    ['DESK_WEBHOOK_URL', 'hooks.slack.com/services/x'],
    ['DESK_WEBHOOK_KIND', 'teams'],
  ])('refuses %s=%s with one line that names it', (name, value) => {
    const read = () => readConfig({}, { [name]: value });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^${name}: must be [^\n]+$`));
  });

  test('has a provider for sign-in once all of its settings and the public address are there', () => {
    const oidc = { OIDC_ISSUER: 'https://login.example/a', OIDC_CLIENT_ID: 'dawen', OIDC_CLIENT_SECRET: 's' };
    expect(readConfig({}, { ...oidc, PUBLIC_URL: 'https://help.example/' }).oidc).toEqual({
      ...{ issuer: 'https://login.example/a', clientId: 'dawen', clientSecret: 's' },
      redirectUrl: 'https://help.example/console/oidc/callback',
    });
    expect(readConfig({}, oidc)).not.toHaveProperty('oidc');
    const { OIDC_CLIENT_SECRET: _, ...partly } = oidc;
    expect(readConfig({}, { ...partly, PUBLIC_URL: 'https://help.example' })).not.toHaveProperty('oidc');
    expect(readConfig({}, { ...oidc, OIDC_ISSUER: 'http://localhost:9000' }).settings).toHaveProperty(
      'OIDC_ISSUER',
    );
  });

  test('offers links to accounts where people sign in elsewhere and come back to us', () => {
    const link = { LINK_SIGN_IN_URL: 'https://www.example.com/dawen' };
    const all = { ...link, PUBLIC_URL: 'https://help.example/', IDENTITY_KEYS: `k1:${secret}` };
    expect(readConfig({}, all).linking).toEqual({
      ...{ signInUrl: 'https://www.example.com/dawen', publicUrl: 'https://help.example' },
    });
    for (const lacking of ['PUBLIC_URL', 'IDENTITY_KEYS'])
      expect(() => readConfig({}, { ...all, [lacking]: '' })).toThrow(/^LINK_SIGN_IN_URL: needs /);
    const directory = { DIRECTORY_URL: 'https://hr.example/people', DIRECTORY_TOKEN: 't' };
    expect(readConfig({}, directory).directory).toEqual({ url: 'https://hr.example/people', token: 't' });
  });

  test.each([
    [{ DESK_WEBHOOK_URL: 'https://hooks.slack.com/services/T/B/x' }, 'slack'],
    [{ DESK_WEBHOOK_URL: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=x' }, 'wecom'],
    [{ DESK_WEBHOOK_URL: 'https://relay.example/x', DESK_WEBHOOK_KIND: 'wecom' }, 'wecom'],
  ])('knows the platform of %o', (environment, kind) => {
    const webhook = { url: environment.DESK_WEBHOOK_URL, kind };
    expect(readConfig({}, environment).desk).toEqual({ webhook });
    const publicUrl = 'https://help.example';
    expect(readConfig({}, { ...environment, PUBLIC_URL: publicUrl }).desk).toEqual({ webhook, publicUrl });
  });

  test('asks for the platform of a webhook whose host is of neither', () => {
    const read = () => readConfig({}, { DESK_WEBHOOK_URL: 'https://relay.example/x' });
    expect(read).toThrow(/^DESK_WEBHOOK_KIND: must be slack or wecom/);
  });

  test('names every wrong value at once, and repeats none', () => {
    const wrong = { PORT: 'x', LOG_LEVEL: 'loud', IDENTITY_KEYS: 'k1:my-secret' };
    const read = () => readConfig({}, wrong);
    expect(read).toThrow(/PORT: .*\n.*IDENTITY_KEYS: .*\n.*LOG_LEVEL: /s);
    expect(read).not.toThrow(/my-secret/);
  });
});
