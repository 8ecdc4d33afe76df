/** Things that take long to make, kept in files named by all that they were made from. */
import { createHash, type Hash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../log.ts';

export interface Cache {
  /** What was kept under this name, decoded; `undefined` when there is nothing or it cannot be read. */
  get<T>(name: string, decode: (bytes: Buffer) => T): T | undefined;
  /** Keeps bytes; a folder that cannot be written costs a line in the log, nothing else. */
  put(name: string, bytes: Uint8Array): void;
}

export interface CacheFolders {
  /** Looked through in this order. */
  readonly read: readonly string[];
  readonly write: string;
}

/** Files of one kind that are kept, newest first; older ones are removed. */
const kept = 3;

export function createCache({ read, write }: CacheFolders, log: Log): Cache {
  return {
    get: (name, decode) => {
      for (const file of read.map((folder) => join(folder, name))) {
        const bytes = readIfThere(file);
        if (!bytes) continue;
        try {
          return decode(bytes);
        } catch (error) {
          log.warn({ file, code: codeOf(error) }, 'cached file not readable, made anew');
        }
      }
      return undefined;
    },
    put: (name, bytes) => {
      try {
        writeWhole(write, name, bytes);
        prune(write, name);
      } catch (error) {
        log.warn({ folder: write, code: codeOf(error) }, 'nothing cached, the next start will be slower');
      }
    },
  };
}

/** Adds the names and contents of the files below a folder that `matches` picks. */
export function hashFiles(hash: Hash, folder: string, matches: RegExp): Hash {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const name of names.filter((path) => matches.test(path)).sort()) {
    hash.update(
      `${name}\n${createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex')}\n`,
    );
  }
  return hash;
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Written beside its name and moved there, so that nobody reads half a file. */
function writeWhole(folder: string, name: string, bytes: Uint8Array): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `${name}.${randomUUID()}`);
  writeFileSync(draft, bytes);
  renameSync(draft, join(folder, name));
}

function prune(folder: string, name: string): void {
  const kind = name.split('-')[0];
  const files = readdirSync(folder).filter((other) => other.startsWith(`${kind}-`));
  const byAge = files
    .map((file) => ({ file, at: statSync(join(folder, file)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { file } of byAge.slice(kept)) rmSync(join(folder, file), { force: true });
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : 'UNKNOWN';
}
