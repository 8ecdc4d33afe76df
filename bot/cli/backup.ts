/** `dawen backup FILE` and `dawen restore FILE`: the whole store as one file, while servers go on. */
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { toIso } from '../clock.ts';
import { StoreError } from '../store/errors.ts';
import { type OpenedStore, openStore, storePlace } from '../store/open.ts';
import type { CliContext } from './context.ts';
import { type ExitCode, UsageError } from './usage-error.ts';
import { writeJson, writeLine } from './write.ts';

export interface BackupOptions {
  readonly file: string;
  /** Data folder, instead of DATA_DIR. */
  readonly data?: string;
  readonly json?: boolean;
}

export interface RestoreOptions extends BackupOptions {
  /** Puts the backup in the place of what is there. */
  readonly replace?: boolean;
}

/** The file is there when it is whole; one of that name is never overwritten. Throws UsageError for a bad place. */
export async function backup(options: BackupOptions, context: CliContext): Promise<ExitCode> {
  const { file, json } = options;
  const store = await openFor(options, context);
  try {
    const rows = await writeFile(file, (write) => store.backup(write, toIso(context.clock())));
    await (json
      ? writeJson(context.stdout, { file, rows })
      : writeLine(context.stdout, `${file}: ${rows} rows of ${store.place}`));
    return 0;
  } finally {
    await store.close();
  }
}

/** Checks the whole file before it changes anything. Throws UsageError when that would replace something unasked. */
export async function restore(options: RestoreOptions, context: CliContext): Promise<ExitCode> {
  const { file, json, replace } = options;
  await (await openFile(file, 'r')).close();
  const store = await openFor(options, context);
  try {
    const kept = await store.count();
    if (kept > 0 && !replace)
      throw new UsageError(
        `${store.place}: holds ${kept} conversations and accounts; back them up, then say --replace`,
      );
    const rows = await store
      .restore(() => createInterface({ input: createReadStream(file) }))
      .catch((error) => {
        throw error instanceof StoreError && error.code === 'STORE_BACKUP'
          ? new UsageError(`${file}: ${error.message}`, { cause: error })
          : error;
      });
    await (json
      ? writeJson(context.stdout, { file, rows })
      : writeLine(context.stdout, `${store.place}: ${rows} rows are back from ${file}`));
    return 0;
  } finally {
    await store.close();
  }
}

/** The store without limits of time: a big one takes a while. */
export function openFor({ data }: Pick<BackupOptions, 'data'>, context: CliContext): Promise<OpenedStore> {
  const config = context.config({ ...(data !== undefined && { DATA_DIR: data }) });
  return openStore(storePlace(config), { patience: 0, lockTimeout: 60_000 });
}

type Write = (line: string) => Promise<void>;
/** Characters that are written at once. */
const chunkSize = 256 * 1024;

async function writeFile(file: string, fill: (write: Write) => Promise<number>): Promise<number> {
  const target = await openFile(file, 'wx');
  const partial = `${file}.partial`;
  await target.close();
  try {
    const handle = await openFile(partial, 'w');
    const rows = await fillFile(handle, fill).finally(() => handle.close());
    await rename(partial, file);
    return rows;
  } catch (error) {
    for (const path of [partial, file]) await rm(path, { force: true });
    throw isDiskFull(error)
      ? new UsageError(`${file}: no room on the disk, no backup was made; choose another place`, {
          cause: error,
        })
      : error;
  }
}

const isDiskFull = (error: unknown) =>
  error instanceof Error && 'code' in error && /^(ENOSPC|EDQUOT|EFBIG)$/.test(String(error.code));

async function fillFile(handle: FileHandle, fill: (write: Write) => Promise<number>): Promise<number> {
  let waiting = '';
  const rows = await fill(async (line) => {
    waiting += `${line}\n`;
    if (waiting.length < chunkSize) return;
    // all of it or an error: a plain write may stop in the middle where a disk fills up, and say nothing
    await handle.appendFile(waiting);
    waiting = '';
  });
  await handle.appendFile(waiting);
  await handle.sync();
  return rows;
}

const faults: Readonly<Record<string, string>> = {
  EEXIST: 'is there already; choose another name',
  ENOENT: 'there is no such file or folder',
};

/** Backups hold what people said: for their owner alone. */
async function openFile(file: string, flags: 'r' | 'w' | 'wx'): Promise<FileHandle> {
  return open(file, flags, 0o600).catch((cause: NodeJS.ErrnoException) => {
    throw new UsageError(`${file}: ${faults[cause.code ?? ''] ?? `cannot be opened (${cause.code})`}`, {
      cause,
    });
  });
}
