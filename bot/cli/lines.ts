/** Standard input line by line: every line read is given once, however long or broken. */

import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** Characters of a line that are kept; the rest of an overlong line is read and dropped. */
export const longestLine = 100_000;

export interface Line {
  readonly text: string;
  /** True when the line was longer than is kept. */
  readonly cut: boolean;
}

/** Lines end with LF or CRLF; a last one without an ending counts. A BOM at the start is dropped. */
export async function* readLines(input: Readable): AsyncGenerator<Line> {
  const decoder = new StringDecoder('utf8');
  let rest = { text: '', cut: false };
  let first = true;
  const finish = ({ text, cut }: Line): Line => {
    const plain = first && text.startsWith('\uFEFF') ? text.slice(1) : text;
    first = false;
    return { text: plain.endsWith('\r') ? plain.slice(0, -1) : plain, cut };
  };
  for await (const chunk of input) {
    const parts = (typeof chunk === 'string' ? chunk : decoder.write(chunk)).split('\n');
    const last = parts.pop() ?? '';
    for (const part of parts) {
      yield finish(append(rest, part));
      rest = { text: '', cut: false };
    }
    rest = append(rest, last);
  }
  rest = append(rest, decoder.end());
  if (rest.text !== '' || rest.cut) yield finish(rest);
}

function append(line: Line, more: string): { text: string; cut: boolean } {
  const text = line.text + more;
  return text.length > longestLine
    ? { text: text.slice(0, longestLine), cut: true }
    : { text, cut: line.cut };
}
