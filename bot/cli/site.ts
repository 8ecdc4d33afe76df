/** `dawen site`: the knowledge base as a help centre of static pages, for any web server or none. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderPage } from '../../adapters/site/page.ts';
import { indexScript } from '../../adapters/site/search-index.ts';
import { pageFile, type SiteAssets, siteLocales } from '../../adapters/site/site-page.ts';
import { sitemap } from '../../adapters/site/sitemap.ts';
import type { KnowledgeBase } from '../../knowledge/schema.ts';
import { hashedName, siteParts } from '../built-parts.ts';
import { siteDir } from '../paths.ts';
import type { CliContext } from './context.ts';
import { sitePage, siteSearchIndex } from './site-content.ts';
import { checkSiteFolder, type SiteFile, writeSiteFolder } from './site-folder.ts';
import { type ExitCode, UsageError } from './usage-error.ts';
import { writeJson, writeLine } from './write.ts';

export interface SiteOptions {
  readonly out: string;
  readonly url?: string;
  readonly json?: boolean;
}

/**
 * Throws UsageError for an address or a folder that will not do; then nothing has been written.
 * `parts` is the folder of what the build made for the pages.
 */
export async function site(options: SiteOptions, context: CliContext, parts = siteDir): Promise<ExitCode> {
  const base = options.url === undefined ? undefined : readBase(options.url);
  await checkSiteFolder(options.out);
  const { knowledge } = await context.rulebook();
  const files = await makeFiles(knowledge, base, parts);
  await writeSiteFolder(options.out, files);
  const summary = {
    out: options.out,
    ...(base && { url: base }),
    entries: knowledge.entries.length,
    files: files.map(({ path }) => path),
    bytes: files.reduce((sum, { content }) => sum + content.length, 0),
  };
  if (options.json) await writeJson(context.stdout, summary);
  else
    await writeLine(
      context.stdout,
      `${summary.entries} questions in ${siteLocales.length} languages, ${Math.ceil(summary.bytes / 1024)} KB: open ${join(options.out, 'index.html')}`,
    );
  return 0;
}

/** The address of the site with a slash at the end. */
function readBase(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username;
  if (!isPlain)
    throw new UsageError(
      `--url ${text}: is not an address of a site; write one such as https://www.example.com/help/`,
    );
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

async function makeFiles(
  knowledge: KnowledgeBase,
  base: string | undefined,
  parts: string,
): Promise<SiteFile[]> {
  const style = await builtPart(parts, siteParts.style);
  const script = await builtPart(parts, siteParts.script);
  const icon = await builtPart(parts, siteParts.icon);
  const index = asset('search.js', Buffer.from(indexScript(siteSearchIndex(knowledge))));
  const assets: SiteAssets = {
    ...{ style: style.path, icon: icon.path },
    scripts: [index.path, script.path],
  };
  const pages = siteLocales.map((locale) => ({
    path: pageFile(locale),
    content: Buffer.from(renderPage(sitePage(knowledge, locale), assets, base)),
  }));
  const map = base ? [{ path: 'sitemap.xml', content: Buffer.from(sitemap(base)) }] : [];
  return [style, script, icon, index, ...pages, ...map];
}

async function builtPart(parts: string, name: string): Promise<SiteFile> {
  try {
    return asset(name, await readFile(join(parts, name)));
  } catch (error) {
    throw new UsageError(`${join(parts, name)}: is not there; run: npm run build`, { cause: error });
  }
}

/** Named by its content, so that browsers never mix files of two versions. */
function asset(name: string, content: Uint8Array): SiteFile {
  return { path: hashedName(`assets/${name}`, content), content };
}
