/** Writes the JSON Schemas into knowledge/schemas; a step of the build. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchemas } from './json-schema.ts';

/** Writes the schemas that are missing or out of date into `folder`; gives their names. */
export function writeSchemas(folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  return Object.entries(jsonSchemas()).flatMap(([name, text]) => {
    const path = join(folder, name);
    if (existsSync(path) && readFileSync(path, 'utf8') === text) return [];
    writeFileSync(path, text);
    return [name];
  });
}
