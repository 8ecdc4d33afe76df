/** The name under which an option comes back when somebody presses it. */
import type { Option } from '../channel.ts';
import { bytesOf } from '../split-text.ts';

export const pickMark = 'pick:';

/** A name that still means the same when the conversation has gone on; its number if that is too long. */
export function pickKey({ value, entry, label }: Option, at: number, mostBytes: number): string {
  const key = pickMark + (value ?? entry ?? label);
  return bytesOf(key) <= mostBytes ? key : `${pickMark}${at + 1}`;
}

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });
const characters = (text: string): string[] => [...graphemes.segment(text)].map(({ segment }) => segment);

export const lengthOf = (text: string): number => characters(text).length;

/** At most so many characters, the last a mark that there was more. */
export const cutText = (text: string, most: number): string =>
  lengthOf(text) <= most
    ? text
    : `${characters(text)
        .slice(0, most - 1)
        .join('')}…`;
