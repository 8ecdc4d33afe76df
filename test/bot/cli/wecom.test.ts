/** What is said of WeCom before anything is served: which doors are open, and settings of the wrong form. */
import { expect, test } from 'vitest';
import { channelStates } from '../../../bot/cli/channel-states.ts';
import { ConfigError, readConfig } from '../../../bot/config.ts';
import { appSettings } from '../../channels/wecom-app-door.ts';
import { botSettings } from '../../channels/wecom-bot-door.ts';
import { kfSettings } from '../../channels/wecom-kf-door.ts';

const statesWith = (given: Readonly<Record<string, string>>) =>
  channelStates(readConfig({}, given)).filter(({ text }) => text.startsWith('wecom'));

test('doors without their settings say what they lack', () => {
  const texts = statesWith({ WECOM_CORP_ID: 'ww1' }).map(({ state, text }) => `${state} ${text}`);
  expect(texts).toContain('off wecom kf: set WECOM_KF_SECRET, WECOM_KF_TOKEN, WECOM_KF_ENCODING_AES_KEY');
  expect(texts).toContain('off wecom bot, by callback: set WECOM_BOT_TOKEN, WECOM_BOT_ENCODING_AES_KEY');
});

test('doors with their settings say where they are', () => {
  const open = statesWith({ ...appSettings, ...kfSettings, ...botSettings }).filter(
    ({ state }) => state === 'ok',
  );
  expect(open.map(({ text }) => text)).toEqual([
    'wecom app: /channels/wecom/app',
    'wecom kf: /channels/wecom/kf',
    'wecom bot, by callback: /channels/wecom/bot',
  ]);
});

test('the long connection takes the place of the callback, and both are too many', () => {
  const line = { WECOM_BOT_ID: 'aib-1', WECOM_BOT_SECRET: 's' };
  const open = statesWith(line).filter(({ state }) => state === 'ok');
  expect(open.map(({ text }) => text)).toEqual([
    'wecom bot, by long connection: one process of all holds it',
  ]);
  const [warning] = statesWith({ ...line, ...botSettings }).filter(({ state }) => state === 'warning');
  expect(warning?.text).toContain('unset one of them');
});

test('a corp id unlike any of WeCom’s is doubted, and never repeated', () => {
  const [warning] = statesWith({ WECOM_CORP_ID: 'example' }).filter(({ state }) => state === 'warning');
  expect(warning?.text).toContain('WECOM_CORP_ID must be');
  expect(warning?.text).not.toContain('example');
});

test.each([
  ['WECOM_BOT_WS_URL', 'https://example.com'],
  ['WECOM_ENCODING_AES_KEY', 'se2JFbVIhTCIKPmlZzbZeWq6R+s+LXEXVf5NT/2bbt'],
  ['WECOM_KF_ENCODING_AES_KEY', 'se2JFbVIhTCIKPmlZzbZeWq6R+s+LXEXVf5NT/2bbt8='],
  ['WECOM_BOT_TOKEN', 'with a blank'],
  ['WECOM_AGENT_ID', 'faq'],
])('%s of the wrong form is told, and never repeated', (name, value) => {
  const read = () => readConfig({}, { [name]: value });
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(name);
  expect(read).not.toThrow(value);
});
