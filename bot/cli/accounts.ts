/** `dawen accounts import FILE`: checks a file of account facts line by line and puts it into the embedded store. */
import { shanghaiDay } from '../../intents/rules/shanghai-time.ts';
import type { KnowledgeBase } from '../../knowledge/schema.ts';
import { type RecordFault, readAccountRecord } from '../account-record.ts';
import type { AccountRecord } from '../store/accounts.ts';
import { type OpenedStore, openStore, storePlace } from '../store/open.ts';
import { type Row, readAccountFile } from './account-file.ts';
import type { CliContext } from './context.ts';
import { type ExitCode, UsageError } from './usage-error.ts';
import { writeJson, writeLine } from './write.ts';

export interface ImportOptions {
  readonly file: string;
  /** Imports what is good beside what is not. */
  readonly skipBad?: boolean;
  readonly json?: boolean;
  /** Data folder, instead of DATA_DIR. */
  readonly data?: string;
}

/**
 * Reads the file twice, so that a bad line anywhere keeps all of it out and a big file needs little memory.
 * Exit 2 when there are bad lines, unless they are skipped. Throws UsageError for a file that cannot be read.
 */
export async function importAccounts(options: ImportOptions, context: CliContext): Promise<ExitCode> {
  const config = context.config({ ...(options.data !== undefined && { DATA_DIR: options.data }) });
  const { knowledge } = await context.rulebook();
  const today = shanghaiDay(context.clock()).toString();
  const check = await checkAll(options, { knowledge, today, context });
  if (check.read === 0) throw new UsageError(`${options.file}: holds no accounts`);
  const isRefused = check.bad > 0 && !options.skipBad;
  const imported = isRefused ? 0 : await saveAll(options.file, today, storePlace(config));
  await report({ ...check, imported }, options, context);
  if (config.accounts && !isRefused)
    await writeLine(
      context.stderr,
      'note: ACCOUNTS_URL is set, so the server asks that service and not the store',
    );
  return isRefused ? 2 : 0;
}

interface Check {
  readonly read: number;
  readonly bad: number;
  /** Names that are facts of no rule: they are not kept. */
  readonly ignored: readonly string[];
}

interface Checking {
  readonly knowledge: KnowledgeBase;
  readonly today: string;
  readonly context: CliContext;
}

async function checkAll(options: ImportOptions, checking: Checking): Promise<Check> {
  const ignored = new Set<string>();
  const count = { read: 0, bad: 0 };
  for await (const row of readAccountFile(options.file)) {
    count.read += 1;
    const read = readRow(row, checking.today);
    if (read.ok) for (const name of read.ignored) noteIgnored(ignored, name);
    else {
      count.bad += 1;
      await tell(row.line, read.faults, { options, checking });
    }
  }
  return { ...count, ignored: [...ignored].sort() };
}

/** Names that are told at most; records whose every name is another one are no use to anybody. */
const mostIgnored = 50;
function noteIgnored(ignored: Set<string>, name: string): void {
  if (ignored.size < mostIgnored) ignored.add(name.slice(0, 60));
}

function readRow(row: Row, today: string) {
  return 'raw' in row
    ? readAccountRecord(row.raw, today)
    : ({ ok: false, faults: [{ fact: 'line', reason: row.reason }] } as const);
}

const lineReasons: Readonly<Record<string, string>> = {
  not_json: 'This is not JSON.',
  not_utf8: 'This is not UTF-8; save the file as UTF-8.',
  cells_do_not_match_header: 'There are more or fewer cells than columns.',
  not_an_account_id: 'An account id is needed here: 1 to 256 characters, or a whole number.',
};

/** One line for every fault. The value is not repeated: it may be personal. */
async function tell(
  line: number,
  faults: readonly RecordFault[],
  {
    options: { file, json },
    checking: { knowledge, context },
  }: { options: ImportOptions; checking: Checking },
): Promise<void> {
  for (const { fact, reason: code } of faults) {
    const reason = lineReasons[code] ?? knowledge.invalid[code]?.en ?? code;
    await (json
      ? writeJson(context.stdout, { file, line, fact, reason, code })
      : writeLine(context.stdout, `${file}:${line}: ${fact === 'line' ? '' : `${fact}: `}${reason}`));
  }
}

/** Accounts that are kept by one wait for the disk. */
const batchSize = 1000;

async function saveAll(file: string, today: string, target: string): Promise<number> {
  const store = await openStore(target);
  try {
    return await saveInBatches(file, today, store);
  } finally {
    await store.close();
  }
}

async function saveInBatches(file: string, today: string, { accounts }: OpenedStore): Promise<number> {
  let batch: AccountRecord[] = [];
  let saved = 0;
  const save = async () => {
    await accounts.saveAll(batch);
    saved += batch.length;
    batch = [];
  };
  for await (const row of readAccountFile(file)) {
    const read = readRow(row, today);
    if (read.ok) batch.push(read.record);
    if (batch.length >= batchSize) await save();
  }
  await save();
  return saved;
}

async function report(
  { read, bad, ignored, imported }: Check & { readonly imported: number },
  { json }: ImportOptions,
  { stdout, stderr }: CliContext,
): Promise<void> {
  if (json) return writeJson(stdout, { read, bad, imported, ignored });
  if (ignored.length > 0)
    await writeLine(stderr, `warning: not a fact of any rule, so not kept: ${ignored.join(', ')}`);
  await writeLine(stdout, `${read} read, ${bad} bad, ${imported} imported`);
  if (bad > 0 && imported === 0)
    await writeLine(stderr, 'nothing was imported; mend the lines above, or leave them out with --skip-bad');
}
