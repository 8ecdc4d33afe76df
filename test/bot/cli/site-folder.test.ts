/** A site goes into a folder of its own: whatever somebody else put there stays as it is, and the command says so. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeSiteFolder } from '../../../bot/cli/site-folder.ts';

let folder: string;
let out: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dawen-site-folder-'));
  out = join(folder, 'out');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (files: Readonly<Record<string, string>>, place = out) =>
  writeSiteFolder(
    place,
    Object.entries(files).map(([path, text]) => ({ path, content: Buffer.from(text) })),
  );

/** Every file of the site with what it holds, without the list of them. */
const held = () =>
  Object.fromEntries(
    readdirSync(out, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && entry.name !== '.dawen-site.json')
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(out.length + 1), readFileSync(path, 'utf8')]),
  );

const first = { 'assets/a-1.js': 'a', 'index.html': 'page' };
const second = { 'assets/a-2.js': 'b', 'index.html': 'new page' };

describe('a folder of our own', () => {
  test('is made, with the folders above it', async () => {
    out = join(folder, 'deep', 'er', 'out');
    await write(first);
    expect(held()).toEqual(first);
  });

  test('may be there and be empty', async () => {
    mkdirSync(out);
    await write(first);
    expect(held()).toEqual(first);
  });

  test('is replaced by the next site, with nothing left over', async () => {
    await write(first);
    await write(second);
    expect(held()).toEqual(second);
  });

  test('is finished by the next run when one ended half-way', async () => {
    await write(first);
    // what the second run has done before it ended: its list of both, and one file
    const list = JSON.parse(readFileSync(join(out, '.dawen-site.json'), 'utf8'));
    await write(second, join(folder, 'other'));
    const next = JSON.parse(readFileSync(join(folder, 'other', '.dawen-site.json'), 'utf8'));
    list.files['index.html'].push(...next.files['index.html']);
    writeFileSync(join(out, '.dawen-site.json'), JSON.stringify(list));
    writeFileSync(join(out, 'index.html'), second['index.html']);
    writeFileSync(join(out, 'assets', 'a-2.js.dawen-unfinished'), 'ha');
    await write(second);
    expect(held()).toMatchObject(second);
    expect(existsSync(join(out, 'assets', 'a-1.js'))).toBe(false);
  });

  test('may be reached through a link', async () => {
    mkdirSync(join(folder, 'real'));
    symlinkSync(join(folder, 'real'), out);
    await write(first);
    await write(second);
    expect(readFileSync(join(folder, 'real', 'index.html'), 'utf8')).toBe('new page');
  });
});

describe('a folder that will not do', () => {
  const refusal = async (place = out) => {
    const error: unknown = await write(second, place).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ name: 'UsageError', message: expect.not.stringContaining('\n') });
    return error instanceof Error ? error.message : '';
  };

  test('is a file', async () => {
    writeFileSync(out, 'mine');
    expect(await refusal()).toBe(`--out ${out}: is a file; name a new or an empty folder`);
    expect(readFileSync(out, 'utf8')).toBe('mine');
  });

  test('lies below a file', async () => {
    writeFileSync(out, 'mine');
    expect(await refusal(join(out, 'site'))).toContain('cannot be written (ENOTDIR)');
    expect(readFileSync(out, 'utf8')).toBe('mine');
  });

  test.runIf(existsSync('/sys/kernel'))('may not be written', async () => {
    expect(await refusal('/sys/dawen')).toMatch(
      /cannot be written \(E\w+\); name a folder that you may write/,
    );
  });

  test.each(['notes.txt', 'index.html', '.env', 'deep/er/file', '.git/HEAD', 'a.dawen-site.json'])(
    'holds %s of somebody else',
    async (name) => {
      mkdirSync(join(out, name, '..'), { recursive: true });
      writeFileSync(join(out, name), 'mine');
      expect(await refusal()).toContain(`(${name}); nothing was touched`);
      expect(held()).toEqual({ [name]: 'mine' });
    },
  );

  test('holds many files of others, of which a few are named', async () => {
    mkdirSync(out);
    for (let at = 0; at < 50; at++) writeFileSync(join(out, `${at}.txt`), 'mine');
    expect(await refusal()).toMatch(/\(\d+\.txt, \d+\.txt, \d+\.txt, …\)/);
  });

  test('holds a file of others beside a site of ours', async () => {
    await write(first);
    writeFileSync(join(out, 'assets', 'logo.png'), 'mine');
    expect(await refusal()).toContain('(assets/logo.png)');
    expect(held()).toEqual({ ...first, 'assets/logo.png': 'mine' });
  });

  test('holds a page of ours that somebody has changed since', async () => {
    await write(first);
    writeFileSync(join(out, 'index.html'), 'page, mine');
    expect(await refusal()).toContain('were changed since (index.html)');
    expect(held()).toEqual({ ...first, 'index.html': 'page, mine' });
  });

  test('holds a link that leads elsewhere', async () => {
    await write(first);
    writeFileSync(join(folder, 'elsewhere'), 'mine');
    symlinkSync(join(folder, 'elsewhere'), join(out, 'link.html'));
    expect(await refusal()).toContain('(link.html)');
    expect(readFileSync(join(folder, 'elsewhere'), 'utf8')).toBe('mine');
  });

  test.each(['', '[]', '{"files":{"a":1}}', '{"files":{"../a":["x"]}}'])(
    'has a list of its files that cannot be: %s',
    async (list) => {
      mkdirSync(out);
      writeFileSync(join(folder, 'a'), 'mine');
      writeFileSync(join(out, '.dawen-site.json'), list);
      expect(await refusal()).toContain('its .dawen-site.json cannot be read');
      expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('mine');
    },
  );
});
