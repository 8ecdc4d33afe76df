/** Making a help centre: what is written, and that nothing of others is ever lost. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildSite } from '../../../bot/build-site.ts';
import { type SiteOptions, site } from '../../../bot/cli/site.ts';
import { plainExpertise } from '../house.ts';
import { openTerminal } from './desk.ts';

let folder: string;
let parts: string;
let out: string;
let round = 0;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dawen-site-'));
  parts = join(folder, 'parts');
  await buildSite(resolve('.'), parts);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  round += 1;
  out = join(folder, `out-${round}`);
});

async function make(options: Partial<SiteOptions> = {}) {
  const terminal = openTerminal();
  const status = await site({ out, ...options }, terminal.context, parts);
  return { status, out: terminal.out() };
}

const read = (name: string) => readFileSync(join(out, name), 'utf8');
/** Every file of the folder with what it holds. */
const filesOf = (place: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(place, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(place.length + 1), readFileSync(path, 'utf8')]),
  );

describe('a help centre', () => {
  test('has a page for each language with every question, and all files that the pages name', async () => {
    const { status, out: said } = await make();
    expect(status).toBe(0);
    expect(said).toEqual([
      expect.stringMatching(/^31 questions in 3 languages, \d+ KB: open .*index\.html$/),
    ]);
    for (const page of ['index.html', 'zh-hant.html', 'en.html']) {
      const html = read(page);
      for (const { id } of plainExpertise.knowledge.entries) expect(html).toContain(`<article id="${id}">`);
      for (const [, file = ''] of html.matchAll(/(?:src|href)="((?!https?:|tel:|#)[^"]+)"/g))
        expect(existsSync(join(out, file))).toBe(true);
    }
    expect(existsSync(join(out, 'sitemap.xml'))).toBe(false);
  });

  test('says the authored words, in 简体, 繁體 and English', async () => {
    await make();
    for (const { question, en } of plainExpertise.knowledge.entries) {
      expect(read('index.html')).toContain(`<h3>${question}</h3>`);
      expect(read('en.html')).toContain(`<h3>${en.question}</h3>`);
    }
    expect(read('zh-hant.html')).toContain('<h3>中國站實名認證需要多長審核時間？</h3>');
    expect(read('en.html')).not.toMatch(/<h2[^>]*>[^<]*\p{Script=Han}/u);
  });

  test('has a sitemap and canonical links when it has an address', async () => {
    await make({ url: 'https://www.example.com/help' });
    expect(read('sitemap.xml')).toContain('<loc>https://www.example.com/help/en.html</loc>');
    expect(read('en.html')).toContain('<link rel="canonical" href="https://www.example.com/help/en.html">');
    expect(read('index.html')).toContain('"@id":"https://www.example.com/help/#review-time"');
  });

  test('is the same, byte for byte, when it is made again', async () => {
    await make();
    const before = filesOf(out);
    await make();
    expect(filesOf(out)).toEqual(before);
  });

  test('stays small', async () => {
    await make();
    const sizes = Object.entries(filesOf(out)).map(
      ([name, text]) => [name, Buffer.byteLength(text)] as const,
    );
    expect(Math.max(...sizes.map(([, size]) => size))).toBeLessThan(160_000);
  });

  test('tells what it wrote as JSON', async () => {
    const { out: said } = await make({ json: true, url: 'http://localhost:8080' });
    expect(said).toHaveLength(1);
    expect(JSON.parse(said[0] ?? '')).toMatchObject({
      ...{ out, url: 'http://localhost:8080/', entries: 31 },
      files: expect.arrayContaining(['index.html', 'sitemap.xml']),
    });
  });
});

describe('nothing is written', () => {
  const refusal = async (options: Partial<SiteOptions>) => {
    const error: unknown = await make(options).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ name: 'UsageError', message: expect.not.stringContaining('\n') });
    expect(existsSync(out)).toBe(false);
    return error instanceof Error ? error.message : '';
  };

  test.each([
    'www.example.com',
    'ftp://example.com/',
    '/help',
    'https://x.example/?a=1',
    'https://x.example/#a',
    'https://user@x.example/',
    '',
  ])('for an address that is none: "%s"', async (url) => {
    expect(await refusal({ url })).toContain(`--url ${url}: is not an address of a site`);
  });

  test('where the pages were never built', async () => {
    const made = site({ out }, openTerminal().context, join(folder, 'nothing'));
    await expect(made).rejects.toThrow('run: npm run build');
    expect(existsSync(out)).toBe(false);
  });
});
