/** What Slack takes at most, counted in characters, and how a text is brought within it. */

export const limits = {
  section: 3000,
  buttonLabel: 75,
  buttonValue: 2000,
  /** Elements in a row of buttons; Slack takes 25, nobody reads them. */
  buttons: 10,
  /** Slack takes 50; some are kept for buttons and sources. */
  blocks: 40,
  /** Text over all blocks of a message: Slack documents no limit and refuses at some 13,200. */
  message: 10_000,
  /** What a notification or a screen reader gets. */
  fallback: 3000,
  view: 100,
} as const;

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** Plain text of at most so many characters, cut between graphemes, with a mark that it was cut. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  let out = '';
  for (const { segment } of graphemes.segment(text)) {
    if (out.length + segment.length > most - 1) break;
    out += segment;
  }
  return `${out}…`;
}
