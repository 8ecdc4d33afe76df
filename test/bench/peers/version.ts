/** Version of an installed package, for the table. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export function versionOf(name: string): string {
  const manifest = resolve(import.meta.dirname, '..', '..', '..', 'node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}
