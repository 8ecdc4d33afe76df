/** Long messages in overlapping pieces, because the question may stand anywhere in a story. */

/** Up to this many characters a message is looked at whole. */
const whole = 240;
const size = 160;
const mostWindows = 16;
/** A single word longer than this is cut, so that no piece outgrows a window by much. */
const longestWord = 80;

function wordsOf(clean: string): string[] {
  return clean.split(' ').flatMap((word) => {
    if (word.length <= longestWord) return [word];
    return Array.from({ length: Math.ceil(word.length / longestWord) }, (_, at) =>
      word.slice(at * longestWord, (at + 1) * longestWord),
    );
  });
}

/** Clean text → pieces in order, each overlapping the one before by half; a short text is its only piece. */
export function cutWindows(clean: string): string[] {
  if (clean.length <= whole) return [clean];
  const halves: string[] = [];
  let half = '';
  for (const word of wordsOf(clean)) {
    if (half.length + word.length > size / 2 && half !== '') {
      halves.push(half);
      half = '';
    }
    half = half === '' ? word : `${half} ${word}`;
  }
  halves.push(half);
  const windows = halves.slice(0, -1).map((one, at) => `${one} ${halves[at + 1]}`);
  if (windows.length <= mostWindows) return windows;
  const step = (windows.length - 1) / (mostWindows - 1);
  return Array.from({ length: mostWindows }, (_, at) => windows[Math.round(at * step)] as string);
}
