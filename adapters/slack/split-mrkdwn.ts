/** Long mrkdwn in pieces that a section takes: cut between paragraphs, else lines, and never inside a link or an entity. */

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });
const longestCharacter = 64;

/** The pieces, each at most `most` characters; together they say what the text says. */
export function splitMrkdwn(text: string, most: number): string[] {
  if (text.trim() === '') return [];
  if (text.length <= most) return [text];
  const byParagraph = pack(text.split(/\n{2,}/), '\n\n', most);
  const byLine = byParagraph.flatMap((part) =>
    part.length <= most ? [part] : pack(part.split('\n'), '\n', most),
  );
  return byLine.flatMap((line) => (line.length <= most ? [line] : cutLine(line, most)));
}

/** As many parts as fit stay together; a part that is too long stays alone. */
function pack(parts: readonly string[], glue: string, most: number): string[] {
  const packed: string[] = [];
  let open: string | undefined;
  for (const part of parts) {
    if (open !== undefined && open.length + glue.length + part.length <= most) open += glue + part;
    else {
      if (open !== undefined) packed.push(open);
      open = part;
    }
  }
  return open === undefined ? packed : [...packed, open];
}

/** A line without an end, cut where a sentence ends if one does in the second half. */
function cutLine(line: string, most: number): string[] {
  const pieces: string[] = [];
  let rest = line;
  while (rest.length > most) {
    const end = safeEnd(rest, most);
    const sentence = rest.slice(0, end).search(/[。！？；!?;][^。！？；!?;&<>]*$/) + 1;
    const cut = sentence > end / 2 ? sentence : end;
    pieces.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return rest === '' ? pieces : [...pieces, rest];
}

/** The last place up to `most` that is not within a link, an entity, or a character with its marks. */
function safeEnd(text: string, most: number): number {
  const head = text.slice(0, most);
  const link = head.lastIndexOf('<') > head.lastIndexOf('>') ? head.lastIndexOf('<') : most;
  const entity = head.search(/&[a-z]{0,3}$/);
  const end = Math.min(link, entity < 0 ? most : entity);
  // characters are looked for in a window: over a whole text that takes time without measure
  const start = graphemes.segment(text.slice(0, end + longestCharacter)).containing(end)?.index ?? end;
  return start > 0 ? start : most;
}
