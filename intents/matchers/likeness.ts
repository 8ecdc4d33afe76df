/** How alike two clean texts are character by character, so that of two texts with the same words the right order wins. */

/** Characters that are compared; their square is the cost. */
const longest = 120;

/** An edit, and a character of the known text left out at its start or end, as people leave out a clause. */
const full = 2;
const left = 1;

/** Likeness of a question and a known text, 0 to 1: one less the share of characters that must be added, dropped, replaced or swapped with a neighbour. */
export function likeness(question: string, known: string): number {
  const a = question.slice(0, longest);
  const b = known.slice(0, longest);
  const most = Math.max(a.length, b.length);
  return most === 0 ? 1 : 1 - distance(a, b) / (full * most);
}

/** What edits cost that turn the first text into the second (optimal string alignment), line by line of the usual table. */
function distance(a: string, b: string): number {
  let before = new Int16Array(b.length + 1);
  let last = Int16Array.from({ length: b.length + 1 }, (_, j) => j * left);
  let line = new Int16Array(b.length + 1);
  for (let i = 1; i <= a.length; i++) {
    line[0] = i * full;
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let edits = Math.min(
        (last[j] as number) + full,
        (line[j - 1] as number) + full,
        (last[j - 1] as number) + (same ? 0 : full),
      );
      const swapped =
        i > 1 &&
        j > 1 &&
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
      if (swapped) edits = Math.min(edits, (before[j - 2] as number) + full);
      line[j] = edits;
    }
    [before, last, line] = [last, line, before];
  }
  return last.reduce(
    (least, edits, j) => Math.min(least, edits + (b.length - j) * left),
    Number.POSITIVE_INFINITY,
  );
}
