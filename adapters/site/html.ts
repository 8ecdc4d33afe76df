/** HTML as a value: whatever is a string is text and is escaped, so that no answer can become markup. */

/** Markup that was made here and nowhere else. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

export type Child = Html | string | undefined | readonly Child[];
export type Attributes = Readonly<Record<string, string | boolean | undefined>>;

const empty: ReadonlySet<string> = new Set(['meta', 'link', 'input', 'img', 'br']);

/** An element; an attribute that is false or absent is left out, one that is true stands without a value. */
export function element(name: string, attributes: Attributes = {}, ...children: readonly Child[]): Html {
  const written = Object.entries(attributes).map(([key, value]) => writeAttribute(key, value));
  const open = `<${name}${written.join('')}>`;
  return new Html(empty.has(name) ? open : `${open}${write(children)}</${name}>`);
}

/** Data for machines in a page; no `<` in it, so that nothing in it can end the element. */
export function dataBlock(type: string, data: unknown): Html {
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return new Html(`<script type="${type}">${json}</script>`);
}

export function write(child: Child): string {
  if (child === undefined) return '';
  if (child instanceof Html) return child.markup;
  return typeof child === 'string' ? escapeText(child) : child.map(write).join('');
}

function writeAttribute(key: string, value: string | boolean | undefined): string {
  if (value === undefined || value === false) return '';
  return value === true ? ` ${key}` : ` ${key}="${escapeText(value)}"`;
}

/** For text and for attributes, which stand in double quotes everywhere here; XML knows the same four. */
export function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
