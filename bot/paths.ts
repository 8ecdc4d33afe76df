/** Where the parts of the installed package lie, whether it runs from source or from `dist`. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const packageRoot = findPackage(import.meta.dirname);

export const webDir = join(packageRoot, 'dist', 'web');
/** Style, script and icon of a help centre; see bot/build-site.ts. */
export const siteDir = join(packageRoot, 'dist', 'site');
/** What the build made beforehand; see bot/cache.ts. */
export const builtCacheDir = join(packageRoot, 'dist', 'cache');
/** Code whose change makes worthless what was cached of its making. */
export const intentsDir = join(import.meta.dirname, '..', 'intents');
export const knowledgeCodeDir = join(import.meta.dirname, '..', 'knowledge');
export const schemasDir = join(packageRoot, 'knowledge', 'schemas');
/** What `dawen init` makes a knowledge base from. */
export const starterDir = join(packageRoot, 'bot', 'cli', 'starter');
export const shippedKnowledgeDir = join(packageRoot, 'knowledge');

export function readVersion(): string {
  return JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')).version;
}

function findPackage(start: string): string {
  const parent = dirname(start);
  return existsSync(join(start, 'package.json')) || parent === start ? start : findPackage(parent);
}
