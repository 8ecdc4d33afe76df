/** What to do with a text that is pasted into the search field. */

export type Pasted =
  /** Goes into the field as it is. */
  | 'keywords'
  /** Short, but it may hold somebody's number: the server masks it before it is shown. */
  | 'masked keywords'
  /** A customer's message, to be taken apart. */
  | 'message';

const longestKeywords = 40;
const mayHoldNumber = /\d(?:[^\p{L}\n]{0,3}\d){5}|[\p{Nd}一二三四五六七八九零〇]{6}|@/u;
/** With more behind it; takes a trimmed text. */
const sentenceEnd = /[。！？!?；;\n]./su;

export function judgePaste(text: string): Pasted {
  const trimmed = text.trim();
  if ([...trimmed].length > longestKeywords || sentenceEnd.test(trimmed)) return 'message';
  return mayHoldNumber.test(trimmed.normalize('NFKC')) ? 'masked keywords' : 'keywords';
}

/** A receipt's code as people write it. */
export const readReceiptCode = (text: string): string | undefined =>
  /^\s*DW[-\s]?[0-9A-Z]{4}[-\s]?[0-9A-Z]{4}[-\s]?[0-9A-Z]{4}\s*$/i.test(text)
    ? text.trim().toUpperCase()
    : undefined;
