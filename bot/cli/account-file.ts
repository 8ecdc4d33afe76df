/** Reads a file of accounts record by record, however big: JSON lines (`.jsonl`, `.ndjson`) or a table (`.csv`). */
import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { readCell } from '../account-record.ts';
import { longestLine, readLines } from './lines.ts';
import { UsageError } from './usage-error.ts';

/** What stands at a line: a raw record, or why there is none, as a reason code. */
export type Row = { readonly line: number } & ({ readonly raw: unknown } | { readonly reason: string });

/** Throws UsageError for a file that is not there or of another kind. */
export function readAccountFile(file: string): AsyncIterable<Row> {
  const kind = extname(file).toLowerCase();
  if (kind === '.csv') return explained(file, readTable(file));
  if (kind === '.jsonl' || kind === '.ndjson') return explained(file, readJsonLines(file));
  throw new UsageError(`${file}: give JSON lines (.jsonl) or a table (.csv)`);
}

async function* explained(file: string, rows: AsyncIterable<Row>): AsyncGenerator<Row> {
  try {
    yield* rows;
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    if (cause instanceof CsvError) {
      const place = `${file}:${Number(cause.lines)}`;
      throw new UsageError(
        `${place}: the quotes of this row do not match, or it is too long; mend it first`,
        { cause },
      );
    }
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'UNKNOWN';
    const what = code === 'ENOENT' ? 'no such file' : code;
    throw new UsageError(`${file}: cannot be read (${what}); give JSON lines (.jsonl) or a table (.csv)`, {
      cause,
    });
  }
}

async function* readJsonLines(file: string): AsyncGenerator<Row> {
  let line = 0;
  for await (const { text, cut } of readLines(createReadStream(file))) {
    line += 1;
    if (cut) yield { line, reason: 'too_long' };
    else if (text.trim() !== '') yield readJsonLine(text, line);
  }
}

function readJsonLine(text: string, line: number): Row {
  if (text.includes('\uFFFD')) return { line, reason: 'not_utf8' };
  try {
    return { line, raw: JSON.parse(text) };
  } catch {
    return { line, reason: 'not_json' };
  }
}

interface Parsed {
  readonly record: readonly string[];
  /** `lines`: the line on which the record ends. */
  readonly info: { readonly lines: number };
}

/**
 * The first row names the facts. A record is told by the line on which it ends.
 * Past a quote that does not match nobody can tell where a row begins, so such a file is refused as a whole.
 */
async function* readTable(file: string): AsyncGenerator<Row> {
  const lenient = { bom: true, trim: true, skip_empty_lines: true, relax_column_count: true };
  const table = parse({ ...lenient, info: true, max_record_size: longestLine });
  // what goes wrong comes out of the loop below
  pipeline(createReadStream(file), table, () => undefined);
  let header: readonly string[] | undefined;
  for await (const { record, info } of table as AsyncIterable<Parsed>) {
    if (header === undefined) header = checkHeader(file, record);
    else yield readRecord(header, record, info.lines);
  }
}

function checkHeader(file: string, names: readonly string[]): readonly string[] {
  const isWhole = names.includes('accountId') && new Set(names).size === names.length;
  if (isWhole) return names;
  throw new UsageError(`${file}:1: the first line must name the columns, each once, accountId among them`);
}

/** An empty cell is an unknown fact. */
function readRecord(header: readonly string[], cells: readonly string[], line: number): Row {
  if (cells.length !== header.length) return { line, reason: 'cells_do_not_match_header' };
  if (cells.some((cell) => cell.includes('\uFFFD'))) return { line, reason: 'not_utf8' };
  const given = header.map((name, at) => [name, cells[at] ?? ''] as const).filter(([, cell]) => cell !== '');
  return { line, raw: Object.fromEntries(given.map(([name, cell]) => [name, readCell(name, cell)])) };
}
