/** `dawen backup`, `dawen restore` and `dawen forget`, as they are typed. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { backup, restore } from '../../../bot/cli/backup.ts';
import { forget } from '../../../bot/cli/forget.ts';
import { type OpenedStore, openStore } from '../../../bot/store/open.ts';
import { sampleTurn } from '../store/samples.ts';
import { openTerminal } from './desk.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dawen-backup-'));
  file = join(folder, 'dawen.backup');
  await withStore('data', async ({ conversations, accounts }) => {
    const turn = sampleTurn('c1', 1);
    await conversations.saveTurn({ ...turn, conversation: { ...turn.conversation, account: 'acc-7' } });
    await conversations.saveTurn(sampleTurn('c2', 1));
    await accounts.save('acc-7', { accountId: 'acc-7' });
  });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function withStore<T>(data: string, work: (store: OpenedStore) => Promise<T>): Promise<T> {
  const store = await openStore(join(folder, data, 'dawen.sqlite'));
  return work(store).finally(() => store.close());
}

const terminal = (data = 'data') => openTerminal('', { DATA_DIR: join(folder, data) });

describe('dawen backup and restore', () => {
  test('take a store to another place', async () => {
    const [there, here] = [terminal(), terminal('other')];
    expect(await backup({ file }, there.context)).toBe(0);
    expect(there.out()[0]).toMatch(/dawen\.backup: \d+ rows of .*data\/dawen\.sqlite$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await restore({ file, json: true }, here.context)).toBe(0);
    expect(JSON.parse(here.out()[0] ?? '')).toEqual({ file, rows: 9 });
    const kept = await withStore('other', ({ conversations }) => conversations.messages('c1'));
    expect(kept).toEqual(sampleTurn('c1', 1).messages);
  });

  test('overwrite no file, and leave none behind that is not whole', async () => {
    writeFileSync(file, 'mine');
    await expect(backup({ file }, terminal().context)).rejects.toThrow(
      /is there already; choose another name/,
    );
    expect(readFileSync(file, 'utf8')).toBe('mine');
    const nowhere = join(folder, 'no', 'such');
    await expect(backup({ file: nowhere }, terminal().context)).rejects.toThrow(/no such file or folder/);
    expect(readdirSync(folder).sort()).toEqual(['data', 'dawen.backup']);
  });

  test('replace nothing unasked', async () => {
    await backup({ file }, terminal().context);
    const again = restore({ file }, terminal().context);
    await expect(again).rejects.toThrow(/holds 3 conversations and accounts; .* --replace$/);
    expect(await restore({ file, replace: true }, terminal().context)).toBe(0);
  });

  test('refuse a file that is not there or no backup, before anything is opened', async () => {
    await expect(restore({ file }, terminal('new').context)).rejects.toThrow(/no such file or folder/);
    expect(readdirSync(folder)).toEqual(['data']);
    writeFileSync(file, '{"hello": 1}\n');
    await expect(restore({ file }, terminal('new').context)).rejects.toMatchObject({
      ...{
        name: 'UsageError',
        message: expect.stringMatching(/dawen\.backup: the backup is no backup of Dawen/),
      },
    });
  });
});

describe('dawen forget', () => {
  test('erases one account and says what', async () => {
    const { context, out } = terminal();
    expect(await forget({ account: 'acc-7' }, context)).toBe(0);
    expect(out()[0]).toMatch(
      /^acc-7: erased 1 conversations with 2 messages, 0 sessions, 0 links to chats, its facts; backups/,
    );
    expect(await withStore('data', ({ conversations }) => conversations.find('c1'))).toBeUndefined();
    expect(await withStore('data', ({ conversations }) => conversations.find('c2'))).toBeDefined();
    for (const name of readdirSync(join(folder, 'data')))
      expect(readFileSync(join(folder, 'data', name)).includes('acc-7')).toBe(false);
  });

  test('says when nothing is kept, and notes that it was asked without saying of whom', async () => {
    const { context, out } = terminal();
    expect(await forget({ account: 'acc-9', json: true }, context)).toBe(0);
    expect(JSON.parse(out()[0] ?? '')).toEqual({
      ...{ account: 'acc-9', conversations: 0, messages: 0, sessions: 0, links: 0, accounts: 0 },
    });
    const [line] = await withStore('data', ({ audit }) => audit.list({ limit: 1 }));
    expect(line).toMatchObject({ action: 'account.forgotten' });
    expect(JSON.stringify(line)).not.toContain('acc-9');
  });
});
