/** `dawen links`: operators see who is linked and undo it; `dawen doctor` says how people come to an account. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { channelStates } from '../../../bot/cli/channel-states.ts';
import { listLinks, removeLink } from '../../../bot/cli/links.ts';
import { readConfig } from '../../../bot/config.ts';
import { openStore } from '../../../bot/store/open.ts';
import { openTerminal } from './desk.ts';

let data: string;
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'dawen-links-'));
  const store = await openStore(join(data, 'dawen.sqlite'));
  for (const [at, [person, account]] of [
    ['slack:T1:U1', 'acc-7'],
    ['wecom-app:ww1:li', 'acc-8'],
  ].entries()) {
    const tokenHash = `t${at}`;
    await store.links.offer({ person: person ?? '', about: {}, tokenHash, ttl: 1000 });
    const when = `2026-11-2${at}T05:00:00.000Z`;
    await store.links.accept({ tokenHash, account: account ?? '', at: when, tell: () => [] });
  }
  await store.close();
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const open = () => openTerminal('', { DATA_DIR: data });

test('lists all, or those of one account, and takes one away', async () => {
  const { context, out } = open();
  expect(await listLinks({}, context)).toBe(0);
  expect(out()).toEqual([
    expect.stringMatching(/^slack:T1:U1 +acc-7 +2026-11-20 13:00$/),
    expect.stringMatching(/^wecom-app:ww1:li +acc-8 +2026-11-21 13:00$/),
  ]);
  expect(await removeLink({ person: 'slack:T1:U1', json: true }, context)).toBe(0);
  expect(out().at(-1)).toBe('{"person":"slack:T1:U1","removed":true}');
  const later = open();
  await listLinks({ account: 'acc-7' }, later.context);
  await listLinks({ account: 'acc-8', json: true }, later.context);
  expect(later.out().map((line) => JSON.parse(line).person)).toEqual(['wecom-app:ww1:li']);
  const store = await openStore(join(data, 'dawen.sqlite'));
  expect(await store.audit.list({ limit: 1 })).toMatchObject([
    { actor: 'dawen links', action: 'link.removed' },
  ]);
  await store.close();
});

test('says what to do where there is no such link', async () => {
  await expect(removeLink({ person: 'slack:T1:U9' }, open().context)).rejects.toThrow(
    'slack:T1:U9: is not linked; dawen links list shows who is',
  );
});

test('the doctor says how people in chats come to an account', () => {
  const said = (environment: Readonly<Record<string, string>>) =>
    channelStates(readConfig({}, environment)).filter(({ text }) => text.startsWith('accounts of people'));
  expect(said({})).toMatchObject([{ state: 'off', text: expect.stringContaining('set LINK_SIGN_IN_URL') }]);
  const all = {
    ...{ LINK_SIGN_IN_URL: 'https://www.example.com/in', PUBLIC_URL: 'https://help.example' },
    ...{ IDENTITY_KEYS: `k1:${'x'.repeat(32)}`, DIRECTORY_URL: 'https://hr.example/people' },
  };
  expect(said(all).map(({ state, text }) => `${state} ${text.split(': ')[1]}`)).toEqual([
    'ok by a link, sign-in at https://www.example.com/in',
    'ok by the directory at hr.example',
  ]);
});
