/** Bundles the browser code: the widget's loader, the chat that it loads, the demo page, and the agents' console. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { hashedName } from './built-parts.ts';
import { bundleScript, bundleStyle } from './bundle.ts';

export interface BuiltFile {
  /** Path below the web folder as it would be without a hash in its name. */
  readonly name: string;
  /** Path below the web folder, as the server serves it. */
  readonly path: string;
  readonly bytes: number;
  readonly gzipBytes: number;
}

interface Part {
  readonly name: string;
  readonly path: string;
  readonly content: Uint8Array;
}

/**
 * Writes every file that the server serves as a page, minified, and gives their sizes.
 * `packageRoot` is the folder of package.json, `outDir` usually its dist/web. Throws when the code does not compile.
 */
export async function buildClient(packageRoot: string, outDir: string): Promise<BuiltFile[]> {
  const source = join(packageRoot, 'adapters', 'web', 'client');
  const assets = await bundleAssets(source);
  const parts = [
    await bundleLoader(source, assets),
    ...assets,
    await fillPage('index.html', join(source, 'page', 'index.html'), assets),
    await fillPage('console.html', join(consoleSource(source), 'console.html'), assets),
    await fillPage('link.html', join(linkSource(source), 'link.html'), assets),
  ];
  await mkdir(join(outDir, 'assets'), { recursive: true });
  await Promise.all(parts.map(({ path, content }) => writeFile(join(outDir, path), content)));
  await removeOthers(join(outDir, 'assets'), assets);
  return parts.map(measure);
}

const consoleSource = (source: string) => join(source, '..', '..', 'console', 'client');
const linkSource = (source: string) => join(source, '..', '..', 'link', 'client');
const consoleStyles = 'base controls frame workbench results entry message reply desk pages narrow'.split(
  ' ',
);

/** What is named by its content, so that browsers may keep it. */
function bundleAssets(source: string): Promise<Part[]> {
  const tokens = join(source, '..', '..', 'ui', 'tokens.css');
  const contents = {
    'assets/chat.js': bundleScript({ entry: join(source, 'chat.tsx'), format: 'esm' }),
    'assets/page.js': bundleScript({ entry: join(source, 'page', 'page.ts'), format: 'esm' }),
    'assets/page.css': bundleStyle([tokens, join(source, 'page', 'page.css')]),
    'assets/console.js': bundleScript({ entry: join(consoleSource(source), 'console.tsx'), format: 'esm' }),
    'assets/console.css': bundleStyle([
      tokens,
      ...consoleStyles.map((name) => join(consoleSource(source), 'style', `${name}.css`)),
    ]),
    'assets/link.js': bundleScript({ entry: join(linkSource(source), 'link.tsx'), format: 'esm' }),
    'assets/link.css': bundleStyle([tokens, join(linkSource(source), 'link.css')]),
    'assets/mark.svg': readFile(join(source, 'page', 'mark.svg')),
  };
  return Promise.all(
    Object.entries(contents).map(async ([name, made]) => {
      const content = await made;
      return { name, path: hashedName(name, content), content };
    }),
  );
}

/** A classic script, because only such a one knows the tag that loaded it; it is told the name of the chat. */
async function bundleLoader(source: string, assets: readonly Part[]): Promise<Part> {
  const chat = assets.find(({ name }) => name === 'assets/chat.js')?.path ?? '';
  const entry = join(source, 'widget.ts');
  const content = await bundleScript({ entry, format: 'iife', define: { CHAT_FILE: chat } });
  return { name: 'widget.js', path: 'widget.js', content };
}

/** A page with the names of its assets as they are now. */
async function fillPage(name: string, file: string, assets: readonly Part[]): Promise<Part> {
  const html = await readFile(file, 'utf8');
  const filled = assets.reduce((text, { name, path }) => text.replaceAll(`"/${name}"`, `"/${path}"`), html);
  return { name, path: name, content: Buffer.from(filled) };
}

/** Assets of former builds would only grow in number. */
async function removeOthers(folder: string, assets: readonly Part[]): Promise<void> {
  const kept = new Set(assets.map(({ path }) => path.slice('assets/'.length)));
  const others = (await readdir(folder)).filter((name) => !kept.has(name));
  await Promise.all(others.map((name) => rm(join(folder, name), { recursive: true })));
}

function measure({ name, path, content }: Part): BuiltFile {
  return { name, path, bytes: content.length, gzipBytes: gzipSync(content, { level: 9 }).length };
}

/** One line a file, and what a browser fetches before the first answer. */
export function describeSizes(files: readonly BuiltFile[]): string {
  const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;
  const lines = files.map(({ path, bytes, gzipBytes }) =>
    [path.padEnd(30), kilobytes(bytes).padStart(9), `${kilobytes(gzipBytes)} gzip`.padStart(14)].join(' '),
  );
  const chat = files.filter(({ name }) => name === 'widget.js' || name === 'assets/chat.js');
  const total = chat.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0);
  return [...lines, `widget and chat together: ${kilobytes(total)} gzip`].join('\n');
}
