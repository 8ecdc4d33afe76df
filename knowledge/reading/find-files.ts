/** Which YAML files a knowledge folder holds, which are missing, and which stand where nobody reads them. */
import { readdirSync } from 'node:fs';
import { basename, join, resolve, sep } from 'node:path';
import type { Fault } from '../errors.ts';
import { type FileKind, fileKinds, pathOfKind } from './file-kinds.ts';
import { didYouMean } from './nearest.ts';

/** A file that will be read. `name` is its path inside the knowledge folder, with `/`. */
export interface FoundFile {
  readonly name: string;
  /** Name in faults: the knowledge folder's own name comes first. */
  readonly shown: string;
  readonly path: string;
  readonly kind: FileKind;
}

const kinds: readonly FileKind[] = Object.values(fileKinds);

/** Lists the YAML files below `dir`, sorted by name. Hidden files and folders are passed over. */
export function findFiles(dir: string): {
  readonly base: string;
  readonly files: readonly FoundFile[];
  readonly faults: readonly Fault[];
} {
  const base = basename(resolve(dir));
  const listed = listYaml(dir);
  if (!listed) {
    const message = `there is no readable folder at ${dir}; create it or point KNOWLEDGE_DIR at the knowledge base`;
    return { base, files: [], faults: [fileFault(base, message)] };
  }
  const found = listed.map((name) => ({
    name,
    shown: `${base}/${name}`,
    path: join(dir, name),
    kind: kindOf(name),
  }));
  const files = found.filter((file): file is FoundFile => file.kind !== undefined);
  const strays = found.filter((file) => !file.kind);
  const faults = [
    ...strays.map((file) => fileFault(file.shown, strayMessage(file.name))),
    ...kinds.flatMap((kind) => {
      const own = files.filter((file) => file.kind === kind);
      return wrongNumber(kind, `${base}/${pathOfKind(kind)}`, own);
    }),
  ];
  return { base, files, faults };
}

function wrongNumber(kind: FileKind, place: string, own: readonly FoundFile[]): Fault[] {
  if (kind.required && own.length === 0) return [fileFault(place, missingMessage(kind))];
  const [first, ...others] = kind.folder ? [] : own;
  return others.map((file) =>
    fileFault(file.shown, `${first?.shown} holds this already; keep one of the two`),
  );
}

/** A fault about a file as a whole. */
export function fileFault(file: string, message: string): Fault {
  return { file, line: 1, column: 1, message };
}

function listYaml(dir: string): string[] | undefined {
  try {
    return readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .map((name) => name.split(sep).join('/'))
      .filter((name) => /\.ya?ml$/.test(name) && !/(^|\/)(\.|node_modules\/)/.test(name))
      .sort();
  } catch {
    return undefined;
  }
}

function kindOf(name: string): FileKind | undefined {
  const [first = '', second, ...rest] = name.replace(/\.ya?ml$/, '').split('/');
  return kinds.find(
    (kind) => kind.name === first && rest.length === 0 && kind.folder === (second !== undefined),
  );
}

function strayMessage(name: string): string {
  const first = name.replace(/\.ya?ml$/, '').split('/')[0] ?? '';
  const hint = didYouMean(
    first,
    kinds.map((kind) => kind.name),
  );
  return `no part of the knowledge base reads this file; move it to ${kinds.map((kind) => pathOfKind(kind) + (kind.folder ? '/' : '')).join(', ')} or remove it${hint}`;
}

function missingMessage(kind: FileKind): string {
  return `${kind.folder ? 'this folder holds no YAML file' : 'this file is missing'}; put there ${kind.holds}`;
}
