/** One file of the knowledge folder → its text and its plain value with places, before any schema has looked at it. */
import { readFileSync, statSync } from 'node:fs';
import type { Fault, Position } from '../errors.ts';
import { decode } from './decode.ts';
import type { FileKind } from './file-kinds.ts';
import { type FoundFile, fileFault } from './find-files.ts';
import { type Parsed, parse } from './parse.ts';
import type { Path, Problem } from './problem.ts';

/** A checked value and where it stands. */
export interface Placed<Value> {
  readonly value: Value;
  /** Position of the value, or of a part of it. */
  at(path?: Path): Position;
  fault(message: string, path?: Path): Fault;
}

/** A file that was read. `parsed` is absent when its bytes could not be used at all. */
export interface Sheet {
  readonly kind: FileKind;
  /** Path inside the knowledge folder. */
  readonly name: string;
  readonly shown: string;
  readonly text: string;
  readonly parsed?: Parsed;
  readonly faults: readonly Fault[];
}

const largestFile = 2 * 1024 * 1024;

/** Reads one file. Never throws: what is wrong with it is in `faults`. */
export function readSheet(file: FoundFile): Sheet {
  const about = { kind: file.kind, name: file.name, shown: file.shown };
  const bytes = readBytes(file.path);
  if (typeof bytes === 'string') return { ...about, text: '', faults: [fileFault(file.shown, bytes)] };
  const { text, problems } = decode(bytes);
  const parsed = text === undefined ? undefined : parse(text);
  const all: readonly Problem[] = [...problems, ...(parsed?.problems ?? [])];
  return {
    ...about,
    text: text ?? '',
    ...(parsed && { parsed }),
    faults: all.map((problem) => ({ file: file.shown, ...problem })),
  };
}

/** The bytes, or a sentence that says why there are none. */
function readBytes(path: string): Uint8Array | string {
  try {
    const stats = statSync(path);
    if (!stats.isFile()) return 'this is not a file; only plain files can be read';
    if (stats.size > largestFile)
      return `${stats.size} bytes are too many, ${largestFile} is the most; split the file`;
    return readFileSync(path);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return `the file cannot be read (${cause}); check its name and its permissions`;
  }
}

/** Ties a value to its place: the path `base` in a sheet. */
export function placeIn<Value>(sheet: Sheet, value: Value, base: Path): Placed<Value> {
  const at = (path: Path = []): Position => {
    const found = sheet.parsed?.locate([...base, ...path]);
    return { file: sheet.shown, line: found?.line ?? 1, column: found?.column ?? 1 };
  };
  return { value, at, fault: (message, path) => ({ ...at(path), message }) };
}
