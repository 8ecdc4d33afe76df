/** A pasted message cut where its questions stand. */

export interface Piece {
  readonly text: string;
  /** Number of the question that stands here. */
  readonly number?: number;
}

/** Questions whose words do not stand in the message as they are have no place in it. */
export function piecesOf(text: string, parts: readonly string[]): Piece[] {
  const pieces: Piece[] = [];
  let rest = 0;
  for (const [at, part] of parts.entries()) {
    const start = part === '' ? -1 : text.indexOf(part, rest);
    if (start < 0) continue;
    if (start > rest) pieces.push({ text: text.slice(rest, start) });
    pieces.push({ text: part, number: at + 1 });
    rest = start + part.length;
  }
  return rest < text.length ? [...pieces, { text: text.slice(rest) }] : pieces;
}
