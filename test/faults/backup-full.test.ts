/** A backup onto a disk that fills up meanwhile: it says so, and leaves nothing behind that looks like one. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openStore } from '../../bot/store/open.ts';
import { sampleTurn } from '../bot/store/samples.ts';

const mayMount = spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;
if (!mayMount) test.skip('backup: skipped, this user may not mount a small disk', () => undefined);

describe.skipIf(!mayMount)('a backup onto a disk of 32 kilobytes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dawen-backup-full-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('says that there is no room, and is not there', async () => {
    const data = join(folder, 'data');
    const store = await openStore(join(data, 'dawen.sqlite'));
    for (let at = 0; at < 100; at++) await store.conversations.saveTurn(sampleTurn(`c${at}`, 1));
    await store.close();
    const dawen = `${process.execPath} ${resolve('dist/bot/cli.js')}`;
    const script = `mount -t tmpfs -o size=32k none /mnt; ${dawen} backup /mnt/full --data ${data}; echo $?; ls /mnt`;
    const { stdout, stderr } = spawnSync('unshare', ['-m', 'sh', '-c', script], { encoding: 'utf8' });
    expect(stderr).toBe('dawen: /mnt/full: no room on the disk, no backup was made; choose another place\n');
    expect(stdout).toBe('2\n');
  });
});
