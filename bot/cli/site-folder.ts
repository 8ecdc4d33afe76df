/** Writes the files of a site into a folder, and never over or beside a file that somebody else put there. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { z } from 'zod';
import { UsageError } from './usage-error.ts';

export interface SiteFile {
  /** Path below the folder, with slashes. */
  readonly path: string;
  readonly content: Uint8Array;
}

/** What was written, so that the next run knows its own: the hashes that a file may have, by its path. */
const listName = '.dawen-site.json';
/** A path that stays below the folder. */
const insidePath = z.string().regex(/^(?!.*(^|\/)\.\.?(\/|$))[^/\\]/);
const listSchema = z.object({ files: z.record(insidePath, z.array(z.string())) });
export type Written = Readonly<Record<string, readonly string[]>>;

const unfinished = '.dawen-unfinished';
const mostNamed = 3;

/**
 * Writes the files, in their order, and removes those of a former run that are no longer among them.
 * Throws UsageError, with nothing changed, when the folder is none, cannot be written or holds files of others.
 */
export async function writeSiteFolder(folder: string, files: readonly SiteFile[]): Promise<void> {
  const before = await checkSiteFolder(folder);
  await explained(folder, async () => {
    const now = Object.fromEntries(files.map(({ path, content }) => [path, [hash(content)]]));
    await mkdir(folder, { recursive: true });
    // also when this ends half-way, the next run knows every file
    await writeList(folder, merge(before, now));
    for (const file of files) await writeWhole(join(folder, file.path), file.content);
    for (const path of Object.keys(before)) if (!now[path]) await rm(join(folder, path), { force: true });
    await writeList(folder, now);
  });
}

/** Files of a former run. Throws UsageError when the folder is a file, or holds anything else. */
export function checkSiteFolder(folder: string): Promise<Written> {
  return explained(folder, () => readOwnFiles(folder));
}

/** Faults of the file system as a sentence for the person. */
async function explained<T>(folder: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof UsageError || !(error instanceof Error && 'syscall' in error)) throw error;
    const code = 'code' in error ? error.code : 'unknown';
    throw new UsageError(
      `--out ${folder}: cannot be written (${code}); name a folder that you may write to`,
      {
        cause: error,
      },
    );
  }
}

async function readOwnFiles(folder: string): Promise<Written> {
  const found = await stat(folder).catch(orNothing);
  if (!found) return {};
  if (!found.isDirectory()) throw new UsageError(`--out ${folder}: is a file; name a new or an empty folder`);
  const own = await readList(folder);
  const foreign: string[] = [];
  for await (const path of walk(folder)) {
    if (path === listName || path.endsWith(unfinished) || (await isOwn(folder, path, own))) continue;
    if (foreign.push(path) === mostNamed) break;
  }
  if (foreign.length === 0) return own;
  const named = `${foreign.join(', ')}${foreign.length === mostNamed ? ', …' : ''}`;
  throw new UsageError(
    `--out ${folder}: holds files that this command did not write, or that were changed since (${named}); nothing was touched, name a new or an empty folder`,
  );
}

async function isOwn(folder: string, path: string, own: Written): Promise<boolean> {
  const hashes = own[path] ?? [];
  return hashes.length > 0 && hashes.includes(hash(await readFile(join(folder, path))));
}

/** Every path below the folder that is no folder. */
async function* walk(folder: string, below = folder): AsyncGenerator<string> {
  for (const entry of await readdir(below, { withFileTypes: true })) {
    const path = join(below, entry.name);
    if (entry.isDirectory()) yield* walk(folder, path);
    else yield relative(folder, path).split(sep).join('/');
  }
}

async function readList(folder: string): Promise<Written> {
  const text = await readFile(join(folder, listName), 'utf8').catch(orNothing);
  if (text === undefined) return {};
  try {
    return listSchema.parse(JSON.parse(text)).files;
  } catch (error) {
    throw new UsageError(
      `--out ${folder}: its ${listName} cannot be read, so nobody knows whose files these are; name a new or an empty folder`,
      { cause: error },
    );
  }
}

function merge(before: Written, now: Written): Written {
  const paths = new Set([...Object.keys(before), ...Object.keys(now)]);
  return Object.fromEntries(
    [...paths].map((path) => [path, [...(before[path] ?? []), ...(now[path] ?? [])]]),
  );
}

function writeList(folder: string, files: Written): Promise<void> {
  return writeWhole(join(folder, listName), `${JSON.stringify({ files }, undefined, 1)}\n`);
}

/** Readers see the former file or the whole new one. */
async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path + unfinished, content);
  await rename(path + unfinished, path);
}

function hash(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function orNothing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
