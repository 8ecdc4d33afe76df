/** Reads the plain XML of WeCom: elements, text and CDATA. What more XML can do (DOCTYPE, entities of one's own, attributes) is refused, not expanded. */

export interface XmlElement {
  readonly name: string;
  /** Its own text: CDATA as it stands, other text without the blanks of a layout. Ids of 64 bits stay strings. */
  readonly text: string;
  readonly children: readonly XmlElement[];
}

const mostDepth = 8;
const piece =
  /<!\[CDATA\[([\s\S]*?)\]\]>|<([A-Za-z_][\w.-]{0,63})\s*(\/?)>|<\/([A-Za-z_][\w.-]{0,63})\s*>|([^<]+)/y;
const reference = /&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(\w{1,9}));/g;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

interface Open {
  readonly name: string;
  text: string;
  readonly children: XmlElement[];
}

/** The root element; undefined for anything that is not such XML, in linear time. */
export function readXml(source: string): XmlElement | undefined {
  const top: Open = { name: '', text: '', children: [] };
  const open = [top];
  const start = /^\s*(?:<\?xml [^<>]*\?>)?/.exec(source)?.[0].length ?? 0;
  piece.lastIndex = start;
  for (let at = start; at < source.length; at = piece.lastIndex) {
    const found = piece.exec(source);
    const current = open.at(-1);
    if (!found || !current || !take(found, current, open)) return undefined;
  }
  const [root] = top.children;
  return open.length === 1 && top.children.length === 1 && top.text.trim() === '' ? root : undefined;
}

/** Adds one piece to what is open; false when it does not belong there. */
function take([, data, opened, empty, closed, text]: RegExpExecArray, current: Open, open: Open[]): boolean {
  if (data !== undefined) current.text += data;
  else if (text !== undefined) return addText(current, text.trim());
  else if (closed !== undefined) return closed === current.name && open.pop() !== undefined;
  else {
    const element: Open = { name: opened ?? '', text: '', children: [] };
    current.children.push(element);
    if (!empty) open.push(element);
  }
  return open.length <= mostDepth;
}

function addText(current: Open, text: string): boolean {
  const marks = text.split('&').length - 1;
  let known = 0;
  current.text += text.replace(reference, (_, decimal?: string, hex?: string, name = '') => {
    const character = readReference(decimal, hex, name);
    if (character !== undefined) known += 1;
    return character ?? '';
  });
  return known === marks;
}

/** The character that a reference stands for; undefined for an entity of one's own and for what XML does not allow. */
function readReference(
  decimal: string | undefined,
  hex: string | undefined,
  name: string,
): string | undefined {
  if (decimal === undefined && hex === undefined) return entities[name];
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  const isControl = code < 32 && ![9, 10, 13].includes(code);
  const isHalf = code >= 0xd800 && code <= 0xdfff;
  return isControl || isHalf || code > 0x10ffff ? undefined : String.fromCodePoint(code);
}

/** Text of the only child of that name; undefined when there is none, or more than one. */
export function textOf(element: XmlElement, name: string): string | undefined {
  const found = element.children.filter((child) => child.name === name);
  return found.length === 1 ? found[0]?.text : undefined;
}

/** Elements at the end of a path of names, however many there are. */
export const elementsAt = (element: XmlElement, ...path: readonly string[]): readonly XmlElement[] =>
  path.reduce<readonly XmlElement[]>(
    (level, name) => level.flatMap(({ children }) => children.filter((child) => child.name === name)),
    [element],
  );

/** A text as CDATA; the end mark inside is taken apart. */
export const cdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
