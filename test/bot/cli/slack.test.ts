/** `dawen slack manifest`, and what `dawen doctor` says of Slack. */
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { channelStates } from '../../../bot/cli/channel-states.ts';
import { slackManifest } from '../../../bot/cli/slack.ts';
import { readConfig } from '../../../bot/config.ts';
import { openTerminal } from './desk.ts';

describe('the manifest', () => {
  test('is YAML with the addresses of this server and the opening questions', async () => {
    const { context, out } = openTerminal('', { PUBLIC_URL: 'https://help.example.com' });
    expect(await slackManifest({}, context)).toBe(0);
    const manifest = parse(out().join('\n'));
    const { request_url } = manifest.settings.event_subscriptions;
    expect(request_url).toBe('https://help.example.com/channels/slack/events');
    expect(manifest.features.agent_view.suggested_prompts).toHaveLength(4);
  });

  test('is for Socket Mode when asked, as JSON when asked', async () => {
    const { context, out } = openTerminal('', { PUBLIC_URL: 'https://help.example.com' });
    expect(await slackManifest({ socket: true, json: true }, context)).toBe(0);
    expect(JSON.parse(out().join('')).settings).toMatchObject({ socket_mode_enabled: true });
  });

  test.each([{}, { PUBLIC_URL: 'http://help.example.com' }])(
    'asks for an address with https: %j',
    async (given) => {
      await expect(slackManifest({}, openTerminal('', given).context)).rejects.toThrow('PUBLIC_URL');
    },
  );
});

describe('doctor', () => {
  const secret = 'a'.repeat(32);
  test.each([
    ['off', {}, 'set SLACK_BOT_TOKEN'],
    ['off', { SLACK_BOT_TOKEN: 'xoxb-1' }, 'set SLACK_SIGNING_SECRET'],
    ['ok', { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: secret }, '/channels/slack/events'],
    ['ok', { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }, 'Socket Mode'],
    ['warning', { SLACK_BOT_TOKEN: 'xapp-1', SLACK_SIGNING_SECRET: secret }, 'begins with xoxb-'],
    ['warning', { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'A1' }, '32 hexadecimal digits'],
  ])('says %s for %j', (state, given, text) => {
    const said = channelStates(readConfig({}, given)).find((one) => one.text.startsWith('slack'));
    expect(said).toEqual({ state, text: expect.stringContaining(text) });
    expect(said?.text).not.toContain(secret);
  });
});
