/** The manifest keeps to what Slack takes, with an address and without one. */
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createManifest } from '../../../adapters/slack/manifest.ts';

const text = (most: number) => z.string().min(1).max(most);
const https = z.string().regex(/^https:\/\//);
const manifestSchema = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.number() }),
  display_information: z.strictObject({
    ...{ name: text(35), description: text(140) },
    background_color: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  features: z.strictObject({
    app_home: z.record(z.string(), z.boolean()),
    bot_user: z.strictObject({
      display_name: z.string().regex(/^[a-z0-9._-]{1,80}$/),
      always_online: z.boolean(),
    }),
    agent_view: z.strictObject({
      agent_description: text(300),
      suggested_prompts: z.array(z.strictObject({ title: text(100), message: text(500) })).max(4),
    }),
    slash_commands: z.array(
      z.strictObject({
        command: z.string().regex(/^\/[a-z-]{1,31}$/),
        ...{
          description: text(2000),
          usage_hint: text(1000),
          should_escape: z.boolean(),
          url: https.optional(),
        },
      }),
    ),
    shortcuts: z.array(
      z.strictObject({
        type: z.enum(['message', 'global']),
        name: text(24),
        callback_id: text(255),
        description: text(150),
      }),
    ),
  }),
  oauth_config: z.strictObject({
    scopes: z.strictObject({ bot: z.array(z.string().regex(/^[a-z_]+(:[a-z]+)?$/)) }),
  }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({
      request_url: https.optional(),
      bot_events: z.array(z.string()).max(100),
    }),
    interactivity: z.strictObject({ is_enabled: z.literal(true), request_url: https.optional() }),
    ...{
      org_deploy_enabled: z.boolean(),
      socket_mode_enabled: z.boolean(),
      token_rotation_enabled: z.boolean(),
    },
  }),
});
const prompts = Array.from({ length: 6 }, (_, at) => ({ title: `问题${at}`, message: `怎么办${at}` }));

test('with an address, every way in is named', () => {
  const manifest = manifestSchema.parse(createManifest({ publicUrl: 'https://help.example.com/', prompts }));
  expect(manifest.settings.socket_mode_enabled).toBe(false);
  expect(manifest.settings.event_subscriptions.request_url).toBe(
    'https://help.example.com/channels/slack/events',
  );
  expect(manifest.features.slash_commands[0]?.url).toBe('https://help.example.com/channels/slack/commands');
});

test('for Socket Mode there is no address anywhere', () => {
  const manifest = createManifest({ prompts });
  expect(manifestSchema.parse(manifest).settings.socket_mode_enabled).toBe(true);
  expect(JSON.stringify(manifest)).not.toContain('http');
});

test('every event has the scope that it needs', () => {
  const { oauth_config, settings } = manifestSchema.parse(createManifest({ prompts }));
  const needed: Record<string, string> = {
    ...{
      app_mention: 'app_mentions:read',
      'message.im': 'im:history',
      'message.channels': 'channels:history',
    },
    ...{ 'message.groups': 'groups:history', 'message.mpim': 'mpim:history' },
  };
  for (const event of settings.event_subscriptions.bot_events)
    if (needed[event]) expect(oauth_config.scopes.bot).toContain(needed[event]);
});
