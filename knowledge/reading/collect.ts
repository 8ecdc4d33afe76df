/** All files of one kind, checked against their schema. What is right is kept even when its neighbours are not, so that one run tells every fault. */
import type { Fault } from '../errors.ts';
import type { FileKind } from './file-kinds.ts';
import { explainIssues } from './issues.ts';
import { type Placed, placeIn, type Sheet } from './sheet.ts';

export interface Collected<File, Item> {
  /** Files that are right as a whole. */
  readonly files: readonly Placed<File>[];
  /** Items that are right in themselves. */
  readonly items: readonly Placed<Item>[];
  /** Names of all items, the faulty ones included. */
  readonly ids: readonly string[];
  /** False when a file is missing or could not be read, so that a missing name proves nothing more. */
  readonly complete: boolean;
  readonly faults: readonly Fault[];
}

/** Checks the sheets of one kind. */
export function collect<File, Item>(
  kind: FileKind<File, Item>,
  sheets: readonly Sheet[],
): Collected<File, Item> {
  const own = sheets.filter((sheet) => sheet.kind === kind);
  const checked = own.map((sheet) => checkSheet(kind, sheet));
  return {
    files: checked.flatMap((one) => one.file ?? []),
    items: checked.flatMap((one) => one.items),
    ids: own.flatMap((sheet) => rawItems(kind, sheet)).flatMap((item) => nameOfItem(kind, item)),
    complete: (own.length > 0 || !kind.required) && own.every((sheet) => sheet.parsed?.value !== undefined),
    faults: checked.flatMap((one) => one.faults),
  };
}

interface Checked<File, Item> {
  readonly file?: Placed<File>;
  readonly items: readonly Placed<Item>[];
  readonly faults: readonly Fault[];
}

function checkSheet<File, Item>(kind: FileKind<File, Item>, sheet: Sheet): Checked<File, Item> {
  const { parsed } = sheet;
  if (parsed?.value === undefined) return { items: [], faults: [] };
  const result = kind.schema.safeParse(parsed.value);
  if (result.success) {
    return { file: placeIn(sheet, result.data, []), items: placeItems(kind, sheet, result.data), faults: [] };
  }
  const told = new Set(parsed.problems.map(({ line, column }) => `${line}:${column}`));
  const problems = explainIssues(result.error.issues, parsed, kind.schema).filter(
    ({ line, column }) => !told.has(`${line}:${column}`),
  );
  return {
    items: placeItems(kind, sheet, parsed.value),
    faults: problems.map((problem) => ({ file: sheet.shown, ...problem })),
  };
}

function placeItems<File, Item>(kind: FileKind<File, Item>, sheet: Sheet, value: unknown): Placed<Item>[] {
  return itemsOf(kind, value).flatMap((item, index) => {
    const result = kind.item.safeParse(item);
    const path = kind.list === undefined ? [] : [kind.list, index];
    return result.success ? [placeIn(sheet, result.data, path)] : [];
  });
}

function rawItems(kind: FileKind, sheet: Sheet): readonly unknown[] {
  return itemsOf(kind, sheet.parsed?.value);
}

function itemsOf(kind: FileKind, value: unknown): readonly unknown[] {
  if (kind.list === undefined) return [value];
  const list = typeof value === 'object' && value !== null ? Reflect.get(value, kind.list) : undefined;
  return Array.isArray(list) ? list : [];
}

function nameOfItem(kind: FileKind, item: unknown): string[] {
  if (!kind.id || typeof item !== 'object' || item === null) return [];
  const name: unknown = Reflect.get(item, kind.id);
  return typeof name === 'string' ? [name] : [];
}
