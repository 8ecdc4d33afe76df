/** Turns browser code into the bytes that are served: one script or style sheet, minified for the oldest browsers we know. */
import { readFile } from 'node:fs/promises';
import { build, type Plugin, transform } from 'esbuild';

/** Oldest browsers that know shadow roots with constructable style sheets, `inert` and `dvh`. */
const browsers = ['chrome109', 'firefox115', 'safari16.4'];

export interface ScriptSource {
  readonly entry: string;
  /** `iife` for a classic script, `esm` for a module. */
  readonly format: 'iife' | 'esm';
  /** Names in the code that the build knows the value of. */
  readonly define?: Readonly<Record<string, string>>;
}

/** Throws when the code does not compile. */
export async function bundleScript({ entry, format, define = {} }: ScriptSource): Promise<Uint8Array> {
  const { outputFiles } = await build({
    ...{ entryPoints: [entry], format, bundle: true, minify: true, target: browsers, write: false },
    ...{ legalComments: 'none', logLevel: 'silent', plugins: [styleText] },
    define: Object.fromEntries(Object.entries(define).map(([name, value]) => [name, JSON.stringify(value)])),
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}

/** Style sheets one after the other as one. */
export async function bundleStyle(paths: readonly string[]): Promise<Uint8Array> {
  return Buffer.from((await Promise.all(paths.map(minifyStyle))).join(''));
}

/** `import text from './some.css'` in browser code: the minified style sheet as a string. */
const styleText: Plugin = {
  name: 'style-text',
  setup(step) {
    step.onLoad({ filter: /\.css$/ }, async ({ path }) => ({
      contents: await minifyStyle(path),
      loader: 'text',
    }));
  },
};

async function minifyStyle(path: string): Promise<string> {
  const source = await readFile(path, 'utf8');
  return (await transform(source, { loader: 'css', minify: true, target: browsers })).code;
}
