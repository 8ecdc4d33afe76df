/** `dawen simulate`: what it says when it cannot play; how it plays stands in test/bot/simulate. */
import { expect, test } from 'vitest';
import { simulate } from '../../../bot/cli/simulate.ts';
import { freePort } from '../../free-port.ts';
import { openTerminal } from './desk.ts';

const slack = { SLACK_SIGNING_SECRET: 'a'.repeat(32) };

test.each([
  [{ platform: 'slack' }, {}, 'set SLACK_SIGNING_SECRET'],
  [{ platform: 'wecom' }, {}, 'set WECOM_ENCODING_AES_KEY'],
  [{ platform: 'teams' }, {}, 'must be slack or wecom'],
  [{ platform: 'slack', rate: '0' }, slack, '--rate "0": must be a whole number'],
  [{ platform: 'slack', url: ['help.example.com'] }, slack, '--url "help.example.com": must be the address'],
])('%j with %j is told what is wrong', async (options, environment, message) => {
  const { context } = openTerminal('', environment);
  await expect(simulate(options, context)).rejects.toThrow(message);
});

test('without a server it says how to start one, and no secret', async () => {
  const { context } = openTerminal('', slack);
  const url = [`http://127.0.0.1:${await freePort()}`];
  const port = String(await freePort());
  const said: Error = await simulate({ platform: 'slack', url, port }, context).catch((error) => error);
  expect(said.message).toContain(`SLACK_API_URL=http://127.0.0.1:${port}/api/ `);
  expect(said.message).not.toContain(slack.SLACK_SIGNING_SECRET);
});
