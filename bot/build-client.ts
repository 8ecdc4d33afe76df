/** Bundles the browser code: the widget's loader, the chat that it loads, and the demo page. */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Plugin, transform } from 'esbuild';

export interface BuiltFile {
  /** Path below the web folder, as the server serves it. */
  readonly path: string;
  readonly bytes: number;
  readonly gzipBytes: number;
}

/** Oldest browsers that know shadow roots with constructable style sheets, `inert` and `dvh`. */
const browsers = ['chrome109', 'firefox115', 'safari16.4'];

const scripts = [
  // a classic script: only such a one knows the tag that loaded it
  { entry: 'widget.ts', path: 'widget.js', format: 'iife' },
  { entry: 'chat.tsx', path: 'assets/chat.js', format: 'esm' },
  { entry: 'page/page.ts', path: 'assets/page.js', format: 'esm' },
] as const;
const copies = [
  { entry: 'page/index.html', path: 'index.html' },
  { entry: 'page/mark.svg', path: 'assets/mark.svg' },
] as const;

/**
 * Writes every file that the server serves as a page, minified, and gives their sizes.
 * `packageRoot` is the folder of package.json, `outDir` usually its dist/web. Throws when the code does not compile.
 */
export async function buildClient(packageRoot: string, outDir: string): Promise<BuiltFile[]> {
  const source = join(packageRoot, 'adapters', 'web', 'client');
  await mkdir(join(outDir, 'assets'), { recursive: true });
  await Promise.all([
    ...scripts.map(({ entry, path, format }) => bundle(join(source, entry), join(outDir, path), format)),
    bundleStyle(join(source, 'page', 'page.css'), join(outDir, 'assets', 'page.css')),
    ...copies.map(({ entry, path }) => copyFile(join(source, entry), join(outDir, path))),
  ]);
  const paths = [...scripts, ...copies, { path: 'assets/page.css' }].map(({ path }) => path);
  return Promise.all(paths.map((path) => measure(outDir, path)));
}

async function bundle(entry: string, outfile: string, format: 'iife' | 'esm'): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile,
    format,
    bundle: true,
    minify: true,
    target: browsers,
    legalComments: 'none',
    logLevel: 'silent',
    plugins: [styleText],
  });
}

/** `import text from './some.css'` in browser code: the minified style sheet as a string. */
const styleText: Plugin = {
  name: 'style-text',
  setup(step) {
    step.onLoad({ filter: /\.css$/ }, async ({ path }) => ({
      contents: await bundleStyleText(path),
      loader: 'text',
    }));
  },
};

async function bundleStyleText(path: string): Promise<string> {
  const { code } = await transform(await readFile(path, 'utf8'), {
    loader: 'css',
    minify: true,
    target: browsers,
  });
  return code;
}

async function bundleStyle(entry: string, outfile: string): Promise<void> {
  const tokens = join(dirname(entry), '..', '..', '..', 'ui', 'tokens.css');
  const parts = await Promise.all([tokens, entry].map(bundleStyleText));
  await writeFile(outfile, parts.join(''));
}

async function measure(outDir: string, path: string): Promise<BuiltFile> {
  const content = await readFile(join(outDir, path));
  return { path, bytes: content.length, gzipBytes: gzipSync(content, { level: 9 }).length };
}

/** One line a file, and what a browser fetches before the first answer. */
export function describeSizes(files: readonly BuiltFile[]): string {
  const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;
  const lines = files.map(({ path, bytes, gzipBytes }) =>
    [path.padEnd(18), kilobytes(bytes).padStart(9), `${kilobytes(gzipBytes)} gzip`.padStart(14)].join(' '),
  );
  const chat = files.filter(({ path }) => path === 'widget.js' || path === 'assets/chat.js');
  const total = chat.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0);
  return [...lines, `widget and chat together: ${kilobytes(total)} gzip`].join('\n');
}
