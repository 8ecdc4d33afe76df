/** The examples of docs/embedding.md as they stand there, so that tests run what people copy. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';

const root = resolve(import.meta.dirname, '..', '..');
const page = readFileSync(resolve(root, 'docs', 'embedding.md'), 'utf8');
const examples = new Map(
  [...page.matchAll(/^```\w+ title=(\S+)\n(.*?)^```$/gms)].map(([, title = '', text = '']) => [title, text]),
);

/** Titles of all examples that are meant to be run. */
export const titles = [...examples.keys()];

/** Throws when the page has no example of that title. */
export function documented(title: string): string {
  const text = examples.get(title);
  if (text === undefined) throw new Error(`docs/embedding.md has no example ${title}`);
  return text;
}

/** The value of the header that an example shows. */
export function documentedPolicy(title: string): string {
  return documented(title)
    .trim()
    .replace(/^Content-Security-Policy: /, '');
}

export interface BundleOptions {
  readonly platform?: 'browser' | 'node';
  /** Packages by what stands in for them. */
  readonly alias?: Readonly<Record<string, string>>;
  /** Modules by name, beside the documented ones. */
  readonly modules?: Readonly<Record<string, string>>;
}

/** Bundles code that imports documented examples, such as `./dawen`. */
export async function bundleDocumented(
  code: string,
  { platform = 'browser', alias = {}, modules = {} }: BundleOptions = {},
): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, loader: 'tsx', resolveDir: root },
    ...{ bundle: true, write: false, format: platform === 'node' ? 'esm' : 'iife', platform },
    ...{
      jsx: 'automatic',
      jsxImportSource: 'preact',
      alias,
      plugins: [fromPage(modules)],
      logLevel: 'silent',
    },
  });
  return outputFiles[0]?.text ?? '';
}

const fromPage = (modules: Readonly<Record<string, string>>): Plugin => ({
  name: 'from-page',
  setup(step) {
    const find = (path: string) => {
      const name = path.replace(/^\.\//, '');
      return titles.find((title) => title === name || title.replace(/\.\w+$/, '') === name);
    };
    step.onResolve({ filter: /./ }, ({ path }) => {
      if (modules[path] !== undefined) return { path, namespace: 'given' };
      const title = path.startsWith('./') ? find(path) : undefined;
      return title === undefined ? undefined : { path: title, namespace: 'page' };
    });
    step.onLoad({ filter: /./, namespace: 'given' }, ({ path }) => ({
      contents: modules[path] ?? '',
      loader: 'ts',
    }));
    step.onLoad({ filter: /./, namespace: 'page' }, ({ path }) => ({
      contents: documented(path),
      loader: 'tsx',
      resolveDir: root,
    }));
  },
});
