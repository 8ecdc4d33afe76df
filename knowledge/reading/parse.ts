/** Text of one YAML file → its plain value, its problems, and the place of every value in it. */
import {
  Composer,
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  Parser,
  type YAMLError,
} from 'yaml';
import { isTooDeep } from './depth.ts';
import { plainValue } from './plain-value.ts';
import type { Path, Problem } from './problem.ts';

/** What became of one file. `value` is absent when its YAML cannot be read. */
export interface Parsed {
  readonly value?: unknown;
  readonly problems: readonly Problem[];
  /** Place of the value at a path, or of the innermost value around it that exists. */
  locate(path: Path): { readonly line: number; readonly column: number; readonly exists: boolean };
  /** Place of the key that leads to the value at a path. */
  locateKey(path: Path): { readonly line: number; readonly column: number };
}

const start = { line: 1, column: 1 };

/** Parses one YAML file. Never throws: whatever is wrong with the text is in `problems`. */
export function parse(text: string): Parsed {
  const lines = new LineCounter();
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  if (tokens.some(isTooDeep))
    return unreadable('it is nested too deeply; a knowledge file needs a few levels');
  const documents = [...new Composer({ prettyErrors: false, logLevel: 'silent' }).compose(tokens)];
  const [document, second] = documents;
  if (!document) return unreadable('the file is empty; write its fields or delete it');
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const problems = [...syntaxProblems(document, place), ...secondDocument(second, place)];
  const readable = problems.length === 0;
  const value = plainValue(document.contents, (node, message) => {
    problems.push({ ...place(startOf(node)), message });
  });
  return {
    ...(readable && { value }),
    problems,
    locate(path) {
      const { node, exists } = descend(document, path);
      return { ...place(startOf(node)), exists };
    },
    locateKey(path) {
      const around = descend(document, path.slice(0, -1)).node;
      return place(startOf(keyNode(around, path.at(-1)) ?? around));
    },
  };
}

type Place = (offset: number) => { line: number; column: number };

function unreadable(message: string): Parsed {
  return {
    problems: [{ ...start, message }],
    locate: () => ({ ...start, exists: false }),
    locateKey: () => start,
  };
}

/** One mistake makes the parser stumble several times on its line; the first says it best. */
function syntaxProblems(document: Document.Parsed, place: Place): Problem[] {
  const byLine = new Map<number, Problem>();
  for (const error of [...document.errors, ...document.warnings]) {
    const problem = { ...place(error.pos[0]), message: explainSyntax(error) };
    if (!byLine.has(problem.line)) byLine.set(problem.line, problem);
  }
  return [...byLine.values()];
}

const advice: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  TAB_AS_INDENT: 'a tab cannot indent; use spaces',
  DUPLICATE_KEY: 'this field stands twice; keep one of the two',
  BLOCK_AS_IMPLICIT_KEY: 'a second `: ` in one line; put the text in quotes',
  TAG_RESOLVE_FAILED: 'tags such as `!!name` are not allowed; remove it',
};

function explainSyntax(error: YAMLError): string {
  const own = advice[error.code];
  if (own) return own;
  return `this is not valid YAML (${error.message.split('\n')[0]}); check the indentation and the quotes`;
}

function secondDocument(second: Document.Parsed | undefined, place: Place): Problem[] {
  if (!second) return [];
  const message = 'a second document begins here; a file holds one, so remove the `---` or `...` before it';
  return [{ ...place(startOf(second.contents) || second.range[0]), message }];
}

function startOf(node: unknown): number {
  return (isNode(node) && node.range?.[0]) || 0;
}

function descend(document: Document.Parsed, path: Path): { node: Node | null | undefined; exists: boolean } {
  let node: Node | null | undefined = document.contents;
  for (const step of path) {
    const next = child(node, step);
    if (!next) return { node, exists: false };
    node = next;
  }
  return { node, exists: true };
}

function child(node: Node | null | undefined, step: PropertyKey): Node | undefined {
  const found = isSeq(node) ? node.items[Number(step)] : isMap(node) ? node.get(step, true) : undefined;
  return isNode(found) ? found : undefined;
}

function keyNode(node: Node | null | undefined, name: PropertyKey | undefined): Node | undefined {
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isScalar(item.key) && item.key.value === name);
  return isNode(pair?.key) ? pair.key : undefined;
}
