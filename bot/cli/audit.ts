/** `dawen audit`: who signed in, who was refused, what was changed; the newest first. */
import { Temporal } from 'temporal-polyfill';
import { inShanghai, toIso } from '../clock.ts';
import type { AuditEvent } from '../store/audit.ts';
import { openStore, storePlace } from '../store/open.ts';
import type { CliContext } from './context.ts';
import { type ExitCode, UsageError } from './usage-error.ts';
import { writeJson, writeLine } from './write.ts';

export interface AuditOptions {
  readonly limit?: string;
  /** An instant; only what was before it. */
  readonly before?: string;
  readonly json?: boolean;
  /** Data folder, instead of DATA_DIR. */
  readonly data?: string;
}

const most = 10_000;

export async function audit(options: AuditOptions, context: CliContext): Promise<ExitCode> {
  const { limit, before } = { limit: readLimit(options.limit ?? '50'), before: readInstant(options.before) };
  const config = context.config({ ...(options.data !== undefined && { DATA_DIR: options.data }) });
  const store = await openStore(storePlace(config));
  try {
    const events = await store.audit.list({ limit, ...(before !== undefined && { before }) });
    for (const event of events)
      await (options.json ? writeJson(context.stdout, event) : writeLine(context.stdout, lineOf(event)));
    return 0;
  } finally {
    await store.close();
  }
}

function readLimit(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= most) return limit;
  throw new UsageError(`--limit ${text.slice(0, 40)}: must be a whole number from 1 to ${most}`);
}

function readInstant(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    return toIso(Temporal.Instant.from(text));
  } catch {
    throw new UsageError(`--before ${text.slice(0, 40)}: must be an instant such as 2026-11-23T05:00:00Z`);
  }
}

function lineOf({ at, actor, action, subject, detail = {} }: AuditEvent): string {
  const more = Object.entries(detail).map(([name, value]) => `${name}=${value}`);
  return [inShanghai(at), actor.padEnd(16), action.padEnd(20), subject, ...more].filter(Boolean).join('  ');
}
