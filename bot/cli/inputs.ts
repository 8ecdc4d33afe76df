/** What commands take besides their text: `--facts FILE`, `--as-of ISO` and `--url BASE`. */
import { readFile } from 'node:fs/promises';
import type { Temporal } from 'temporal-polyfill';
import type { CliContext } from './context.ts';
import { UsageError } from './usage-error.ts';

export type Facts = Readonly<Record<string, unknown>>;

/** Facts of `--facts FILE` (`-`: standard input), or none without it. Throws UsageError unless it is a JSON object. */
export async function readFacts(file: string | undefined, context: CliContext): Promise<Facts> {
  if (file === undefined) return {};
  const name = file === '-' ? 'standard input' : file;
  const text = await (file === '-' ? readAll(context) : readFile(file, 'utf8')).catch((cause: Error) => {
    throw new UsageError(`${name}: cannot be read (${reason(cause)}); --facts takes a JSON file`, { cause });
  });
  const facts = parseJson(text.replace(/^\uFEFF/, ''), name);
  if (typeof facts !== 'object' || facts === null || Array.isArray(facts)) {
    throw new UsageError(`${name}: must hold a JSON object of facts such as {"idCardBoundAccounts": 2}`);
  }
  return facts as Facts;
}

/** "Now" for one call: the instant of `--as-of`, or the clock's. A date alone is the start of that day in Shanghai. */
export async function readAsOf(text: string | undefined, context: CliContext): Promise<Temporal.Instant> {
  if (text === undefined) return context.clock();
  const { parseInstant } = await import('../../intents/rules/shanghai-time.ts');
  const parsed = parseInstant(text);
  if (parsed.ok) return parsed.value;
  throw new UsageError(
    `--as-of ${JSON.stringify(text)}: must be a date (2026-09-20) or a date-time with a zone (2026-09-20T08:00:00+08:00)`,
  );
}

/** The address of `--url`, without a slash at its end. Throws UsageError unless it is one. */
export function readServerUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text.replace(/(?<!\/)\/+$/, '');
  throw new UsageError(
    `--url ${JSON.stringify(text)}: must be the address of a server, such as https://help.example.com`,
  );
}

async function readAll(context: CliContext): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of context.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`${name}: is not JSON; it must hold a JSON object of facts`, { cause });
  }
}

function reason(error: Error): string {
  return 'code' in error && error.code === 'ENOENT'
    ? 'no such file'
    : String('code' in error ? error.code : error.name);
}
