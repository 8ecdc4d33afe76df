/** Bytes of a file → text that is safe to parse: UTF-8, no byte order mark, `\n` line ends, no control characters. */
import type { Problem } from './problem.ts';

const forbidden = /[^\P{Cc}\t\n]|[\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/gu;
const lineFeed = 0x0a;

/**
 * Decodes UTF-8 strictly. `text` is absent when the bytes are no UTF-8; control characters are told and replaced
 * by a blank each, so that the rest of the file can still be checked.
 */
export function decode(bytes: Uint8Array): { readonly text?: string; readonly problems: readonly Problem[] } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\r\n', '\n');
    return { text: text.replace(forbidden, ' '), problems: text.split('\n').flatMap(controlCharacters) };
  } catch {
    return { problems: [firstBrokenByte(bytes)] };
  }
}

function controlCharacters(line: string, index: number): Problem[] {
  return [...line.matchAll(forbidden)].map((match) => ({
    line: index + 1,
    column: match.index + 1,
    message: `${nameOf(match[0])} is a control character; delete it`,
  }));
}

/** True when a text of a value holds what no reader can see: control characters or half of a character. */
export function holdsControlCharacters(text: string): boolean {
  return text.search(forbidden) >= 0 || /\p{Cs}/u.test(text);
}

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A line feed is never part of a longer character, so each line can be tried by itself. */
function firstBrokenByte(bytes: Uint8Array): Problem {
  let start = 0;
  for (let line = 1; ; line += 1) {
    const next = bytes.indexOf(lineFeed, start);
    const slice = bytes.subarray(start, next < 0 ? bytes.length : next);
    const column = brokenColumn(slice);
    if (column > 0 || next < 0) return { line, column: Math.max(column, 1), message: brokenMessage };
    start = next + 1;
  }
}

const brokenMessage = 'this is not UTF-8; save the file in UTF-8 and write the character again';

function brokenColumn(line: Uint8Array): number {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(line);
    return 0;
  } catch {
    return new TextDecoder('utf-8').decode(line).indexOf('\uFFFD') + 1;
  }
}
