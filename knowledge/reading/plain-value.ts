/** A parsed YAML tree → plain objects, lists, texts and numbers; tells on the way what no knowledge file may hold. */
import { isAlias, isMap, isScalar, isSeq, type Pair } from 'yaml';
import { holdsControlCharacters } from './decode.ts';
import { badLinks } from './links.ts';

/** Called for each node that is wrong. */
export type Tell = (node: unknown, message: string) => void;

/** The value of a node. What is told as wrong is left out. The tree must not be nested without limit. */
export function plainValue(node: unknown, tell: Tell): unknown {
  if (isMap(node)) return Object.fromEntries(node.items.flatMap((pair) => plainField(pair, tell)));
  if (isSeq(node)) return node.items.map((item) => plainValue(item, tell));
  if (isScalar(node)) {
    for (const message of explainText(node.value)) tell(node, message);
    return node.value;
  }
  if (isAlias(node)) tell(node, 'anchors and aliases (`&`, `*`) are not used here; write the value out');
  return undefined;
}

function plainField(pair: Pair, tell: Tell): [string, unknown][] {
  const value = plainValue(pair.value, tell);
  const { key } = pair;
  if (isScalar(key) && typeof key.value === 'string' && key.value !== '__proto__')
    return [[key.value, value]];
  const isProto = isScalar(key) && key.value === '__proto__';
  const message = isProto
    ? '`__proto__` cannot be the name of a field'
    : 'the name of a field must be plain text';
  tell(key, `${message}; remove it`);
  return [];
}

function explainText(value: unknown): string[] {
  if (typeof value !== 'string') return [];
  const links = badLinks(value).map(
    (url) => `the link to \`${url}\` does not start with http://, https://, tel: or mailto:; write it out`,
  );
  return holdsControlCharacters(value) ? ['the text holds a control character; delete it', ...links] : links;
}
