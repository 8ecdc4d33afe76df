/** Long text in pieces that a platform takes: cut between paragraphs, else lines, sentences, words, and never inside a character. */

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });
const encoder = new TextEncoder();

/** Bytes of a text in UTF-8. */
export const bytesOf = (text: string): number => encoder.encode(text).length;

/** Best place to cut first: after each of these the next one matters less. */
const edges = [/\n\n+/g, /\n/g, /(?<=[。！？；!?;])/g, /(?<=[，、,\s])/g];

/**
 * The pieces of a text, each at most `most` UTF-8 bytes, counter such as `(1/3)` included.
 * One piece carries no counter. Throws RangeError when `most` leaves no room for a character and its counter.
 */
export function splitText(text: string, most: number): string[] {
  if (most < 64) throw new RangeError(`a piece of ${most} bytes is too small; allow 64 or more`);
  if (bytesOf(text) <= most) return [text];
  const room = most - bytesOf('(999/999)\n');
  const pieces = pack(text, room);
  return pieces.map((piece, at) => `(${at + 1}/${pieces.length})\n${piece}`);
}

function pack(text: string, room: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (bytesOf(rest) > room) {
    const head = headOf(rest, room);
    const cut = cutIn(head);
    const piece = rest.slice(0, cut).trimEnd();
    if (piece !== '') pieces.push(piece);
    rest = rest.slice(cut).replace(/^\s+/, '');
  }
  return rest === '' ? pieces : [...pieces, rest];
}

/** As many whole characters from the start as fit. */
function headOf(text: string, room: number): string {
  let bytes = 0;
  let end = 0;
  // no character of UTF-16 takes less than one byte
  for (const { segment } of graphemes.segment(text.slice(0, room + 1))) {
    bytes += bytesOf(segment);
    if (bytes > room) return end > 0 ? text.slice(0, end) : codePointsOf(text, room);
    end += segment.length;
  }
  return text.slice(0, end);
}

/** A single character longer than a piece (a stack of marks) is cut between its code points. */
function codePointsOf(text: string, room: number): string {
  let head = '';
  for (const point of text) {
    if (bytesOf(head + point) > room) break;
    head += point;
  }
  return head;
}

/** The last good edge in the head, if it leaves the piece at least half full. */
function cutIn(head: string): number {
  for (const edge of edges) {
    const places = [...head.matchAll(edge)].map(({ index, 0: found }) => index + found.length);
    const last = places.at(-1) ?? 0;
    if (last >= head.length / 2) return last;
  }
  return head.length;
}
