/** `dawen verify CODE`: what a receipt under a pasted answer vouches for, and whether that still stands. */
import { readCode, verifyReceipt } from '../console/receipts.ts';
import { openStore, storePlace } from '../store/open.ts';
import type { CliContext } from './context.ts';
import { type ExitCode, UsageError } from './usage-error.ts';
import { writeJson, writeLine } from './write.ts';

export interface VerifyOptions {
  readonly code: string;
  readonly data?: string;
  readonly json?: boolean;
}

/** 0: it stands; 1: it is superseded, altered or unknown; 2: that is no code, or receipts are off. */
export async function verify(options: VerifyOptions, context: CliContext): Promise<ExitCode> {
  const config = context.config(options.data === undefined ? {} : { DATA_DIR: options.data });
  if (config.receiptKey === undefined)
    throw new UsageError('RECEIPT_KEY is not set: receipts are off; set the key that they were signed with');
  const code = readCode(options.code);
  if (code === undefined)
    throw new UsageError(`${JSON.stringify(options.code)} is no code; one looks like DW-0123-4567-89AB`);
  const store = await openStore(storePlace(config));
  try {
    const kept = await store.receipts.find(code);
    const { knowledge } = await context.rulebook();
    const found = kept ? verifyReceipt(kept, knowledge, config.receiptKey) : ({ status: 'unknown' } as const);
    await print(found, code, { options, context });
    return found.status === 'genuine' && found.receipt.standing === 'current' ? 0 : 1;
  } finally {
    await store.close();
  }
}

type Found = ReturnType<typeof verifyReceipt> | { readonly status: 'unknown' };

async function print(
  found: Found,
  code: string,
  { options, context }: { readonly options: VerifyOptions; readonly context: CliContext },
): Promise<void> {
  if (options.json) return writeJson(context.stdout, { code, ...found });
  for (const line of linesOf(found, code)) await writeLine(context.stdout, line);
}

function linesOf(found: Found, code: string): string[] {
  if (found.status === 'unknown') return [`${code}: no such receipt in this store`];
  if (found.status === 'altered') return [`${code}: altered, or signed with another RECEIPT_KEY`];
  const { entry, rule, asOf, issuedAt, issuedBy, knowledge, standing, changes } = found.receipt;
  return [
    `${code}: ${standing}`,
    `  ${entry} · ${rule} · as of ${asOf}`,
    `  issued ${issuedAt} by ${issuedBy}, knowledge ${knowledge.slice(0, 12)}`,
    ...changes.map((change) => `  - ${change}`),
  ];
}
