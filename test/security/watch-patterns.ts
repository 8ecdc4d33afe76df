/** Prints what `new RegExp` makes while the files that are named to it are loaded, as JSON. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Pattern } from './patterns.ts';

const files = process.argv.slice(2);
const built: Pattern[] = [];

globalThis.RegExp = new Proxy(RegExp, {
  construct(target, given, newTarget) {
    const made: RegExp = Reflect.construct(target, given, newTarget);
    const stack = new Error().stack ?? '';
    const file = files.find((name) => stack.includes(`/${name}:`));
    if (file !== undefined) built.push({ file, source: made.source, flags: made.flags });
    return made;
  },
});
for (const file of files) await import(pathToFileURL(resolve(file)).href);
process.stdout.write(JSON.stringify(built));
