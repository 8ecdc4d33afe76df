/** A tiny knowledge base without faults, and ways to spoil copies of it. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type Fault, formatPosition, KnowledgeError } from '../../knowledge/errors.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import type { RuleSignature } from '../../knowledge/schema.ts';

const source = resolve(import.meta.dirname, '../fixtures/small-knowledge');

export const smallRules: readonly RuleSignature[] = [
  {
    name: 'recharge_window',
    parameters: ['recharge_days'],
    outcomes: ['open', 'expired'],
    reasons: ['no_date'],
    values: ['deadline', 'daysLeft'],
    facts: ['rechargeAmountIssuedAt'],
  },
];

/** What is done to one file of the copy. */
export interface Change {
  readonly file: string;
  /** The whole new content; `null` deletes the file. */
  readonly content?: string | Uint8Array | null;
  /** Or: this text, which must be there, becomes that one. */
  readonly replace?: string;
  readonly with?: string;
}

/** Copies the tiny knowledge base, applies the changes and hands its folder to `use`. */
export function withChanges<Result>(changes: readonly Change[], use: (dir: string) => Result): Result {
  const parent = mkdtempSync(join(tmpdir(), 'dawen-knowledge-'));
  const dir = join(parent, 'knowledge');
  try {
    cpSync(source, dir, { recursive: true });
    for (const change of changes) apply(dir, change);
    return use(dir);
  } finally {
    rmSync(parent, { recursive: true });
  }
}

function apply(dir: string, change: Change): void {
  const path = join(dir, change.file);
  mkdirSync(dirname(path), { recursive: true });
  if (change.content === null) rmSync(path);
  else writeFileSync(path, change.content ?? replaced(path, change));
}

function replaced(path: string, change: Change): string {
  const text = readFileSync(path, 'utf8');
  const { replace = '', with: replacement = '' } = change;
  if (!text.includes(replace)) throw new Error(`${change.file} does not hold ${replace}`);
  return text.replace(replace, () => replacement);
}

/** Loads a changed copy; it must be without faults. */
export function loadChanged(...changes: readonly Change[]) {
  return withChanges(changes, (dir) => loadKnowledge(dir, { rules: smallRules }));
}

/** The faults of a changed copy. Anything else than a KnowledgeError is thrown on. */
export function faultsOf(...changes: readonly Change[]): readonly Fault[] {
  try {
    loadChanged(...changes);
    return [];
  } catch (error) {
    if (error instanceof KnowledgeError) return error.faults;
    throw error;
  }
}

/** Faults as lines, `file:line:column: message`. */
export function faultLines(...changes: readonly Change[]): string[] {
  return faultsOf(...changes).map((fault) => `${formatPosition(fault)}: ${fault.message}`);
}
