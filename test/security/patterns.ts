/** Every regular expression of the source: literals by a real tokenizer, the others by a process that watches them being built. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Token, tokenizer } from 'acorn';
import { transformSync } from 'esbuild';

export interface Pattern {
  /** The file that it was found in. */
  readonly file: string;
  readonly source: string;
  readonly flags: string;
}

/** Each pattern once, in the order of the files. */
export function findPatterns(): Pattern[] {
  const found = [...sourceFiles().flatMap(literalsOf), ...builtPatterns()];
  return [...new Map(found.map((pattern) => [`/${pattern.source}/${pattern.flags}`, pattern])).values()];
}

/** Server code that calls `new RegExp`; in the browser the console marks words so, each of them escaped. */
export function builders(): string[] {
  return sourceFiles().filter(
    (file) => !file.includes('/client/') && /\bRegExp\(/.test(readFileSync(file, 'utf8')),
  );
}

function sourceFiles(): string[] {
  return ['bot', 'intents', 'knowledge', 'adapters'].flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(tsx?|mjs)$/.test(name) && !name.endsWith('.d.ts'))
      .map((name) => join(room, name)),
  );
}

/** What the types of acorn leave out. */
type RegexToken = Token & { readonly value?: { readonly pattern: string; readonly flags: string } };

function literalsOf(file: string): Pattern[] {
  const loader = file.endsWith('x') ? 'tsx' : 'ts';
  const { code } = transformSync(readFileSync(file, 'utf8'), { loader, target: 'esnext', jsx: 'automatic' });
  const tokens = tokenizer(code, { ecmaVersion: 'latest', sourceType: 'module' }) as Iterable<RegexToken>;
  return [...tokens].flatMap(({ type, value }) =>
    type.label === 'regexp' && value ? [{ file, source: value.pattern, flags: value.flags }] : [],
  );
}

function builtPatterns(): Pattern[] {
  const watcher = join(import.meta.dirname, 'watch-patterns.ts');
  const printed = execFileSync(process.execPath, ['--import', 'tsx', watcher, ...builders()], {
    encoding: 'utf8',
  });
  return JSON.parse(printed);
}
