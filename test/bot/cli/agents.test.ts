/** Agents on the command line: added, listed, changed, and every change in the audit log. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addAgent, barAgent, listAgents, resetAgent, setRole } from '../../../bot/cli/agents.ts';
import { audit } from '../../../bot/cli/audit.ts';
import type { CliContext } from '../../../bot/cli/context.ts';
import { hashToken } from '../../../bot/http/tokens.ts';
import { openStore } from '../../../bot/store/open.ts';
import { openTerminal } from './desk.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'dawen-agents-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

async function run(command: (context: CliContext) => Promise<unknown>, environment = {}) {
  const terminal = openTerminal('', { DATA_DIR: data, ...environment });
  expect(await command(terminal.context)).toBe(0);
  return [...terminal.out(), ...terminal.err()];
}

const add = (name: string, options: object = {}, environment = {}) =>
  run((context) => addAgent({ name, ...options }, context), environment);
const list = () => run((context) => listAgents({}, context));

async function inStore<T>(look: (store: Awaited<ReturnType<typeof openStore>>) => Promise<T>): Promise<T> {
  const store = await openStore(join(data, 'dawen.sqlite'));
  try {
    return await look(store);
  } finally {
    await store.close();
  }
}

describe('adding', () => {
  test('prints a link for a day, of which the store keeps a hash alone', async () => {
    const [said, link = ''] = await add('Mei@Example.com', { role: 'admin' });
    expect(said).toBe(
      'mei@example.com was added as admin. Link to set the password, once, until 2026-11-24 13:00 (Asia/Shanghai):',
    );
    const token = /^http:\/\/127\.0\.0\.1:3000\/console#welcome=([\w-]{43})$/.exec(link)?.[1] ?? '';
    const whom = (hash: string) => inStore((store) => store.agents.invited(hash, '2026-11-24T04:59:59.999Z'));
    expect(await whom(hashToken(token))).toBe('mei@example.com');
    expect(await whom(token)).toBeUndefined();
    expect(await inStore((store) => store.agents.find('mei@example.com'))).not.toHaveProperty('passwordHash');
  });

  test.each([
    [{ PUBLIC_URL: 'https://help.example.com/' }, 'https://help.example.com/console#welcome='],
    [{ HOST: '0.0.0.0', PORT: '8080' }, 'http://127.0.0.1:8080/console#welcome='],
  ])('links to the console where it is: %j', async (environment, start) => {
    const [line = ''] = await add('mei', { json: true }, environment);
    const { name, link, expiresAt } = JSON.parse(line);
    expect({ name, expiresAt }).toEqual({ name: 'mei', expiresAt: '2026-11-24T05:00:00.000Z' });
    expect(link.startsWith(start)).toBe(true);
  });

  test.each([
    ['m', 'agent', /^m: must be 2 to 64 letters/],
    ['mei lin', 'agent', /must be 2 to 64 letters/],
    ['<b>mei</b>', 'agent', /must be 2 to 64 letters/],
    ['mei', 'boss', /^--role boss: must be one of agent, editor, admin$/],
    ['LIN', 'agent', /^LIN: there is such an agent already; dawen agents reset gives a new link$/],
  ])('refuses %j as %s', async (name, role, message) => {
    await add('lin');
    await expect(add(name, { role })).rejects.toThrow(message);
  });

  test('takes Chinese names', async () => {
    await add('小梅', { role: 'editor' });
    expect(await list()).toEqual(['小梅                       editor  invited   never signed in']);
  });
});

test('changes of an agent are done, told and noted', async () => {
  await add('mei');
  expect(await run((context) => setRole({ name: 'MEI', role: 'editor' }, context))).toEqual([
    'mei was agent, is editor now, and signed out everywhere.',
  ]);
  expect(await run((context) => barAgent({ name: 'mei', isBarred: true }, context))).toEqual([
    'mei is disabled and signed out everywhere.',
  ]);
  expect(await list()).toEqual(['mei                      editor  disabled  never signed in']);
  expect(await run((context) => barAgent({ name: 'mei', isBarred: false }, context))).toEqual([
    'mei may sign in again.',
  ]);
  const [said] = await run((context) => resetAgent({ name: 'mei' }, context));
  expect(said).toMatch(/^mei is signed out everywhere and has no password\. Link/);
  const noted = (await run((context) => audit({ json: true }, context))).map((line) => JSON.parse(line));
  expect(noted.map(({ action }) => action).sort()).toEqual([
    'agent.added',
    'agent.disabled',
    'agent.enabled',
    'agent.reset',
    'agent.role_changed',
  ]);
  expect(noted.find(({ action }) => action === 'agent.role_changed')).toEqual({
    ...{ at: '2026-11-23T05:00:00.000Z', actor: 'dawen agents', action: 'agent.role_changed' },
    ...{ subject: 'mei', detail: { from: 'agent', to: 'editor' } },
  });
});

test('an agent that is not there is told', async () => {
  const unknown = /^nobody: there is no such agent; dawen agents list shows them$/;
  await expect(run((context) => resetAgent({ name: 'nobody' }, context))).rejects.toThrow(unknown);
  await expect(run((context) => setRole({ name: 'nobody', role: 'admin' }, context))).rejects.toThrow(
    unknown,
  );
  expect(await list()).toEqual(['no agents yet; add the first: dawen agents add NAME --role admin']);
});

describe('the audit log', () => {
  test('is read as lines, so many, before an instant', async () => {
    await add('mei');
    await add('lin');
    const lines = (options: object) => run((context) => audit(options, context));
    expect(await lines({ limit: '1' })).toHaveLength(1);
    expect((await lines({})).join('\n')).toMatch(
      /2026-11-23 13:00 {2}dawen agents .*agent\.added .*mei {2}role=agent/,
    );
    expect(await lines({ before: '2026-11-23T05:00:00Z' })).toEqual([]);
    await expect(lines({ limit: '0' })).rejects.toThrow(
      /^--limit 0: must be a whole number from 1 to 10000$/,
    );
    await expect(lines({ before: 'noon' })).rejects.toThrow(/^--before noon: must be an instant/);
  });
});
