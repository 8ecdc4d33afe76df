/** One account as a company exports it: who it is, how it is verified, and the facts of the rules; all of it checked. */
import { z } from 'zod';
import { type FactName, factSchemas, isPastDay } from '../intents/rules/facts.ts';
import { accountIdSchema, isAccountFact } from './accounts.ts';
import type { AccountRecord } from './store/accounts.ts';

export interface RecordFault {
  /** Name of the fact; `line` where there is no record at all. */
  readonly fact: string;
  /** Reason code; its sentence stands in `knowledge/facts.yaml`. */
  readonly reason: string;
}

export type ReadRecord =
  | { readonly ok: true; readonly record: AccountRecord; readonly ignored: readonly string[] }
  | { readonly ok: false; readonly faults: readonly RecordFault[] };

/**
 * Reads one record. What is `null` counts as absent; what is no fact of a rule is ignored and never kept.
 * `today` is the Shanghai day after which nothing can have happened, `YYYY-MM-DD`.
 */
export function readAccountRecord(raw: unknown, today: string): ReadRecord {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    return { ok: false, faults: [{ fact: 'line', reason: 'not_an_object' }] };
  const { accountId, ...rest } = raw as Record<string, unknown>;
  const account = readAccountId(accountId);
  const given = Object.entries(rest).filter(([, value]) => value !== null);
  const known = given.filter(([name]) => isAccountFact(name));
  const faults = [
    ...(account === undefined ? [{ fact: 'accountId', reason: 'not_an_account_id' }] : []),
    ...known.flatMap(([name, value]) => factFault(name, value, today)),
  ];
  if (account === undefined || faults.length > 0) return { ok: false, faults };
  const ignored = given.map(([name]) => name).filter((name) => !isAccountFact(name));
  return { ok: true, record: { account, facts: Object.fromEntries(known) }, ignored };
}

/** A number beyond 2^53 was rounded when it was read: it is not the account that was meant. */
function readAccountId(raw: unknown): string | undefined {
  const text = Number.isSafeInteger(raw) ? String(raw) : raw;
  return accountIdSchema.safeParse(text).data;
}

const verifiedAsSchema = z.enum(['personal', 'enterprise'], 'not_a_choice');

/** The schema of a fact, or of `verifiedAs`, which no rule reads. */
const schemaOf = (name: string): z.ZodType =>
  name === 'verifiedAs' ? verifiedAsSchema : factSchemas[name as FactName];

function factFault(name: string, value: unknown, today: string): RecordFault[] {
  const parsed = schemaOf(name).safeParse(value);
  if (!parsed.success) return [{ fact: name, reason: parsed.error.issues[0]?.message ?? 'not_a_choice' }];
  const isAhead = name.endsWith('At') && isPastDay(name as FactName) && String(parsed.data) > today;
  return isAhead ? [{ fact: name, reason: 'in_future' }] : [];
}

/**
 * What a cell of a table says about a fact: the text as it is, or as a number, yes and no (`true`, `false`),
 * or a list with semicolons, whichever the fact takes; the text where it takes none.
 */
export function readCell(name: string, cell: string): unknown {
  if (!isAccountFact(name)) return cell;
  const readings = [cell, literal(cell), cell.split(';').map((part) => part.trim())];
  return readings.find((reading) => schemaOf(name).safeParse(reading).success) ?? readings[1];
}

function literal(cell: string): unknown {
  if (/^(true|false)$/i.test(cell)) return cell.toLowerCase() === 'true';
  return /^-?\d{1,15}$/.test(cell) ? Number(cell) : cell;
}
